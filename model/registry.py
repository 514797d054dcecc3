"""The folder of versions: staged aside, promoted by moving one pointer, rolled back the same way.

    models/
    ├── current.json            which version is current, and which were before it
    ├── 20261124T031500-1a2b3c/ a version
    └── .staging-…/             one that is being written; never looked at

Whatever is interrupted, `current.json` names a whole version or is the one from before.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from model.artifact import verify
from model.errors import BrokenVersion, NoCurrentVersion, UnknownVersion, VersionError
from model.manifest import MANIFEST
from model.types import VersionId

DEFAULT_MODELS = Path("data/models")
POINTER = "current.json"
_STAGING = ".staging-"
_ABANDONED_SECONDS = 3600  # writing a version takes seconds; what is an hour old was killed
_REMEMBERED = 20


class Registry:
    """One folder of versions."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when the first version is staged."""
        self.folder = folder

    @contextmanager
    def staged(self) -> Iterator[Path]:
        """Lend an empty folder to write a version into; it becomes one when the block ends well.

        A version that exists already, to the last byte, is left as it is.

        Raises:
            VersionError: the folder cannot be written.
            BrokenVersion: what was written does not verify.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._clear_abandoned()
            staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self.folder))
        except OSError as error:
            message = f"{self.folder} cannot be written: {error.strerror or error}"
            raise VersionError(message) from error
        try:
            yield staging
            version = verify(staging).id
            staging.chmod(0o755)  # mkdtemp's are closed to others, who may well run the bot
            if version not in self.versions():
                staging.rename(self.path_of(version))
        except OSError as error:
            message = (
                f"The version could not be written to {self.folder}: {error.strerror or error}"
            )
            raise VersionError(message) from error
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def versions(self) -> list[VersionId]:
        """Return the ids of all versions, oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(
            VersionId(path.parent.name) for path in self.folder.glob(f"[!.]*/{MANIFEST}")
        )

    def path_of(self, version: VersionId) -> Path:
        """Return where a version lies, or would."""
        return self.folder / version

    def current(self) -> VersionId:
        """Return the promoted version's id.

        Raises:
            NoCurrentVersion: none was promoted, or there is no such folder.
            BrokenVersion: the pointer is damaged.
        """
        history = self._history()
        if not history:
            message = f"There is no trained model in {self.folder}: run `kindred train` first"
            raise NoCurrentVersion(message)
        return history[-1]

    def promote(self, version: VersionId) -> None:
        """Make a version current, after verifying it; a damaged pointer is written anew.

        Raises:
            UnknownVersion: there is none of that id.
            BrokenVersion: it does not verify; the current one stays.
        """
        if version not in self.versions():
            message = f"There is no version {version} in {self.folder}"
            raise UnknownVersion(message)
        self._verify(version)
        try:
            history = self._history()
        except BrokenVersion:
            history = []
        earlier = [before for before in history if before != version]
        self._point([*earlier, version][-_REMEMBERED:])

    def rollback(self) -> VersionId:
        """Make the previous version current again and return its id.

        Raises:
            UnknownVersion: there was none before.
            BrokenVersion: it does not verify any more.
        """
        before = self._history()[:-1]
        if not before:
            message = f"There is no earlier version in {self.folder} to go back to"
            raise UnknownVersion(message)
        self._verify(before[-1])
        self._point(before)
        return before[-1]

    def prune(self, keep: int) -> list[VersionId]:
        """Delete the oldest versions and return their ids, oldest first.

        A bot that still answers from a deleted version goes on: what it has mapped stays until it
        lets go.

        Args:
            keep: how many of the newest to leave; the current one and the one before it are left
                besides, however old they are.

        Raises:
            BrokenVersion: the pointer is damaged, so that nobody knows which is current.
            VersionError: a version cannot be deleted.
        """
        needed = set(self._history()[-2:])
        old = [version for version in self.versions()[:-keep] if version not in needed]
        for version in old:
            try:
                # Without a manifest it is no version any more, even if the rest is slow to go.
                (self.path_of(version) / MANIFEST).unlink()
                shutil.rmtree(self.path_of(version))
            except OSError as error:
                message = f"{self.path_of(version)} cannot be deleted: {error.strerror or error}"
                raise VersionError(message) from error
        return old

    def _verify(self, version: VersionId) -> None:
        path = self.path_of(version)
        identifier = verify(path).id
        if identifier != version:
            message = f"{path} is a copy or was renamed: its manifest calls it {identifier}"
            raise BrokenVersion(message)

    def _history(self) -> list[VersionId]:
        path = self.folder / POINTER
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            history = [*content["before"], content["current"]]
            if not all(isinstance(version, str) for version in history):
                message = "its ids are no text"
                raise TypeError(message)  # noqa: TRY301  # answered just below
            return [VersionId(version) for version in history]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            message = f"{path} is damaged: {error}; `kindred promote ID` writes it anew"
            raise BrokenVersion(message) from error

    def _point(self, history: list[VersionId]) -> None:
        *before, current = history
        path = self.folder / f"{POINTER}.{os.getpid()}"
        try:
            with path.open("w", encoding="utf-8") as file:
                json.dump({"current": current, "before": before}, file)
                file.flush()
                os.fsync(file.fileno())
            path.replace(self.folder / POINTER)
        except OSError as error:
            cause = error.strerror or error
            pointer = self.folder / POINTER
            message = f"Version {current} is whole, but {pointer} cannot be written: {cause}"
            raise VersionError(message) from error
        finally:
            path.unlink(missing_ok=True)

    def _clear_abandoned(self) -> None:
        for path in self.folder.glob(f"{_STAGING}*"):
            if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
