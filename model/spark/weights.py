"""The weights of `model.training.confidence`, reckoned where the libraries are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyspark.sql import DataFrame

from model.spark.libraries import Libraries, fetched, largest_of, mapped, summed_by_artist
from model.training.confidence import regularization_for
from model.training.settings import TrainingSettings
from model.types import Counts, Vector

_LEAST_SHARE = 1e-3  # of the largest weight, as in model.training.confidence
_NO_DIFFERENCE = 1e-6
_FEW_CELLS = 1 << 22  # 50 MB, which the driver takes in as if there were no Spark
_MOST_ROUNDS = 20
_NEAR_ENOUGH = 1e-5

_Weigh = Callable[[Libraries], NDArray[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """How sure it is that listeners like artists.

    Attributes:
        libraries: as `model.spark.libraries.SCHEMA` has them, weights in place of plays.
        of_a_like: what one like of each artist weighs, shape `(artists,)`.
        regularization: for these weights, in their own units.
        listeners: of each artist.
        listener_count: how many there are.
        cells: weights in all.
    """

    libraries: DataFrame
    of_a_like: Vector
    regularization: float
    listeners: Counts
    listener_count: int
    cells: int


def weighed(
    libraries: DataFrame, artists: int, listener_count: int, settings: TrainingSettings
) -> Weights:
    """Weigh plays by BM25, as `model.training.confidence` does to the last rounding.

    Args:
        libraries: plays, persisted, since they are gone through several times.
        artists: how many there are.
        listener_count: how many libraries.
        settings: `bm25_k1`, `bm25_b` and what concerns regularisation are used.
    """
    listeners, plays = summed_by_artist(libraries, _as_they_are, artists)
    # implicit's idf; an artist of nobody is in no library, so its infinity is never used.
    idf = np.log(listener_count) - np.log1p(listeners)
    weigh = _bm25(idf, float(plays.sum()) / listener_count, settings)
    largest = largest_of(libraries, weigh)
    if largest < _NO_DIFFERENCE:  # all have played nearly all: no weight tells more than another
        weigh, largest = _all_alike, 1.0
    floored = _floored(weigh, largest * _LEAST_SHARE)
    weights = mapped(libraries, _replaced(floored))
    _, totals = summed_by_artist(weights, _as_they_are, artists)
    cells = int(listeners.sum(dtype=np.int64))
    mean = float(totals.sum()) / cells
    likes = np.where(listeners > 0, totals / np.maximum(listeners, 1), mean).astype(np.float32)
    if cells <= _FEW_CELLS:
        regularization = regularization_for(fetched(weights, artists)[1], settings)
    else:
        wanted = settings.regularization * mean
        share = settings.regularization_of_strongest
        strongest = _strongest(weights, totals, enough=wanted / share)
        regularization = min(wanted, share * strongest)
    return Weights(weights, likes, regularization, listeners, listener_count, cells)


def _bm25(idf: NDArray[np.float64], average: float, settings: TrainingSettings) -> _Weigh:
    k1, b = settings.bm25_k1, settings.bm25_b

    def weigh(some: Libraries) -> NDArray[np.float64]:
        plays = some.plays.astype(np.float64)
        lengths = np.bincount(some.of_cell, plays, minlength=len(some.listeners))
        norms = (1 - b) + b * lengths / average
        weights: NDArray[np.float64] = plays * (k1 + 1) / (k1 * norms[some.of_cell] + plays)
        return weights * idf[some.artists]

    return weigh


def _floored(weigh: _Weigh, least: float) -> _Weigh:
    return lambda some: np.maximum(weigh(some), least)


def _replaced(weigh: _Weigh) -> Callable[[Libraries], Libraries]:
    def changed(some: Libraries) -> Libraries:
        weights = weigh(some).astype(np.float32)
        return Libraries(some.listeners, some.offsets, some.artists, weights)

    return changed


def _as_they_are(some: Libraries) -> NDArray[np.float64]:
    return some.plays.astype(np.float64)


def _all_alike(some: Libraries) -> NDArray[np.float64]:
    return np.ones(len(some.artists))


def _strongest(weights: DataFrame, start: NDArray[np.float64], *, enough: float) -> float:
    """Return the strongest singular value of the weights, or a lower bound that is enough.

    By power iteration: each round goes through the libraries once, and its estimate only grows.
    Regularisation is lowered for it on small data alone, so with as many cells as come here the
    first rounds are enough.

    Args:
        weights: libraries of weights.
        start: a direction over artists that has nothing below 0, such as what they weigh in all.
        enough: where to stop, since more would change nothing.
    """
    estimate = 0.0
    direction = start / max(float(np.linalg.norm(start)), np.finfo(np.float64).tiny)
    for _ in range(_MOST_ROUNDS):
        _, turned = summed_by_artist(weights, _through(direction), len(direction))
        before, estimate = estimate, float(np.sqrt(direction @ turned))
        if estimate >= enough or estimate - before <= _NEAR_ENOUGH * estimate:
            break
        direction = turned / np.linalg.norm(turned)
    return estimate


def _through(direction: NDArray[np.float64]) -> _Weigh:
    """Return what each cell gives to WᵀW times a direction."""

    def given(some: Libraries) -> NDArray[np.float64]:
        weights = some.plays.astype(np.float64)
        of_listeners = np.bincount(
            some.of_cell, weights * direction[some.artists], minlength=len(some.listeners)
        )
        product: NDArray[np.float64] = weights * of_listeners[some.of_cell]
        return product

    return given
