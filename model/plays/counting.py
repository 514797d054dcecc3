"""Counts listens by listener and spelling as they come, and keeps only what is distinct.

A billion listens by 22,000 people are some tens of millions of pairs, twelve bytes each; whoever
listens again costs nothing more.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from model.plays.listens import Listens
from model.plays.table import each_once, united

_AT_ONCE = 1 << 22  # listens: a count goes through all that is known already
_SPELLING_BITS = 32


class Counting:
    """A running count.

    Attributes:
        listeners: the distinct ones, as bytes.
        spellings: the distinct ones, as bytes.
        listens: how many were counted.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.listeners = self.spellings = pa.array([], pa.binary())
        self.listens = 0
        self._pairs = np.zeros(0, np.int64)  # a listener's code, then a spelling's; ascending
        self._times = np.zeros(0, np.int32)
        self._waiting: list[Listens] = []
        self._rows_waiting = 0

    def add(self, listens: Listens) -> None:
        """Count some listens, at the latest when enough of them wait."""
        self._waiting.append(listens)
        self._rows_waiting += len(listens.listener)
        if self._rows_waiting >= _AT_ONCE:
            self._count()

    def counted(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
        """Return listeners, spellings and how often, one per distinct pair."""
        self._count()
        listener, spelling = np.divmod(self._pairs, 1 << _SPELLING_BITS)
        return listener.astype(np.int32), spelling.astype(np.int32), self._times.astype(np.float32)

    def _count(self) -> None:
        some, self._waiting, self._rows_waiting = self._waiting, [], 0
        listener, self.listeners = _recoded(self.listeners, [one.listener for one in some])
        spelling, self.spellings = _recoded(self.spellings, [one.spelling for one in some])
        self.listens += len(listener)
        listens = np.left_shift(listener, _SPELLING_BITS, dtype=np.int64) | spelling
        pairs, times = np.unique_counts(listens)
        at = np.searchsorted(self._pairs, pairs)
        is_known = np.zeros(len(pairs), bool)
        inside = at < len(self._pairs)
        is_known[inside] = self._pairs[at[inside]] == pairs[inside]
        self._times[at[is_known]] += times[is_known].astype(np.int32)
        self._pairs = np.insert(self._pairs, at[~is_known], pairs[~is_known])
        self._times = np.insert(self._times, at[~is_known], times[~is_known])


def _recoded(
    known: pa.BinaryArray, parts: list[pa.DictionaryArray]
) -> tuple[NDArray[np.int32], pa.BinaryArray]:
    """Return the codes of parts among all values; those that are known already keep theirs."""
    codes, values = united([each_once(known), *parts])
    return codes[len(known) :], values
