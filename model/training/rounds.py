"""The rounds of alternating least squares, by implicit: on this machine's processors or its card.

One after the other, all listeners are solved for, and then all artists. implicit's own loop can
only be left by raising, and that is how it is left here once somebody says that it is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares as OnProcessors
from implicit.recommender_base import ModelFitError
from threadpoolctl import threadpool_limits

from model.training.device import Device
from model.training.settings import TrainingSettings
from model.types import Factors, ListenersByArtists

_CARD_FACTORS = 32  # implicit's kernels take multiples of so many

AfterRound = Callable[[int, Callable[[], Factors]], bool]
"""Told how many rounds are done and how to get at the artists' factors; says whether to stop."""


class _EnoughError(Exception):
    """No further round is wanted."""


def rounds_of_als(
    weights: ListenersByArtists,
    start: Factors,
    *,
    regularization: float,
    settings: TrainingSettings,
    device: Device,
    after_round: AfterRound,
) -> tuple[Factors, int]:
    """Solve for listeners and artists in turn.

    Args:
        weights: confidences, those below 0 in a preference of 0.
        start: what the artists begin with, shape `(artists, factors)`; it may be written over.
        regularization: in the weights' own units.
        settings: `iterations` is how many rounds at most.
        device: `cpu` or `cuda`.
        after_round: see `AfterRound`.

    Returns:
        The artists' factors, which are not finite where the training came to nothing, and how many
        rounds were done.
    """
    done = 0

    def artist_factors() -> Factors:
        host = als.item_factors.to_numpy() if device is Device.CUDA else als.item_factors
        factors: Factors = np.ascontiguousarray(host[:, : start.shape[1]], np.float32)
        return factors

    def after(iteration: int, _seconds: float, _loss: float | None) -> None:
        nonlocal done
        done = iteration + 1
        if after_round(done, artist_factors):
            raise _EnoughError

    # implicit runs its own threads; BLAS's beside them make it several times slower.
    with threadpool_limits(1, "blas"):
        als = _on_card(weights, start) if device is Device.CUDA else _on_processors(weights, start)
        als.regularization, als.iterations = regularization, settings.iterations
        with suppress(_EnoughError, ModelFitError):
            als.fit(weights, show_progress=False, callback=after)
    return artist_factors(), done


def _on_processors(weights: ListenersByArtists, start: Factors) -> Any:
    als = OnProcessors(factors=start.shape[1])
    als.user_factors = np.zeros((weights.shape[0], start.shape[1]), np.float32)
    als.item_factors = start
    return als


def _on_card(weights: ListenersByArtists, start: Factors) -> Any:
    from implicit.gpu import Matrix  # noqa: PLC0415  # only there where a card is
    from implicit.gpu.als import AlternatingLeastSquares  # noqa: PLC0415

    # A further factor that begins as 0 everywhere stays so, and changes none of the others.
    padded = np.pad(start, ((0, 0), (0, -start.shape[1] % _CARD_FACTORS)))
    als = AlternatingLeastSquares(factors=padded.shape[1])
    als.user_factors = Matrix.zeros(weights.shape[0], padded.shape[1])
    als.item_factors = Matrix(np.ascontiguousarray(padded))
    return als
