"""Writes a file as Last.fm 360K is one: `python -m benchmarks.lastfm_file FILE [FRACTION]`.

Four columns parted by tabs, no header, no quoting, names as awkward as people's: quote characters
that open and never close, spellings in other cases, ids that only some artists have, and a few
lines that are no plays at all. FRACTION 4 takes a quarter of the listeners; a FILE that ends in
`.gz` is compressed.
"""

from __future__ import annotations

import hashlib
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from benchmarks.listening import LISTENERS, Heard, Listening
from benchmarks.vocabularies import grown_names
from model.plays.demo import demo_folder, read_catalogue

_WITH_ID = 0.635  # of the artists, as published
_OPENS_A_QUOTE = 0.004  # of the names: a default reader of CSV takes a tenth of the rows for one
_HOLDS_A_QUOTE = 0.02
_SPELT_TWO_WAYS = 0.02
_OTHER_SPELLING = 0.05  # of the rows of such an artist
_DIRT = (
    b"0123456789abcdef\t\tA name and no number\tmany\n"
    b"0123456789abcdef\t\tNobody played it\t0\n"
    b"0123456789abcdef\t\t\t17\n"
    b"0123456789abcdef\tthree columns\t4\n"
    b"0123456789abcdef\t\t\xff\xfe\t4\n"
)
"""Lines that are no plays, written once per part of the file."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds.

    Attributes:
        rows: lines that are plays.
        dirty: lines that are none.
        listeners: who have a row.
        artists: who have a row.
    """

    rows: int
    dirty: int
    listeners: int
    artists: int


def main() -> None:
    """Write a file and say what is in it."""
    path, fraction = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1  # noqa: PLR2004
    found = write_lastfm(path, Listening(LISTENERS // fraction))
    print(
        f"{path}: {found.rows:,} rows by {found.listeners:,} listeners of {found.artists:,} "
        f"artists, {found.dirty} dirty lines, {path.stat().st_size / 2**20:,.0f} MiB"
    )


def write_lastfm(path: Path, listening: Listening) -> Written:
    """Write a population's rows, each listener's most played artist first."""
    spellings = _Spellings(listening.artists, np.random.default_rng(listening.seed))
    is_heard = np.zeros(listening.artists, bool)
    rows = parts = 0
    with pa.output_stream(str(path), compression="detect") as file:
        for heard in listening.heard():
            file.write(_lines(heard, spellings))
            file.write(_DIRT)
            is_heard[heard.artists] = True
            rows, parts = rows + len(heard.artists), parts + 1
    dirty = parts * _DIRT.count(b"\n")
    return Written(rows, dirty, listening.listeners, int(is_heard.sum()))


class _Spellings:
    """How artists are written: the one everybody uses, and for some another."""

    def __init__(self, artists: int, rng: np.random.Generator) -> None:
        self._artists = artists
        names = grown_names(read_catalogue(demo_folder()).artists, artists, rng)[:artists]
        awkward = rng.random(artists)
        holds = (awkward >= _OPENS_A_QUOTE) & (awkward < _OPENS_A_QUOTE + _HOLDS_A_QUOTE)
        for artist in np.flatnonzero(holds).tolist():
            first, *others = names[artist].split()
            names[artist] = " ".join([f'{first}"', *others])
        for artist in np.flatnonzero(awkward < _OPENS_A_QUOTE).tolist():
            names[artist] = f'"{names[artist]}'
        with_id = rng.random(artists) < _WITH_ID
        ids = [
            str(uuid.UUID(bytes=hashlib.sha256(str(artist).encode()).digest()[:16]))
            if has_one
            else ""
            for artist, has_one in enumerate(with_id.tolist())
        ]
        self.has_two = rng.random(artists) < _SPELT_TWO_WAYS
        self.ids = pa.array([*ids, *[""] * artists])
        self.names = pa.array([*names, *(name.swapcase() for name in names)])

    def of_rows(self, heard: Heard) -> NDArray[np.int32]:
        """Return a place in `ids` and `names` for each row."""
        lots = (heard.listeners * np.int64(7919) + heard.artists * np.int64(104_729)) % 1000
        other = self.has_two[heard.artists] & (lots < 1000 * _OTHER_SPELLING)
        return np.asarray(heard.artists + self._artists * other, np.int32)


def _lines(heard: Heard, spellings: _Spellings) -> pa.Buffer:
    order = np.lexsort((-heard.plays, heard.listeners))
    spelling = pa.array(spellings.of_rows(heard)[order])
    first, last = int(heard.listeners[0]), int(heard.listeners[-1])
    hashes = pa.array([_sha1(listener) for listener in range(first, last + 1)])
    columns: list[Any] = [
        hashes.take(pa.array(heard.listeners[order] - first)),
        spellings.ids.take(spelling),
        spellings.names.take(spelling),
        pc.cast(pa.array(heard.plays[order]), pa.string()),
    ]
    lines = pc.binary_join_element_wise(*columns, "\t")
    return pc.binary_join_element_wise(lines, "", "\n").buffers()[2]


def _sha1(listener: int) -> str:
    return hashlib.sha1(str(listener).encode(), usedforsecurity=False).hexdigest()


if __name__ == "__main__":
    main()
