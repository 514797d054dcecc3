"""Who listens to both: the evidence behind an answer, counted from the training data itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

from model.arrays import mapped_array, write_array
from model.types import ArtistRow, Counts, ListenersByArtists

OFFSETS = "listener_offsets.npy"
LISTENERS = "listeners.npy"
PLAYS = "plays.npy"
FILES = (OFFSETS, LISTENERS, PLAYS)
_REMEMBERED = 4096  # answers; a kilobyte each


class CoListening:
    """For each artist its listeners, as one long array and where in it each artist begins."""

    def __init__(self, offsets: NDArray[np.int64], listeners: NDArray[np.int32]) -> None:
        """Take the two arrays.

        Args:
            offsets: shape `(artists + 1,)`; artist `a` owns `listeners[offsets[a]:offsets[a +
                1]]`.
            listeners: numbers that mean nothing outside this array; nobody can be told from them.
        """
        self.offsets, self.listeners = offsets, listeners
        # Not a method: a version that is replaced must not hold on to itself.
        self._remembered = lru_cache(_REMEMBERED)(
            partial(_shared, offsets, listeners, int(listeners.max(initial=-1)) + 1)
        )

    @classmethod
    def of(cls, listeners_x_artists: ListenersByArtists | csc_matrix) -> CoListening:
        """Take the listeners of each artist from plays."""
        by_artist = listeners_x_artists.tocsc()
        by_artist.sort_indices()
        return cls(by_artist.indptr.astype(np.int64), by_artist.indices.astype(np.int32))

    @classmethod
    def read(cls, folder: Path) -> CoListening:
        """Open what `write_co_listening` wrote, mapped into memory.

        Raises:
            OSError, EOFError, ValueError: it cannot be read.
        """
        return cls(mapped_array(folder / OFFSETS), mapped_array(folder / LISTENERS))

    def listeners_of(self, row: ArtistRow) -> NDArray[np.int32]:
        """Return an artist's listeners, ascending."""
        return _owned(self.offsets, self.listeners, row)

    def shared(self, row: ArtistRow, others: Sequence[ArtistRow]) -> Counts:
        """Return for each of the other artists how many listeners it shares with the first."""
        return self._remembered(row, tuple(others))


def _owned(
    offsets: NDArray[np.int64], listeners: NDArray[np.int32], row: ArtistRow
) -> NDArray[np.int32]:
    return listeners[offsets[row] : offsets[row + 1]]


def _shared(
    offsets: NDArray[np.int64],
    listeners: NDArray[np.int32],
    listener_count: int,
    row: ArtistRow,
    others: tuple[ArtistRow, ...],
) -> Counts:
    listens = np.zeros(listener_count, bool)
    listens[_owned(offsets, listeners, row)] = True
    counts = [np.count_nonzero(listens[_owned(offsets, listeners, other)]) for other in others]
    shared = np.asarray(counts, np.int32)
    shared.flags.writeable = False  # it is given to whoever asks next
    return shared


def write_co_listening(listeners_x_artists: ListenersByArtists, folder: Path) -> None:
    """Write plays into a version's folder: who listens to each artist, and how often."""
    by_artist = listeners_x_artists.tocsc()
    by_artist.sort_indices()
    co_listening = CoListening.of(by_artist)
    write_array(folder / OFFSETS, co_listening.offsets)
    write_array(folder / LISTENERS, co_listening.listeners)
    write_array(folder / PLAYS, by_artist.data.astype(np.float32))
