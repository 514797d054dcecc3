"""Tells what is wrong with rows from the distinct values in their columns, each looked at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from model.plays.dirt import Dirt

USABLE = 0
"""The code of a value or a row with which nothing is wrong."""

_KINDS = tuple(Dirt)


def code_of(kind: Dirt) -> int:
    """Return what stands for a kind where there is one code per value or per row."""
    return _KINDS.index(kind) + 1


def listener_faults(values: Iterable[bytes]) -> list[int]:
    """Return a code for each listener."""
    empty = code_of(Dirt.EMPTY_LISTENER)
    return [USABLE if value.strip() else empty for value in values]


def name_faults(names: Iterable[str | None], nameless: Dirt = Dirt.UNDECODABLE) -> list[int]:
    """Return a code for each artist's name.

    Args:
        names: tidied.
        nameless: what it is called when a name is None.
    """
    none, empty = code_of(nameless), code_of(Dirt.EMPTY_NAME)
    return [none if name is None else USABLE if name else empty for name in names]


def judge(
    faults: NDArray[np.uint8], values_of_rows: NDArray[np.int32], fault_of_value: Sequence[int]
) -> None:
    """Note what a column says of the rows that are usable as yet.

    Args:
        faults: a code for each row, changed in place.
        values_of_rows: an index into `fault_of_value` for each row.
        fault_of_value: a code for each distinct value of the column.
    """
    if any(fault_of_value):
        of_rows = np.asarray(fault_of_value, np.uint8)[values_of_rows]
        np.copyto(faults, of_rows, where=faults == USABLE)


def by_kind(faults: NDArray[np.uint8]) -> Iterator[tuple[Dirt, int, int]]:
    """Yield each kind of dirt, how many rows are of it, and which is the first, from 0."""
    dirty = np.flatnonzero(faults)
    for code, rows in enumerate(np.bincount(faults[dirty])):
        if rows:
            yield _KINDS[code - 1], int(rows), int(dirty[np.argmax(faults[dirty] == code)])
