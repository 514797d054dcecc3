"""The files that were sent, in memory; the oldest go when there are too many bytes."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass
from typing import Any

from bot.playground.pictures import Picture

MOST_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a form."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that can be shown, downloaded and sent again.

    Attributes:
        id: the Bot API's `file_id`.
        path: the Bot API's `file_path`.
        name: what whoever sent it calls it.
        mime_type: what a browser is told.
        content: its bytes.
        picture: its size, of a photo; None of a document.
    """

    id: str
    path: str
    name: str
    mime_type: str
    content: bytes
    picture: Picture | None = None

    def as_file(self) -> dict[str, Any]:
        """Return the Bot API's `File`."""
        return {**self._described(), "file_path": self.path}

    def in_message(self) -> dict[str, Any]:
        """Return what a message carries of it: a `photo` in one size, or a `document`."""
        if self.picture is not None:
            size = {"width": self.picture.width, "height": self.picture.height}
            return {"photo": [{**self._described(), **size}]}
        named = {"file_name": self.name, "mime_type": self.mime_type}
        return {"document": {**self._described(), **named}}

    def _described(self) -> dict[str, Any]:
        unique = hashlib.sha256(self.content).hexdigest()[:16]
        size = len(self.content)
        return {"file_id": self.id, "file_unique_id": unique, "file_size": size}


class Files:
    """What was sent, by id."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Begin with none.

        Args:
            most_bytes: of all together; the newest file stays even if it alone is larger.
        """
        self._most_bytes = most_bytes
        self._files: dict[str, StoredFile] = {}
        self._numbers = itertools.count(1)

    def keep(self, upload: Upload, picture: Picture | None = None) -> StoredFile:
        """Take a file in, a photo with its size, and let go of the oldest if it is too much."""
        number = next(self._numbers)
        folder = "documents" if picture is None else "photos"
        mime_type = upload.mime_type if picture is None else picture.mime_type
        stored = StoredFile(
            f"{folder[:-1]}-{number}",
            f"{folder}/file_{number}",
            upload.name,
            mime_type,
            upload.content,
            picture,
        )
        self._files[stored.id] = stored
        while len(self._files) > 1 and self._bytes() > self._most_bytes:
            del self._files[next(iter(self._files))]
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        """Return a file; None if it never was or is no longer kept."""
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return the file of a download path."""
        return next((one for one in self._files.values() if one.path == path), None)

    def _bytes(self) -> int:
        return sum(len(one.content) for one in self._files.values())
