"""From plays to confidence weights: how sure we are that a listener likes an artist."""

from __future__ import annotations

import numpy as np
from implicit.nearest_neighbours import bm25_weight
from scipy.sparse.linalg import svds

from model.training.settings import TrainingSettings
from model.types import ListenersByArtists, Vector

_LEAST_SHARE = 1e-3  # of the largest weight
_NO_DIFFERENCE = 1e-6  # what rounding leaves of an idf of zero


def confidence(
    listeners_x_artists: ListenersByArtists, settings: TrainingSettings
) -> ListenersByArtists:
    """Weigh plays by BM25, listeners being its documents and artists its terms.

    A weight grows with plays but levels off after a few, sooner for a listener who plays little in
    all; and it is smaller for an artist whom everybody plays. The other way round (artists being
    the documents) recommends less well, see `docs/evaluation.md`.

    Args:
        listeners_x_artists: plays.
        settings: `bm25_k1` and `bm25_b` are used.

    Returns:
        The same cells with float32 weights above 0.

    Source:
        BM25 after S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and
        Beyond" (2009); implicit's `bm25_weight` takes documents as rows.
    """
    weighted = bm25_weight(listeners_x_artists, K1=settings.bm25_k1, B=settings.bm25_b)
    weights: ListenersByArtists = weighted.tocsr().astype(np.float32)
    # implicit's idf is log(listeners) - log(1 + listeners of the artist): zero or less for an
    # artist whom nearly everybody plays, as happens in small data. Such a play still counts a
    # little.
    largest = float(weights.data.max(initial=0.0))
    if largest < _NO_DIFFERENCE:  # all have played nearly all: no weight tells more than another
        weights.data[:] = 1.0
    np.maximum(weights.data, largest * _LEAST_SHARE, out=weights.data)
    return weights


def weights_of_a_like(weights: ListenersByArtists) -> Vector:
    """Return what one like of each artist weighs: as much as a play of it does on average.

    Returns:
        Shape `(artists,)`; an artist nobody plays weighs as much as the mean one.
    """
    players = weights.getnnz(axis=0)
    totals = np.asarray(weights.sum(axis=0)).ravel()
    mean = float(weights.data.mean()) if weights.nnz else 1.0
    likes: Vector = np.where(players > 0, totals / np.maximum(players, 1), mean).astype(np.float32)
    return likes


def regularization_for(weights: ListenersByArtists, settings: TrainingSettings) -> float:
    """Return the regularisation for these weights: the setting, or less where the data is small.

    Around zero, one round of ALS multiplies a factor by its singular value over the
    regularisation, so all that lies below the regularisation dies out; on twenty listeners that
    would be everything.
    """
    if min(weights.shape) > 1:
        start = np.ones(min(weights.shape))  # fixed, so that two runs agree to the last bit
        strongest = float(svds(weights, k=1, v0=start, return_singular_vectors=False)[0])
    else:
        strongest = float(np.sqrt(weights.multiply(weights).sum()))
    wanted = settings.regularization * float(weights.data.mean())
    return min(wanted, settings.regularization_of_strongest * strongest)
