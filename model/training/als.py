"""Trains implicit's alternating least squares on this machine's processors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from implicit.recommender_base import ModelFitError
from threadpoolctl import threadpool_limits

from model.errors import NothingToLearn
from model.training.confidence import confidence, regularization_for
from model.training.settings import TrainingSettings
from model.types import Factors, ListenersByArtists

_FEWEST = 2

Progress = Callable[[int, int], None]
"""Told after each round: how many are done, and of how many."""


def train_als(
    listeners_x_artists: ListenersByArtists,
    settings: TrainingSettings,
    *,
    progress: Progress | None = None,
) -> Factors:
    """Learn a vector for each artist such that those with the same listeners point the same way.

    Args:
        listeners_x_artists: plays. The other way round the "artists" found would be listeners: the
            bug of the write-up this project grew out of, see `docs/original-write-up.md`.
        settings: all but the neighbour index's are used.
        progress: called after each round.

    Returns:
        Artist factors, shape `(artists, factors)`, one row per column of the plays.

    Raises:
        NothingToLearn: there are not two listeners and two artists.

    Source:
        Y. Hu, Y. Koren, C. Volinsky, "Collaborative Filtering for Implicit Feedback Datasets"
        (2008).
    """
    listeners, artists = listeners_x_artists.shape
    if min(listeners, artists) < _FEWEST:
        message = (
            f"{listeners:,} listener(s) of {artists:,} artist(s) are too few to learn from: "
            "what is similar shows only where several people play several artists"
        )
        raise NothingToLearn(message)

    def after_round(done: int, _seconds: float, _loss: float | None) -> None:
        if progress:
            progress(done + 1, settings.iterations)

    weights = confidence(listeners_x_artists, settings)
    # implicit runs its own threads; BLAS's beside them make it several times slower.
    with threadpool_limits(1, "blas"):
        als = AlternatingLeastSquares(
            factors=settings.factors,
            regularization=regularization_for(weights, settings),
            iterations=settings.iterations,
            random_state=settings.seed,
        )
        try:
            als.fit(weights, show_progress=False, callback=after_round)
        except ModelFitError as error:
            message = f"Training came to nothing on {listeners:,} listeners: {error}"
            raise NothingToLearn(message) from error
    artist_factors: Factors = np.ascontiguousarray(als.item_factors, dtype=np.float32)
    if artist_factors.shape[0] != artists:
        message = f"ALS returned {artist_factors.shape[0]} artist factors for {artists} artists"
        raise ValueError(message)
    return artist_factors
