"""Whom to ask about first: artists that most people know and that tell most of a taste."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from model.neighbours import unit_length
from model.types import ArtistRow, Factors, Rows

_BEST_KNOWN = 200
_WINDOW_PER_ASKED = 4  # so that there is a choice left after many have been asked about
_NOISE = 0.1  # variance of one opinion, where that of an unknown taste is 1


def starters(
    artist_factors: Factors,
    fame: NDArray[np.float32],
    rows: Rows,
    *,
    n: int,
    asked: Collection[ArtistRow] = (),
) -> list[ArtistRow]:
    """Choose artists to vote on for somebody of whom nothing is known.

    Each is the one whose vote is hardest to foresee from the votes before it, times its fame, so
    that most people have an opinion.

    Args:
        artist_factors: shape `(artists, factors)`; only their directions matter.
        fame: of each, 0 to 1.
        rows: who may be asked about, the best known first; only the first few hundred are
            considered, more the more have been asked about.
        n: how many at most.
        asked: those asked about already. They go on as if this call had chosen them.

    Returns:
        The most telling first; ties go to the better known.

    Source:
        Greedy D-optimal design for a linear model with a spherical prior: the determinant of the
        information grows by 1 + v / noise, v being the variance of what is asked next; see
        A. C. Atkinson, A. N. Donev, "Optimum Experimental Designs" (1992).
    """
    window = rows[: max(_BEST_KNOWN, _WINDOW_PER_ASKED * (len(asked) + max(n, 0)))]
    candidates = window[~np.isin(window, list(asked))]
    considered = unit_length(np.asarray(artist_factors[candidates])).astype(np.float64)
    told = unit_length(np.asarray(artist_factors[sorted(asked)])).astype(np.float64)
    covariance = np.linalg.inv(np.eye(artist_factors.shape[1]) + told.T @ told / _NOISE)
    variance = np.einsum("ij,jk,ik->i", considered, covariance, considered, optimize=True)
    fame_of_candidates = fame[candidates]
    is_free = np.ones(len(candidates), bool)
    chosen = []
    for _ in range(min(n, len(candidates))):
        at = int(np.where(is_free, variance * fame_of_candidates, -1).argmax())
        is_free[at] = False
        chosen.append(ArtistRow(int(candidates[at])))
        # What a vote on it would leave open, by Sherman and Morrison's formula
        told_of = covariance @ considered[at]
        certainty = _NOISE + considered[at] @ told_of
        variance = variance - (considered @ told_of) ** 2 / certainty
        covariance -= np.outer(told_of, told_of) / certainty
    return chosen
