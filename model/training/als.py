"""Trains implicit's alternating least squares on this machine's processors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from implicit.cpu.als import AlternatingLeastSquares
from implicit.recommender_base import ModelFitError
from threadpoolctl import threadpool_limits

from model.errors import NothingToLearn
from model.training.confidence import confidence, regularization_for, weights_of_a_like
from model.training.settings import TrainingSettings
from model.types import ArtistKey, Factors, ListenersByArtists, Vector

_FEWEST = 2
_START = 0.01  # as small as implicit's own random start

Progress = Callable[[int, int], None]
"""Told after each round: how many are done, and of how many."""


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """What training knows in the end; all that a taste is reckoned from.

    Attributes:
        artist_factors: shape `(artists, factors)`, one row per column of the plays.
        like_weights: what one like of each artist weighs, shape `(artists,)`.
        regularization: that was used, in the weights' own units.
    """

    artist_factors: Factors
    like_weights: Vector
    regularization: float


def train_als(
    listeners_x_artists: ListenersByArtists,
    settings: TrainingSettings,
    *,
    keys: Sequence[ArtistKey] | None = None,
    people_x_artists: ListenersByArtists | None = None,
    progress: Progress | None = None,
) -> Learnt:
    """Learn a vector for each artist such that those with the same listeners point the same way.

    Args:
        listeners_x_artists: plays. The other way round the "artists" found would be listeners: the
            bug of the write-up this project grew out of, see `docs/original-write-up.md`.
        settings: all but the neighbour index's are used.
        keys: of the artists, in order; each begins where its key says, so that training again on
            slightly other plays ends nearby. Column numbers stand in for them where none are
            given.
        people_x_artists: what people on Telegram said, in likes: 1 weighs as much as a listener's
            average play of that artist, less is weaker, and below 0 it is a dislike: the
            confidence, as large, that the artist is not liked.
        progress: called after each round.

    Raises:
        NothingToLearn: there are not two listeners and two artists.

    Source:
        Y. Hu, Y. Koren, C. Volinsky, "Collaborative Filtering for Implicit Feedback Datasets"
        (2008); implicit reads a negative weight as confidence in a preference of 0.
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
    likes = weights_of_a_like(weights)
    regularization = regularization_for(weights, settings)
    if people_x_artists is not None:
        said = (people_x_artists @ sp.diags(likes)).tocsr().astype(np.float32)
        weights = sp.vstack([weights, said], format="csr")
    # implicit runs its own threads; BLAS's beside them make it several times slower.
    with threadpool_limits(1, "blas"):
        als = AlternatingLeastSquares(
            factors=settings.factors,
            regularization=regularization,
            iterations=settings.iterations,
            random_state=settings.seed,
        )
        als.user_factors = np.zeros((weights.shape[0], settings.factors), np.float32)
        als.item_factors = _start(keys or [ArtistKey(str(at)) for at in range(artists)], settings)
        try:
            als.fit(weights, show_progress=False, callback=after_round)
        except ModelFitError as error:
            message = f"Training came to nothing on {listeners:,} listeners: {error}"
            raise NothingToLearn(message) from error
    artist_factors: Factors = np.ascontiguousarray(als.item_factors, dtype=np.float32)
    if artist_factors.shape[0] != artists:
        message = f"ALS returned {artist_factors.shape[0]} artist factors for {artists} artists"
        raise ValueError(message)
    return Learnt(artist_factors, likes, regularization)


def _start(keys: Sequence[ArtistKey], settings: TrainingSettings) -> Factors:
    """Return small factors that look random but belong to their keys, whatever row they have."""
    size = settings.factors
    seed = settings.seed.to_bytes(4, "little")
    stream = b"".join(hashlib.shake_128(key.encode() + seed).digest(2 * size) for key in keys)
    whole = np.frombuffer(stream, np.uint16).reshape(len(keys), size)
    factors: Factors = ((whole / np.float32(2**15) - 1) * _START).astype(np.float32)
    return factors
