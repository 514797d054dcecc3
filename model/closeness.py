"""How close artists are, from all the evidence there is, and the search for the closest.

Three things speak: the cosine in taste space, less of it where few listeners stand behind an
answer; how unusually often two artists are heard together; and votes on the pair. They err
differently, so together they beat each (docs/evaluation.md has figures).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.adventure import fame_of
from model.companions import Companions
from model.neighbours import Directions, lengths_of
from model.training.settings import TrainingSettings
from model.types import ArtistRow, Factors, Rows, Vector
from model.voted_pairs import VotedPairs, conviction, overridden

_REMEMBERED = 4096  # questions; three kilobytes each


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An artist near what was asked for.

    Attributes:
        row: which artist.
        closeness: up to 1.
    """

    row: ArtistRow
    closeness: float


class Proposes(Protocol):
    """What Closeness needs of `Neighbours`."""

    unit_factors: Directions
    answer_rows: Rows

    def candidates(self, direction: Vector, *, answers: int, excluded: int = 0) -> Rows:
        """Return rows near a direction."""


class EveryArtist:
    """Proposes everybody, without an index: slow, and misses nobody."""

    def __init__(self, artist_factors: Factors, answer_rows: Rows) -> None:
        """Take one row per artist, of any length, and who may be an answer."""
        self.unit_factors = Directions(artist_factors, lengths_of(artist_factors))
        self.answer_rows = answer_rows

    def candidates(self, direction: Vector, *, answers: int, excluded: int = 0) -> Rows:  # noqa: ARG002  # as Proposes
        """Return all rows."""
        return self.answer_rows


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
        self._neighbours = neighbours
        self._companions = companions
        self._voted = voted
        self._weight = settings.co_listening_weight
        listeners = companions.listeners
        self._trust = (listeners / np.maximum(listeners + settings.doubt, 1)).astype(np.float32)
        self.fame = fame_of(listeners)
        is_answer = np.zeros(len(listeners), bool)
        is_answer[neighbours.answer_rows] = True
        # Many ask for the same few artists, and to search the trees is most of the work. A
        # function, and no method: a version that is replaced must not hold on to itself.
        self._remembered = lru_cache(_REMEMBERED)(
            partial(_candidates, neighbours, companions, voted, is_answer)
        )

    def nearest(
        self,
        signs: Mapping[ArtistRow, int],
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
        direction = self._direction(signs)
        if n <= 0 or not direction.any():
            return []
        candidates = (
            self._neighbours.answer_rows if exactly else self._candidates(signs, n, len(left_out))
        )
        candidates = without(candidates, left_out)
        if len(candidates) < n:  # rare: much is excluded, or little is indexed
            candidates = without(self._neighbours.answer_rows, left_out)
        closeness = self._judged(direction, signs, candidates)
        order = np.lexsort((candidates, -(closeness + shift * self.fame[candidates])))[:n]
        return [Neighbour(ArtistRow(int(candidates[at])), float(closeness[at])) for at in order]

    def between(self, row: ArtistRow, others: Rows) -> NDArray[np.float32]:
        """Return how close an artist is to each of some others."""
        signs = {row: 1}
        return self._judged(self._direction(signs), signs, others)

    def of_pairs(self, pairs: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return how close the second of each pair is to the first, shape `(pairs, 2)` given."""
        found = np.zeros(len(pairs), np.float32)
        for row in np.unique(pairs[:, 0]):
            of_row = pairs[:, 0] == row
            found[of_row] = self.between(ArtistRow(int(row)), pairs[of_row, 1])
        return found

    def _candidates(self, signs: Mapping[ArtistRow, int], n: int, left_out: int) -> Rows:
        """Return candidates, the same ones for a few more or fewer that are left out."""
        return self._remembered(tuple(signs.items()), n, 1 << left_out.bit_length())

    def _direction(self, signs: Mapping[ArtistRow, int]) -> Vector:
        return _direction(self._neighbours, signs.items())

    def _judged(
        self, direction: Vector, signs: Mapping[ArtistRow, int], candidates: Rows
    ) -> NDArray[np.float32]:
        cosines = self._neighbours.unit_factors[candidates] @ direction
        trusted = np.where(cosines > 0, cosines * self._trust[candidates], cosines)
        heard = np.zeros(len(candidates), np.float32)
        voices = np.zeros(len(candidates), np.float32)
        asked_for = max(sum(sign > 0 for sign in signs.values()), 1)
        for row, sign in signs.items():
            rows, strength = self._companions.of_artist(row)
            heard += sign * _spread(rows, strength, candidates) / asked_for
            pairs = self._voted.of_artist(row)
            others = np.asarray(self._voted.second[pairs])
            convictions = conviction(
                self._voted.up[pairs],
                self._voted.down[pairs],
                int(self._companions.listeners[row]),
                self._companions.listeners[others],
            )
            voices += sign * _spread(others, convictions, candidates) / asked_for
        plays_say = (1 - self._weight) * trusted + self._weight * heard
        return overridden(plays_say.astype(np.float32), np.clip(voices, -1, 1))


def _candidates(
    neighbours: Proposes,
    companions: Companions,
    voted: VotedPairs,
    is_answer: NDArray[np.bool_],
    signs: tuple[tuple[ArtistRow, int], ...],
    n: int,
    left_out: int,
) -> Rows:
    """Join those near in taste space, those heard together, and those voted on."""
    direction = _direction(neighbours, signs)
    sources = [neighbours.candidates(direction, answers=n, excluded=left_out)]
    for row, sign in signs:
        if sign > 0:
            sources.append(companions.of_artist(row)[0])
            sources.append(np.asarray(voted.second[voted.of_artist(row)]))
    rows = np.unique(np.concatenate(sources))
    found = rows[is_answer[rows]]
    found.flags.writeable = False  # it is given to whoever asks next
    return found


def _direction(neighbours: Proposes, signs: Iterable[tuple[ArtistRow, int]]) -> Vector:
    """Return the sum of signed unit vectors, of length 1; or 0 if nothing is asked for."""
    asked = [neighbours.unit_factors[row] * sign for row, sign in signs]
    total = np.sum(asked, axis=0) if asked else np.zeros(1)
    length = float(np.linalg.norm(total))
    return (total / length if length > 0 else total).astype(np.float32)


def _spread(rows: Rows, values: NDArray[np.float32], candidates: Rows) -> NDArray[np.float32]:
    """Return for each candidate the value of its row, 0 where it has none."""
    if not len(rows) or not len(candidates):
        return np.zeros(len(candidates), np.float32)
    order = np.argsort(rows)
    at = np.minimum(np.searchsorted(rows[order], candidates), len(rows) - 1)
    found = order[at]
    return np.where(rows[found] == candidates, values[found], 0).astype(np.float32)


def without(rows: Rows, left_out: Collection[ArtistRow]) -> Rows:
    """Return rows in their order, some left out."""
    if len(left_out) == 1:  # the artist asked for, nearly always
        (one,) = left_out
        others: Rows = rows[rows != one]
        return others
    return rows[~np.isin(rows, list(left_out))] if left_out else rows
