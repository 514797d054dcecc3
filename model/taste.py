"""Likes and dislikes → a point in taste space, by training's own equations, without training.

A point is to artist factors what a listener's factors are: the product with an artist's factors
says how surely that artist is liked, about 1 for sure, about 0 for strangers.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from model.types import ArtistRow, Factors, Vector


class TasteSpace:
    """The artists of one version, ready to place a listener among them."""

    def __init__(
        self, artist_factors: Factors, like_weights: Vector, regularization: float
    ) -> None:
        """Take what `model.training.als.Learnt` holds.

        Args:
            artist_factors: shape `(artists, factors)`.
            like_weights: what one like of each artist weighs, shape `(artists,)`.
            regularization: that the factors were trained with.
        """
        self._factors = artist_factors
        self._like_weights = like_weights
        size = artist_factors.shape[1]
        everybody = artist_factors.T @ artist_factors
        self._nobody = (everybody + regularization * np.eye(size)).astype(np.float64)
        self._pools = ThreadpoolController()

    def point(self, opinions: Mapping[ArtistRow, float]) -> Vector:
        """Return where somebody with these opinions stands.

        Args:
            opinions: by artist, 1 for a like, less for a weaker one, -1 for a dislike: as sure,
                but that the artist is not liked; 0 is no opinion.

        Returns:
            Shape `(factors,)`; all zero where nothing is liked.

        Source:
            Y. Hu, Y. Koren, C. Volinsky (2008), equation 4: (YᵀCY + λI) x = YᵀC p, where the
            confidence C is a like's weight for what was judged and 1 elsewhere.
        """
        rows = [row for row, opinion in opinions.items() if opinion]
        judged = np.asarray(self._factors[rows], np.float64)
        strength = np.asarray([opinions[row] for row in rows], np.float64)
        weights = np.abs(strength) * np.asarray(self._like_weights[rows], np.float64)
        # On a busy machine BLAS's threads wait for each other for longer than so little work takes
        with self._pools.limit(limits=1, user_api="blas"):
            precision = self._nobody + (judged.T * (weights - 1)) @ judged
            liked = judged.T @ np.where(strength > 0, weights, 0.0)
            point: Vector = np.linalg.solve(precision, liked).astype(np.float32)
        return point

    def scores(self, points: NDArray[np.float32], rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return how surely each point likes each of some artists, shape `(points, artists)`."""
        scores: NDArray[np.float32] = np.atleast_2d(points) @ self._factors[rows].T
        return scores


def worth_to_all(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what each artist is worth to several people, 1 at most.

    The least happy counts as much as all together: half the mean of all and half the lowest, each
    person's scores being divided by that person's best, so that nobody with strong likes
    outweighs the rest. For one person that is the order of the scores.

    Args:
        scores: shape `(people, artists)`, from `TasteSpace.scores`.

    Source:
        J. Masthoff, "Group Recommender Systems" (2015): average and least misery.
    """
    best = scores.max(axis=1, keepdims=True, initial=0.0)
    happiness = scores / np.where(best > 0, best, 1.0)
    worth: NDArray[np.float32] = (happiness.mean(axis=0) + happiness.min(axis=0)) / 2
    return worth
