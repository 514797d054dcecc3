"""Every name under which a version's artists are found, ready to be searched: built once.

An artist has one spelling or more: its name and its aliases, folded and in Latin letters. The
table of headings leads from the 64 bits of a heading straight to an artist's row. All of it is
columns of Arrow or NumPy, which may as well lie on disk, mapped into memory.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from model.matching.headings import (
    Bend,
    as_sound,
    hashed,
    headings_of,
    in_latin,
    initials_of,
)
from model.matching.index import TrigramIndex
from model.matching.sounds import heard
from model.names import folded, has_the
from model.types import ArtistRow, Rows

_MOST_UNDER_ONE_HEADING = 60  # so many namesakes or sound-alikes cannot be told apart


@dataclass(frozen=True)
class Vocabulary:
    """The spellings of a version's artists.

    Attributes:
        texts: spellings, folded and romanised; the first of a row is the artist's name.
        sounds: how each sounds (`model.matching.sounds.heard`).
        rows: int32, shape `(spellings,)`, ascending: whose each is; every artist has one.
        heading_hashes: uint64, ascending.
        heading_rows: int32, one per heading: whom it leads to.
        heading_bends: uint8, one per heading: a `Bend`.
        trigrams: the index over `texts`.
    """

    texts: pa.StringArray
    sounds: pa.StringArray
    rows: Rows
    heading_hashes: NDArray[np.uint64]
    heading_rows: Rows
    heading_bends: NDArray[np.uint8]
    trigrams: TrigramIndex

    @classmethod
    def of(
        cls, names: Sequence[str], aliases: Mapping[ArtistRow, Sequence[str]] | None = None
    ) -> Vocabulary:
        """Build the vocabulary.

        Args:
            names: of the artists, in order of their rows, best known first.
            aliases: other names of some of them.
        """
        texts: list[str] = []
        sounds: list[str] = []
        rows: list[int] = []
        headings = _Headings()
        for row, name in enumerate(names):
            others = aliases.get(ArtistRow(row), ()) if aliases else ()
            seen: set[str] = set()
            for least_bend, spelling in (
                (Bend.NAME, name),
                *((Bend.ALIAS, other) for other in others),
            ):
                latin, sound = headings.file(spelling, row, least_bend)
                if latin not in seen:
                    seen.add(latin)
                    texts.append(latin)
                    sounds.append(sound)
                    rows.append(row)
        hashes, heading_rows, bends = headings.sorted()
        return cls(
            pa.array(texts, pa.string()),
            pa.array(sounds, pa.string()),
            np.array(rows, np.int32),
            hashes,
            heading_rows,
            bends,
            TrigramIndex.of(texts),
        )

    @cached_property
    def are_names(self) -> NDArray[np.bool_]:
        """Shape `(spellings,)`: which spellings are an artist's name, the others being aliases."""
        return np.diff(self.rows, prepend=-1) > 0

    @cached_property
    def _hashes(self) -> memoryview:
        """The hashes as plain numbers, which bisect takes ten times as fast as NumPy's."""
        return self.heading_hashes.data

    @property
    def artists(self) -> int:
        """How many artists it is of; -1 where its columns contradict each other."""
        artists = int(self.rows.max(initial=-1)) + 1
        fits = len(self.rows) == len(self.texts) == len(self.sounds) == len(self.trigrams.norms)
        known = int(self.heading_rows.max(initial=-1)) < artists
        return artists if fits and known else -1

    def spellings(self, numbers: NDArray[np.int32]) -> tuple[list[str], list[str]]:
        """Return the texts and the sounds of spellings, by their numbers."""
        taken = pa.array(numbers)
        return self.texts.take(taken).to_pylist(), self.sounds.take(taken).to_pylist()

    def up_to_length(self, most: int) -> NDArray[np.int32]:
        """Return the numbers of the spellings of at most so many characters."""
        short = pc.less_equal(pc.utf8_length(self.texts), most)
        return np.flatnonzero(short.to_numpy(zero_copy_only=False)).astype(np.int32)

    def found_under(self, heading: str) -> Iterator[tuple[ArtistRow, Bend]]:
        """Yield whom a heading leads to and how far their name is bent, best known first.

        The best known `_MOST_UNDER_ONE_HEADING` of them; nobody under the empty heading.
        """
        wanted, hashes = hashed(heading), self._hashes
        start = bisect_left(hashes, wanted)
        for place in range(start, min(start + _MOST_UNDER_ONE_HEADING, len(hashes))):
            if hashes[place] != wanted:
                return
            yield ArtistRow(int(self.heading_rows[place])), Bend(int(self.heading_bends[place]))


class _Headings:
    """Headings as three growing columns."""

    def __init__(self) -> None:
        self._hashes, self._rows, self._bends = array("Q"), array("i"), array("B")

    def file(self, spelling: str, row: int, least_bend: Bend) -> tuple[str, str]:
        """File an artist under all headings of a spelling; return its text and its sound."""
        text = folded(spelling)
        latin, whole = in_latin(text)
        for bend, heading in headings_of(text, whole):
            self._add(heading, row, max(bend, least_bend))
        sound = heard(latin)
        self._add(as_sound(sound), row, Bend.SOUND)
        if least_bend is Bend.NAME:
            for heading in initials_of(whole, has_the=has_the(spelling)):
                self._add(heading, row, Bend.INITIALS)
        return latin, sound

    def sorted(self) -> tuple[NDArray[np.uint64], Rows, NDArray[np.uint8]]:
        hashes, rows = np.array(self._hashes, np.uint64), np.array(self._rows, np.int32)
        bends = np.array(self._bends, np.uint8)
        order = np.lexsort((bends, rows, hashes))
        return hashes[order], rows[order], bends[order]

    def _add(self, heading: str, row: int, bend: Bend) -> None:
        if heading:
            self._hashes.append(hashed(heading))
            self._rows.append(row)
            self._bends.append(bend)
