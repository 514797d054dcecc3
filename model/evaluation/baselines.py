"""What a version must beat: fame, item-kNN, and the recipe this project grew out of."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from implicit.cpu.als import AlternatingLeastSquares
from implicit.nearest_neighbours import ItemItemRecommender, bm25_weight
from threadpoolctl import threadpool_limits

from model.evaluation.trial import Scored
from model.training.settings import TrainingSettings
from model.types import Factors, ListenersByArtists

_SEED = TrainingSettings().seed


def popularity(training: ListenersByArtists) -> Scored:
    """Score every artist by its listeners, whoever asks."""
    listeners = training.getnnz(axis=0).astype(np.float32)
    return lambda rows, artists: np.tile(listeners[artists], (len(rows), 1))


def item_knn(training: ListenersByArtists) -> Scored:
    """Score artists by how near they are to what the listener plays, both weighed by BM25.

    Source:
        implicit's `BM25Recommender` with K = 200 nearest, K1 = 100 and B = 0.5. It multiplies its
        similarities with bare plays; with the weights, as here, it is a stronger rival.
    """
    weights = artists_as_documents(training, k1=100, b=0.5)
    recommender = ItemItemRecommender(K=200)
    recommender.fit(weights, show_progress=False)
    similarity = sp.csr_matrix(recommender.similarity)
    return lambda rows, artists: np.asarray(
        (weights[rows] @ similarity).toarray()[:, artists], np.float32
    )


def original_factors(training: ListenersByArtists) -> tuple[Factors, Factors]:
    """Train the original recipe, the right way round; return listener and artist factors.

    BM25 over artists with K1 = 100 and B = 0.8, 50 factors, regularisation 0.01, 50 iterations;
    `docs/original-write-up.md` tells of it.
    """
    weights = artists_as_documents(training, k1=100, b=0.8)
    with threadpool_limits(1, "blas"):
        als = AlternatingLeastSquares(
            factors=50, regularization=0.01, iterations=50, random_state=_SEED
        )
        als.fit(weights.astype(np.float32), show_progress=False)
    return als.user_factors, als.item_factors


def original_recipe(training: ListenersByArtists) -> Scored:
    """Score artists as the original recipe's factors do."""
    listener_factors, artist_factors = original_factors(training)
    return lambda rows, artists: np.asarray(
        listener_factors[rows] @ artist_factors[artists].T, np.float32
    )


def artists_as_documents(
    training: ListenersByArtists, *, k1: float, b: float
) -> ListenersByArtists:
    """Return BM25 weights, artists being the documents, as implicit's tutorial has it."""
    artists_x_listeners = bm25_weight(training.T.tocsr(), K1=k1, B=b)
    weights: ListenersByArtists = artists_x_listeners.T.tocsr()
    return weights
