"""Trains implicit's alternating least squares on one machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
import scipy.sparse as sp

from model.errors import NothingToLearn
from model.training.confidence import confidence, regularization_for, weights_of_a_like
from model.training.device import Device
from model.training.learnt import Learnt, Progress
from model.training.rounds import rounds_of_als
from model.training.settings import TrainingSettings
from model.types import ArtistKey, Factors, ListenersByArtists

_FEWEST = 2
_START = 0.01  # as small as implicit's own random start


def train_als(
    listeners_x_artists: ListenersByArtists,
    settings: TrainingSettings,
    *,
    keys: Sequence[ArtistKey] | None = None,
    people_x_artists: ListenersByArtists | None = None,
    device: Device = Device.CPU,
    enough: Callable[[Learnt], bool] | None = None,
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
        device: `cpu` or `cuda`; they round differently.
        enough: asked after each round whether to stop before `settings.iterations` are done.
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

    weights = confidence(listeners_x_artists, settings)
    likes = weights_of_a_like(weights)
    regularization = regularization_for(weights, settings)
    if people_x_artists is not None:
        said = (people_x_artists @ sp.diags(likes)).tocsr().astype(np.float32)
        weights = sp.vstack([weights, said], format="csr")

    def after_round(done: int, artist_factors: Callable[[], Factors]) -> bool:
        if progress:
            progress(done, settings.iterations)
        return enough is not None and enough(Learnt(artist_factors(), likes, regularization, done))

    artist_factors, rounds = rounds_of_als(
        weights,
        _start(keys or [ArtistKey(str(at)) for at in range(artists)], settings),
        regularization=regularization,
        settings=settings,
        device=device,
        after_round=after_round,
    )
    if not np.isfinite(artist_factors).all():
        message = f"Training came to nothing on {listeners:,} listeners: factors are not finite"
        raise NothingToLearn(message)
    if artist_factors.shape[0] != artists:
        message = f"ALS returned {artist_factors.shape[0]} artist factors for {artists} artists"
        raise ValueError(message)
    return Learnt(artist_factors, likes, regularization, rounds)


def _start(keys: Sequence[ArtistKey], settings: TrainingSettings) -> Factors:
    """Return small factors that look random but belong to their keys, whatever row they have."""
    size = settings.factors
    seed = settings.seed.to_bytes(4, "little")
    stream = b"".join(hashlib.shake_128(key.encode() + seed).digest(2 * size) for key in keys)
    whole = np.frombuffer(stream, np.uint16).reshape(len(keys), size)
    factors: Factors = ((whole / np.float32(2**15) - 1) * _START).astype(np.float32)
    return factors
