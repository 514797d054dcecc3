"""From plays to confidence weights: how sure we are that a listener likes an artist."""

from __future__ import annotations

import numpy as np
from implicit.nearest_neighbours import bm25_weight
from scipy.sparse.linalg import svds

from model.training.settings import TrainingSettings
from model.types import ListenersByArtists

_LEAST_SHARE = 1e-3  # of the largest weight
_NO_DIFFERENCE = 1e-6  # what rounding leaves of an idf of zero


def confidence(
    listeners_x_artists: ListenersByArtists, settings: TrainingSettings
) -> ListenersByArtists:
    """Weigh plays by BM25, artists being its documents and listeners its terms.

    A weight grows with plays but levels off after a few; it is smaller for an artist with many
    plays in all, and for a listener who plays everything.

    Args:
        listeners_x_artists: plays.
        settings: `bm25_k1` and `bm25_b` are used.

    Returns:
        The same cells with float32 weights above 0.

    Source:
        BM25 after S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and
        Beyond" (2009); implicit's `bm25_weight` weighs the rows of what it is given.
    """
    artists_x_listeners = listeners_x_artists.T.tocsr()
    weighted = bm25_weight(artists_x_listeners, K1=settings.bm25_k1, B=settings.bm25_b)
    weights: ListenersByArtists = weighted.T.tocsr().astype(np.float32)
    # implicit's idf is log(artists) - log(1 + artists of the listener): zero or less for somebody
    # who has played nearly all there is, as happens in small data. Such a listener still counts a
    # little.
    largest = float(weights.data.max(initial=0.0))
    if largest < _NO_DIFFERENCE:  # all have played nearly all: no weight tells more than another
        weights.data[:] = 1.0
    np.maximum(weights.data, largest * _LEAST_SHARE, out=weights.data)
    return weights


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
    return min(settings.regularization, settings.regularization_of_strongest * strongest)
