"""What is hidden from training so that it can be asked for: the same today and tomorrow.

A listener's library decides by itself which of its artists are hidden, whatever else is in the
data and in whatever order. So two versions trained on nearly the same plays are judged by the
same hidden artists of the same listeners.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from model.errors import NothingToLearn
from model.types import ArtistKey, Counts, ListenersByArtists, Rows

HIDDEN = 10
"""Artists hidden of each listener."""

FEWEST_ARTISTS = 20  # of a listener from whom ten are hidden
FEWEST_LISTENERS = 50  # with so many artists; else smaller libraries are halved
SMALLEST_LIBRARY = 4
MOST_LISTENERS = 100_000
MOST_JUDGED = 10_000
_SEED = 0x20111023

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Plays in two parts.

    Attributes:
        training: what may be learnt from: fewer cells, and of very many listeners a sample.
        judged: the listeners who are asked for, rows of `training`, ascending by hash.
        hashes: of their libraries, as long; equal only for equal libraries.
        hidden: the artists hidden from them, one array of rows each.
        listeners: of every artist in what may be learnt from, shape `(artists,)`.
        listener_count: how many listeners may be learnt from.
    """

    training: ListenersByArtists
    judged: NDArray[np.int64]
    hashes: Hashes
    hidden: tuple[Rows, ...]
    listeners: Counts
    listener_count: int


def split(
    listeners_x_artists: ListenersByArtists,
    keys: Sequence[ArtistKey],
    *,
    most_listeners: int = MOST_LISTENERS,
    most_judged: int = MOST_JUDGED,
) -> Split:
    """Hide ten artists of each listener who has twenty, or half of smaller libraries.

    Args:
        listeners_x_artists: all plays.
        keys: of the artists, in order; they and nothing else tell libraries apart.
        most_listeners: of more, those with the smallest hashes are taken and the rest left out:
            a fair sample, and much the same one in the next training.
        most_judged: at most so many listeners, those of the smallest hashes, lose artists; all
            others are learnt from whole.

    Raises:
        NothingToLearn: no listener has four artists.
    """
    plays = sp.csr_matrix(listeners_x_artists)
    artist_hashes = hashes_of(keys)
    libraries = library_hashes(plays, artist_hashes)
    if plays.shape[0] > most_listeners:
        sample = np.sort(np.argsort(libraries, kind="stable")[:most_listeners])
        plays, libraries = plays[sample], libraries[sample]
    sizes = np.diff(plays.indptr)
    enough = sizes >= FEWEST_ARTISTS
    if np.count_nonzero(enough) < FEWEST_LISTENERS:
        enough = sizes >= SMALLEST_LIBRARY
    candidates = np.flatnonzero(enough)
    if not len(candidates):
        message = f"Nothing can be hidden: no listener plays {SMALLEST_LIBRARY} artists"
        raise NothingToLearn(message)
    judged = candidates[np.argsort(libraries[candidates], kind="stable")][:most_judged]
    kept = np.ones(plays.nnz, bool)
    hidden = []
    for listener in judged:
        start, end = plays.indptr[listener], plays.indptr[listener + 1]
        lots = mixed(artist_hashes[plays.indices[start:end]] ^ libraries[listener])
        drawn = np.argsort(lots)[: min(HIDDEN, (end - start) // 2)]
        kept[start + drawn] = False
        hidden.append(np.sort(plays.indices[start + drawn]))
    training = plays.copy()
    training.data = np.where(kept, training.data, 0)
    training.eliminate_zeros()
    return Split(
        training,
        judged,
        libraries[judged],
        tuple(hidden),
        np.asarray(training.getnnz(axis=0), np.int32),
        training.shape[0],
    )


def hashes_of(keys: Sequence[ArtistKey]) -> Hashes:
    """Return 64 bits per key that look random and never change."""
    digests = b"".join(hashlib.blake2b(key.encode(), digest_size=8).digest() for key in keys)
    return mixed(np.frombuffer(digests, "<u8") ^ np.uint64(_SEED))


def library_hashes(plays: ListenersByArtists, artist_hashes: Hashes) -> Hashes:
    """Return 64 bits per listener, from the set of artists alone, not from plays or order."""
    running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(artist_hashes[plays.indices])])
    return mixed(running[plays.indptr[1:]] - running[plays.indptr[:-1]])  # sums wrap around


def mixed(values: Hashes) -> Hashes:
    """Return each value's bits well mixed.

    Source:
        The finaliser of SplitMix64: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom
        Number Generators" (2014).
    """
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
