"""A catalogue as files of a version: an Arrow file and an array, used where they lie.

Three hundred thousand names and keys as Python's own strings would take every process seventy
megabytes of its own, and a second; mapped into memory they take what is looked at, once for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar, overload

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from model.arrays import mapped_array, mapped_columns, write_array, write_columns
from model.catalog import Catalog
from model.types import ArtistKey, ArtistRow

ARTISTS = "artists.arrow"
KEY_ORDER = "key_order.npy"
FILES = (ARTISTS, KEY_ORDER)

Text = TypeVar("Text", bound=str)


def write_catalog(catalog: Catalog, folder: Path) -> None:
    """Write the two files into a folder that has neither."""
    write_columns(
        folder / ARTISTS,
        key=pa.array(catalog.keys, pa.string()),
        name=pa.array(catalog.names, pa.string()),
        listeners=pa.array(catalog.listeners, pa.int32()),
    )
    order = np.argsort(np.asarray(catalog.keys, np.bytes_)).astype(np.int32)
    write_array(folder / KEY_ORDER, order)


def read_catalog(folder: Path) -> Catalog:
    """Open the two files, mapped into memory.

    Raises:
        OSError, ValueError, KeyError, pyarrow.ArrowException: they are not such files.
    """
    columns = mapped_columns(folder / ARTISTS)
    keys = MappedTexts(columns.column("key"), ArtistKey)
    order = mapped_array(folder / KEY_ORDER)
    return Catalog(
        keys,
        MappedTexts(columns.column("name"), str),
        columns.column("listeners").to_numpy(),
        RowsByKey(keys, order),
    )


class MappedTexts(Sequence[Text]):
    """Texts that become Python's one by one, when they are asked for."""

    def __init__(self, texts: pa.StringArray, kind: Callable[[str], Text]) -> None:
        """Take a column without nulls, and what its texts are."""
        self._texts, self._kind = texts, kind
        # Where each begins, and all their letters, as Arrow lays them out. Arrow itself lets go of
        # the interpreter for each text, and beside other threads waits to have it back.
        _, starts, letters = texts.buffers()
        self._starts = memoryview(starts or b"").cast("i")[texts.offset :]
        self._letters = memoryview(letters or b"")

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, place: int) -> Text: ...
    @overload
    def __getitem__(self, place: slice) -> list[Text]: ...
    def __getitem__(self, place: int | slice) -> Text | list[Text]:
        if isinstance(place, slice):
            return [self._kind(text) for text in self._texts[place].to_pylist()]
        place = range(len(self._texts))[place]  # from behind too, and no further than there are
        start, end = self._starts[place : place + 2]
        return self._kind(str(self._letters[start:end], "utf-8"))

    def __iter__(self) -> Iterator[Text]:
        return map(self._kind, self._texts.to_pylist())


class RowsByKey(Mapping[ArtistKey, ArtistRow]):
    """Which row a key has, found by halving a list in order of the keys."""

    def __init__(self, keys: Sequence[ArtistKey], order: NDArray[np.int32]) -> None:
        """Take the keys by row, and the rows in order of their keys."""
        self._keys, self._order = keys, order

    def __getitem__(self, key: ArtistKey) -> ArtistRow:
        low, high = 0, len(self._order)
        while low < high:
            middle = (low + high) // 2
            if self._keys[self._order[middle]] < key:
                low = middle + 1
            else:
                high = middle
        if low < len(self._order) and self._keys[self._order[low]] == key:
            return ArtistRow(int(self._order[low]))
        raise KeyError(key)

    def __iter__(self) -> Iterator[ArtistKey]:
        return (self._keys[row] for row in self._order)

    def __len__(self) -> int:
        return len(self._order)
