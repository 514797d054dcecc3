"""The search for the artists closest to what was asked for, by all the evidence there is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from model.adventure import fame_of
from model.companions import Companions
from model.evidence import Evidence, Proposes, Signs
from model.neighbours import Directions, lengths_of
from model.training.settings import TrainingSettings
from model.types import ArtistRow, Factors, Rows, Vector
from model.voted_pairs import VotedPairs

_REMEMBERED = 4096  # questions; five kilobytes each


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An artist near what was asked for.

    Attributes:
        row: which artist.
        closeness: up to 1.
    """

    row: ArtistRow
    closeness: float


class EveryArtist:
    """Proposes everybody, without an index: slow, and misses nobody."""

    def __init__(self, artist_factors: Factors, answer_rows: Rows) -> None:
        """Take one row per artist, of any length, and who may be an answer."""
        self.unit_factors = Directions(artist_factors, lengths_of(artist_factors))
        self.answer_rows = answer_rows

    def candidates(self, direction: Vector, *, answers: int, excluded: int = 0) -> Rows:  # noqa: ARG002  # as Proposes
        """Return all rows."""
        return self.answer_rows


_Candidates: TypeAlias = tuple[Rows, NDArray[np.float32]]
"""Who may be an answer, and how close each is; both as long."""


class Closeness:
    """The closeness of one version's artists.

    Attributes:
        fame: of each, see `model.adventure.fame_of`.
    """

    def __init__(
        self,
        neighbours: Proposes,
        companions: Companions,
        voted: VotedPairs,
        settings: TrainingSettings,
    ) -> None:
        """Take a version's evidence and how it is weighed."""
        self._evidence = Evidence(neighbours, companions, voted, settings)
        self.fame = fame_of(companions.listeners)
        # Many ask for the same few artists, and to search the trees is most of the work. A
        # function, and no method: a version that is replaced must not hold on to itself.
        self._remembered = lru_cache(_REMEMBERED)(partial(_judged, self._evidence))

    def nearest(
        self,
        signs: Signs,
        *,
        n: int,
        excluded: Collection[ArtistRow] = (),
        shift: float = 0.0,
        exactly: bool = False,
    ) -> list[Neighbour]:
        """Return the artists closest to some and far from others.

        Args:
            signs: 1 for each artist asked for, -1 for each to keep away from; none of them is an
                answer.
            n: how many at most; fewer come back only where fewer exist.
            excluded: artists to leave out.
            shift: see `Adventure.shift`.
            exactly: compare with every artist: slow, and misses nobody.

        Returns:
            Closest first, or in the order that the shift makes; ties go to the better-known
            artist. Nobody, if nothing is known of the artists asked for.
        """
        left_out = {*excluded, *signs}
        if n <= 0 or not self._evidence.direction(signs).any():
            return []
        if exactly:
            candidates, closeness = self._everybody(signs)
        else:
            about_as_many = 1 << len(left_out).bit_length()  # so that it is remembered for all
            candidates, closeness = self._remembered(tuple(signs.items()), n, about_as_many)
        is_left = _is_left(candidates, left_out)
        if np.count_nonzero(is_left) < n:  # rare: much is excluded, or little is indexed
            candidates, closeness = self._everybody(signs)
            is_left = _is_left(candidates, left_out)
        candidates, closeness = candidates[is_left], closeness[is_left]
        order = np.lexsort((candidates, -(closeness + shift * self.fame[candidates])))[:n]
        return [
            Neighbour(ArtistRow(row), close)
            for row, close in zip(
                candidates[order].tolist(), closeness[order].tolist(), strict=True
            )
        ]

    def between(self, row: ArtistRow, others: Rows) -> NDArray[np.float32]:
        """Return how close an artist is to each of some others."""
        return self._evidence.closeness({row: 1}, others)

    def of_pairs(self, pairs: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return how close the second of each pair is to the first, shape `(pairs, 2)` given."""
        found = np.zeros(len(pairs), np.float32)
        for row in np.unique(pairs[:, 0]):
            of_row = pairs[:, 0] == row
            found[of_row] = self.between(ArtistRow(int(row)), pairs[of_row, 1])
        return found

    def _everybody(self, signs: Signs) -> _Candidates:
        rows = self._evidence.answer_rows
        return rows, self._evidence.closeness(signs, rows)


def _judged(
    evidence: Evidence, signs: tuple[tuple[ArtistRow, int], ...], n: int, left_out: int
) -> _Candidates:
    """Find and judge candidates, whoever of them may be left out in the end."""
    asked = dict(signs)
    rows = evidence.candidates(asked, answers=n, excluded=left_out)
    closeness = evidence.closeness(asked, rows)
    for given_again in (rows, closeness):
        given_again.flags.writeable = False
    return rows, closeness


def _is_left(rows: Rows, left_out: Collection[ArtistRow]) -> NDArray[np.bool_]:
    """Return which rows are none of those left out."""
    if len(left_out) == 1:  # the artist asked for, nearly always
        (one,) = left_out
        others: NDArray[np.bool_] = rows != one
        return others
    return ~np.isin(rows, list(left_out))
