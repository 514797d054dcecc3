"""Every name under which a version's artists are found, ready to be searched: built once.

An artist has one spelling or more: its name and its aliases. Spellings are kept folded and in
Latin letters; the table of keys leads from the 64 bits of a key straight to an artist's row. All
of it is columns of Arrow or NumPy, which may as well lie on disk, mapped into memory.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from model.matching.index import TrigramIndex
from model.matching.keys import Bend, as_sound, hashed, initials_of, keys_of
from model.matching.sounds import heard
from model.names import folded, romanised
from model.types import ArtistRow, Rows

LONGEST_COMPARED = 120  # characters of a name and of what is typed; more only costs time


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The spellings of a version's artists.

    Attributes:
        texts: spellings, folded and romanised; the first of a row is its name.
        sounds: how each sounds (`model.matching.sounds.heard`).
        rows: int32, shape `(spellings,)`: whose each is.
        key_hashes: uint64, ascending.
        key_rows: int32, one per key: whom it leads to.
        key_bends: uint8, one per key: a `Bend`.
        trigrams: the index over `texts`.
    """

    texts: pa.StringArray
    sounds: pa.StringArray
    rows: Rows
    key_hashes: NDArray[np.uint64]
    key_rows: Rows
    key_bends: NDArray[np.uint8]
    trigrams: TrigramIndex

    @classmethod
    def of(
        cls, names: Sequence[str], aliases: Mapping[ArtistRow, Sequence[str]] | None = None
    ) -> Vocabulary:
        """Build the vocabulary.

        Args:
            names: of the artists, in order of their rows.
            aliases: other names of some of them.
        """
        texts: list[str] = []
        sounds: list[str] = []
        rows: list[int] = []
        keys = _Keys()
        for row, name in enumerate(names):
            seen: set[str] = set()
            others = aliases.get(ArtistRow(row), ()) if aliases else ()
            for least, spelling in ((Bend.NAME, name), *((Bend.ALIAS, other) for other in others)):
                text = folded_for_matching(spelling)
                latin = romanised(text)
                sound = heard(latin)
                for bend, key in keys_of(text, latin):
                    keys.add(key, row, max(bend, least))
                keys.add(as_sound(sound), row, Bend.SOUND)
                if least is Bend.NAME:
                    for key in initials_of(latin, has_the=name[:4].lower() == "the "):
                        keys.add(key, row, Bend.INITIALS)
                if latin not in seen:
                    seen.add(latin)
                    texts.append(latin)
                    sounds.append(sound)
                    rows.append(row)
        trigrams = TrigramIndex.of(texts)
        hashes, key_rows, bends = keys.sorted()
        return cls(
            pa.array(texts, pa.string()),
            pa.array(sounds, pa.string()),
            np.array(rows, np.int32),
            hashes,
            key_rows,
            bends,
            trigrams,
        )

    def spellings(self, numbers: NDArray[np.int32]) -> tuple[list[str], list[str]]:
        """Return the texts and the sounds of spellings, by their numbers."""
        taken = pa.array(numbers)
        return self.texts.take(taken).to_pylist(), self.sounds.take(taken).to_pylist()

    def up_to_length(self, most: int) -> NDArray[np.int32]:
        """Return the numbers of the spellings of at most so many characters."""
        short = pc.less_equal(pc.utf8_length(self.texts), most)
        return np.flatnonzero(short.to_numpy(zero_copy_only=False)).astype(np.int32)

    def found_under(self, key: str) -> Iterator[tuple[ArtistRow, Bend]]:
        """Yield whom a key leads to and how far their name is bent, best known first."""
        wanted = hashed(key)
        start = bisect_left(self.key_hashes, wanted)
        for place in range(start, len(self.key_hashes)):
            if self.key_hashes[place] != wanted:
                return
            yield ArtistRow(int(self.key_rows[place])), Bend(int(self.key_bends[place]))


class _Keys:
    """Keys as three growing columns."""

    def __init__(self) -> None:
        self._hashes, self._rows, self._bends = array("Q"), array("i"), array("B")

    def add(self, key: str, row: int, bend: Bend) -> None:
        if key:
            self._hashes.append(hashed(key))
            self._rows.append(row)
            self._bends.append(bend)

    def sorted(self) -> tuple[NDArray[np.uint64], Rows, NDArray[np.uint8]]:
        hashes, rows = np.array(self._hashes, np.uint64), np.array(self._rows, np.int32)
        bends = np.array(self._bends, np.uint8)
        order = np.lexsort((bends, rows, hashes))
        return hashes[order], rows[order], bends[order]


def folded_for_matching(name: str) -> str:
    """Return the folding of a name's first characters, as many as are compared."""
    return folded(name[:LONGEST_COMPARED])
