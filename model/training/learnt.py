"""What training comes to, whoever trained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from model.types import Factors, Vector

Progress = Callable[[int, int], None]
"""Told after each round: how many are done, and of how many."""


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """What training knows in the end; all that a taste is reckoned from.

    Attributes:
        artist_factors: shape `(artists, factors)`, one row per column of the plays.
        like_weights: what one like of each artist weighs, shape `(artists,)`.
        regularization: that was used, in the weights' own units.
        rounds: how many were done.
    """

    artist_factors: Factors
    like_weights: Vector
    regularization: float
    rounds: int
