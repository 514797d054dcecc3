"""The artists that an artist is heard together with: the evidence beside taste space.

Two artists drawn near each other by training may share no listener at all; two that share many
may be near by chance of fame. So each artist keeps those it shares unusually many listeners with,
and how many.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from model.types import Counts, ListenersByArtists, Rows

MOST = 100
"""Companions kept of each artist; on HetRec 100 rank as well as all of them."""

FEWEST_SHARED = 2  # one shared listener is that listener's library, not evidence
_DOUBT = 5.0  # shared listeners at which an association counts half
_CELLS = 1 << 24  # products held at once by all threads, about 200 MB


@dataclass(frozen=True, slots=True, eq=False)
class Companions:
    """For each artist its companions, as long arrays and where in them each artist begins.

    Attributes:
        offsets: int64, shape `(artists + 1,)`; artist `a` owns the entries from `offsets[a]` up to
            `offsets[a + 1]`.
        rows: the companions' rows, the most strongly associated first.
        shared: how many listeners each shares with the artist.
        listeners: of every artist, shape `(artists,)`.
        listener_count: how many listeners there are in all.
    """

    offsets: NDArray[np.int64]
    rows: Rows
    shared: Counts
    listeners: Counts
    listener_count: int

    @classmethod
    def of(
        cls, listeners_x_artists: ListenersByArtists, *, fewest_listeners: int = 1
    ) -> Companions:
        """Count who is heard together.

        Args:
            listeners_x_artists: plays.
            fewest_listeners: artists with fewer are nobody's companion, since they are nobody's
                answer; they have companions of their own.
        """
        heard = sp.csr_matrix(listeners_x_artists, copy=True)
        heard.data = np.ones_like(heard.data, np.float32)
        listener_count, artists = heard.shape
        listeners = np.asarray(heard.getnnz(axis=0), np.int32)
        artists_x_listeners = heard.T.tocsr()
        possible = sp.csr_matrix(heard @ sp.diags((listeners >= fewest_listeners).astype("f4")))
        possible.eliminate_zeros()
        work = np.asarray(heard.T @ np.diff(possible.indptr), np.int64)  # products of each artist
        offsets = np.zeros(artists + 1, np.int64)
        rows, shared = [], []

        def strongest(block: tuple[int, int]) -> _Block:
            start, end = block
            together = sp.csr_matrix(artists_x_listeners[start:end] @ possible)
            return _strongest(together, start, listeners, listener_count)

        threads = os.cpu_count() or 1
        blocks = _blocks(work, _CELLS // threads)
        with ThreadPoolExecutor(threads) as pool:  # scipy multiplies without the interpreter
            for (start, end), block in zip(blocks, pool.map(strongest, blocks), strict=True):
                counts = np.bincount(block.of_artist, minlength=end - start)
                offsets[start + 1 : end + 1] = counts
                rows.append(block.rows)
                shared.append(block.shared)
        return cls(
            np.cumsum(offsets),
            np.concatenate(rows) if rows else np.zeros(0, np.int32),
            np.concatenate(shared) if shared else np.zeros(0, np.int32),
            listeners,
            listener_count,
        )

    def of_artist(self, row: int) -> tuple[Rows, NDArray[np.float32]]:
        """Return an artist's companions and how strong each association is, strongest first."""
        owned = slice(self.offsets[row], self.offsets[row + 1])
        rows = np.asarray(self.rows[owned])
        counts = np.asarray(self.shared[owned])
        expected = (int(self.listeners[row]), self.listeners[rows])
        return rows, association(counts, *expected, self.listener_count)


def association(
    shared: NDArray[np.int32],
    listeners: NDArray[np.int32] | int,
    others: NDArray[np.int32],
    listener_count: int,
) -> NDArray[np.float32]:
    """Return how much more often than by chance artists are heard together, 0 to 1.

    Args:
        shared: listeners of both.
        listeners: of the one.
        others: listeners of the other.
        listener_count: all listeners.

    Returns:
        Normalised pointwise mutual information, log(lift) / -log(shared / all), shrunk by
        shared / (shared + 5) so that few listeners prove little; 0 where they are heard together
        no more than by chance.

    Source:
        G. Bouma, "Normalized (Pointwise) Mutual Information in Collocation Extraction" (2009).
    """
    counted = np.maximum(shared, 1).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        surprise = np.log(counted * listener_count / (np.float64(listeners) * others))
        most = np.log(listener_count / counted)
        normalised = np.where(most > 0, surprise / most, 0.0)
    strength = np.clip(normalised, 0.0, 1.0) * shared / (shared + _DOUBT)
    return strength.astype(np.float32)


def lift(shared: int, listeners: int, others: int, listener_count: int) -> float:
    """Return how many times more listeners two artists share than chance would give them."""
    expected = listeners * others / max(listener_count, 1)
    return shared / expected if expected else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    of_artist: NDArray[np.intp]
    rows: Rows
    shared: Counts


def _strongest(
    together: sp.csr_matrix, start: int, listeners: Counts, listener_count: int
) -> _Block:
    """Keep the strongest companions of a block of artists, ties to the better known."""
    cells = together.tocoo()
    shared = cells.data.astype(np.int32)
    kept = (cells.row + start != cells.col) & (shared >= FEWEST_SHARED)
    artist, other, shared = cells.row[kept], cells.col[kept].astype(np.int32), shared[kept]
    strength = association(shared, listeners[artist + start], listeners[other], listener_count)
    unusual = strength > 0
    artist, other, shared = artist[unusual], other[unusual], shared[unusual]
    order = np.lexsort((other, -strength[unusual], artist))
    artist, other, shared = artist[order], other[order], shared[order]
    first = np.searchsorted(artist, np.arange(together.shape[0]))
    among_best = np.arange(len(artist)) - first[artist] < MOST
    return _Block(artist[among_best], other[among_best], shared[among_best])


def _blocks(work: NDArray[np.int64], most: int) -> list[tuple[int, int]]:
    """Cut artists into runs of at most so many products; one artist may exceed it alone."""
    blocks, start, cells = [], 0, 0
    for at, products in enumerate(work.tolist()):
        if cells + products > most and at > start:
            blocks.append((start, at))
            start, cells = at, 0
        cells += products
    if len(work):
        blocks.append((start, len(work)))
    return blocks
