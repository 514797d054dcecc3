"""The artists of one version: stable key ↔ row ↔ name ↔ listeners.

Rows are ordered by listeners, most first, so a smaller row is a better-known artist wherever a tie
has to be settled. How an artist is found from typed text is `model.matching`'s business.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.errors import DuplicateKey, UnknownArtist
from model.names import same_spelling
from model.types import ArtistKey, ArtistRow, Counts

# 11 characters of a button's 64 bytes; in one of 4e8 catalogues of 300,000 artists two collide.
_KEY_BYTES = 8


@dataclass(frozen=True, slots=True)
class Artist:
    """One artist as a version knows it.

    Attributes:
        key: the same in every version; what buttons, votes and exports carry.
        row: its index in this version's arrays.
        name: as most of its listeners spell it.
        listeners: how many people in the training data played it.
    """

    key: ArtistKey
    row: ArtistRow
    name: str
    listeners: int


def artist_key(name: str, musicbrainz_id: str = "") -> ArtistKey:
    """Return the stable key of an artist.

    Args:
        name: any spelling; case, spacing and Unicode form do not matter, accents do.
        musicbrainz_id: decides alone where there is one, so a corrected name keeps its key.

    Returns:
        The first 8 bytes of BLAKE2b in base64url without padding, 11 characters.
    """
    return artist_keys([(same_spelling(name), musicbrainz_id.strip().lower())])[0]


def artist_keys(spellings: Iterable[tuple[str, str]]) -> list[ArtistKey]:
    """Return the keys of many artists, see `artist_key`.

    Args:
        spellings: a name's `same_spelling` and a MusicBrainz id in lower case, or an empty one.
    """
    # A ninth byte of zero makes twelve characters of each, the last of which says nothing: so all
    # are encoded at once.
    digests = b"".join(
        hashlib.blake2b(
            (f"mbid:{musicbrainz_id}" if musicbrainz_id else spelling).encode(
                "utf-8", "surrogatepass"
            ),
            digest_size=_KEY_BYTES,
        ).digest()
        + b"\0"
        for spelling, musicbrainz_id in spellings
    )
    text = base64.urlsafe_b64encode(digests).decode("ascii")
    return [ArtistKey(text[start : start + 11]) for start in range(0, len(text), 12)]


class Catalog(Sequence[Artist]):
    """All artists of one version, by row and by key."""

    def __init__(
        self,
        keys: Sequence[ArtistKey],
        names: Sequence[str],
        listeners: Counts,
        rows: Mapping[ArtistKey, ArtistRow] | None = None,
    ) -> None:
        """Take three columns of equal length, in row order.

        Args:
            keys: each once.
            names: one per artist.
            listeners: shape `(artists,)`, not increasing.
            rows: of the keys, where that is known.

        Raises:
            DuplicateKey: two artists share a key.
            ValueError: the columns differ in length.
        """
        if not len(keys) == len(names) == len(listeners):
            message = (
                f"{len(keys)} keys, {len(names)} names and {len(listeners)} counts do not pair up"
            )
            raise ValueError(message)
        self.keys, self.names, self.listeners = keys, names, listeners
        self._rows = rows or {key: ArtistRow(row) for row, key in enumerate(keys)}
        if len(self._rows) < len(self.keys):
            shared = next(key for key, times in Counter(self.keys).items() if times > 1)
            both = [name for key, name in zip(self.keys, self.names, strict=True) if key == shared]
            message = f"These artists would share the key {shared}: {', '.join(map(repr, both))}"
            raise DuplicateKey(message)

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, row: int) -> Artist:  # type: ignore[override]  # slices are nobody's need
        name, listeners = self.names[row], int(self.listeners[row])
        return Artist(self.keys[row], ArtistRow(row), name, listeners)

    def __iter__(self) -> Iterator[Artist]:
        return (self[row] for row in range(len(self)))

    def knows(self, key: ArtistKey) -> bool:
        """Say whether this version has an artist of that key."""
        return key in self._rows

    def by_key(self, key: ArtistKey) -> Artist:
        """Return the artist of a key.

        Raises:
            UnknownArtist: this version has no such artist.
        """
        row = self._rows.get(key)
        if row is None:
            message = f"No artist of this version has the key {key!r}"
            raise UnknownArtist(message)
        return self[row]
