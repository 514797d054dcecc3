"""Likes and dislikes → a point in taste space, by training's own equations, without training.

A point is to artist factors what a listener's factors are: the product with an artist's factors
says how surely that artist is liked, about 1 for sure, about 0 for strangers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from model.catalog import Catalog
from model.types import ArtistKey, ArtistRow, Factors, Rows, Vector

_MOST_REASONS = 2
# On the demo, a second like with half the first one's share is of the answer's own scene in 99 of
# 100 cases, one with less rarely. A bar on the share itself would fall silent for long tastes: of
# ten likes, none has a quarter in six of seven answers, and yet the strongest is always apt.
_LEAST_OF_STRONGEST = 0.5


@dataclass(frozen=True, slots=True)
class Taste:
    """What one person likes and dislikes.

    Attributes:
        likes: artists liked.
        dislikes: artists disliked, which outweighs a like.
    """

    likes: Collection[ArtistKey]
    dislikes: Collection[ArtistKey] = ()

    def opinions(self, catalog: Catalog) -> dict[ArtistRow, float]:
        """Return 1 for each like and -1 for each dislike, of those that a catalogue knows."""
        likes = dict.fromkeys(sorted(known_rows(self.likes, catalog)), 1.0)
        return likes | dict.fromkeys(sorted(known_rows(self.dislikes, catalog)), -1.0)


def known_rows(keys: Collection[ArtistKey], catalog: Catalog) -> set[ArtistRow]:
    """Return the rows of those keys that a catalogue knows."""
    return {catalog.by_key(key).row for key in keys if catalog.knows(key)}


class TasteSpace:
    """The artists of one version, ready to place a listener among them.

    Attributes:
        artist_factors: shape `(artists, factors)`, of any lengths.
    """

    def __init__(
        self,
        artist_factors: Factors,
        like_weights: Vector,
        regularization: float,
        everybody: NDArray[np.float32] | None = None,
    ) -> None:
        """Take what `model.training.als.Learnt` holds.

        Args:
            artist_factors: shape `(artists, factors)`.
            like_weights: what one like of each artist weighs, shape `(artists,)`.
            regularization: that the factors were trained with.
            everybody: as `everybody_of` returns it, where it is known.
        """
        self.artist_factors = artist_factors
        self._like_weights = like_weights
        size = artist_factors.shape[1]
        told = everybody_of(artist_factors) if everybody is None else everybody
        self._nobody = (told + regularization * np.eye(size)).astype(np.float64)
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
        with self.on_one_thread():
            precision, pulls = self._equation(opinions)
            point: Vector = np.linalg.solve(precision, pulls.sum(axis=1)).astype(np.float32)
        return point

    def shares(self, opinions: Mapping[ArtistRow, float], rows: Rows) -> NDArray[np.float64]:
        """Return how much of each score comes from each like.

        Args:
            opinions: as `point` takes them.
            rows: the artists scored.

        Returns:
            Shape `(likes, artists)`, likes in the order of `opinions`; they add up to the scores
            of `point(opinions)`. A share below 0 speaks against the artist.

        Source:
            Hu, Koren, Volinsky (2008), section 5: with A = YᵀCY + λI, the score of artist i is
            the sum over likes j of c_j y_iᵀ A⁻¹ y_j. Dislikes have their part in A alone.
        """
        with self.on_one_thread():
            precision, pulls = self._equation(opinions)
            scored = np.asarray(self.artist_factors[rows], np.float64)
            shares: NDArray[np.float64] = np.linalg.solve(precision, pulls).T @ scored.T
        return shares

    def scores(self, points: NDArray[np.float32], rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return how surely each point likes each of some artists, shape `(points, artists)`."""
        with self.on_one_thread():
            scores: NDArray[np.float32] = np.atleast_2d(points) @ self._factors_of(rows).T
        return scores

    def on_one_thread(self) -> AbstractContextManager[object]:
        """Keep BLAS to one thread while in here.

        On a busy machine its threads wait for each other for longer than so little work takes.
        """
        limit: AbstractContextManager[object] = self._pools.limit(limits=1, user_api="blas")
        return limit

    def _factors_of(self, rows: Rows) -> Factors:
        """Return the factors of some artists; where these stand side by side, not a copy."""
        if len(rows) and (np.diff(rows) == 1).all():
            return self.artist_factors[rows[0] : rows[-1] + 1]
        return self.artist_factors[rows]

    def _equation(
        self, opinions: Mapping[ArtistRow, float]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the equation's left side, YᵀCY + λI, and what each like adds to its right side.

        Returns:
            Shapes `(factors, factors)` and `(factors, likes)`.
        """
        rows = [row for row, opinion in opinions.items() if opinion]
        judged = np.asarray(self.artist_factors[rows], np.float64)
        strength = np.asarray([opinions[row] for row in rows], np.float64)
        weights = np.abs(strength) * np.asarray(self._like_weights[rows], np.float64)
        weighted = judged.T * weights
        precision = self._nobody + (judged.T * (weights - 1)) @ judged
        return precision, weighted[:, strength > 0]


def everybody_of(artist_factors: Factors) -> NDArray[np.float32]:
    """Return YᵀY, what strangers to all artists are told by, shape `(factors, factors)`."""
    everybody: NDArray[np.float32] = artist_factors.T @ artist_factors
    return everybody


def reasons(shares: NDArray[np.float64]) -> list[tuple[int, ...]]:
    """Return which likes speak most for each artist.

    Args:
        shares: shape `(likes, artists)`, from `TasteSpace.shares`.

    Returns:
        For each artist the indices of two likes at most, the strongest first, ties to the earlier:
        the second only with half the share of the first. None where likes speak against the artist
        altogether.
    """
    strongest_first = np.argsort(-shares, axis=0, kind="stable")[:_MOST_REASONS]
    found = []
    for likes, of_artist in zip(strongest_first.T.tolist(), shares.T, strict=True):
        least = _LEAST_OF_STRONGEST * of_artist.max(initial=0.0)
        found.append(
            tuple(like for like in likes if of_artist[like] >= least > 0)
            if of_artist.sum() > 0
            else ()
        )
    return found
