"""What speaks for one artist being close to another: who is a candidate, and how each is judged.

Three things speak: the cosine in taste space, less of it where few listeners stand behind an
answer; how unusually often two artists are heard together; and votes on the pair. They err
differently, so together they beat each (docs/evaluation.md has figures).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.companions import Companions
from model.neighbours import Directions
from model.training.settings import TrainingSettings
from model.types import ArtistRow, Rows, Vector
from model.voted_pairs import VotedPairs, conviction, overridden

Signs = Mapping[ArtistRow, int]
"""1 for each artist asked for, -1 for each to keep away from."""


class Proposes(Protocol):
    """What Closeness needs of `Neighbours`."""

    unit_factors: Directions
    answer_rows: Rows

    def candidates(self, direction: Vector, *, answers: int, excluded: int = 0) -> Rows:
        """Return rows near a direction."""


class Evidence:
    """One version's evidence, and how it is weighed.

    Attributes:
        listeners: of each artist, shape `(artists,)`.
        answer_rows: who may be an answer.
    """

    def __init__(
        self,
        neighbours: Proposes,
        companions: Companions,
        voted: VotedPairs,
        settings: TrainingSettings,
    ) -> None:
        """Take all that speaks."""
        self._neighbours = neighbours
        self._companions = companions
        self._voted = voted
        self._weight = settings.co_listening_weight
        self.listeners = companions.listeners
        self.answer_rows = neighbours.answer_rows
        doubted = np.maximum(self.listeners + settings.doubt, 1)
        self._trust = (self.listeners / doubted).astype(np.float32)
        self._is_answer = np.zeros(len(self.listeners), bool)
        self._is_answer[neighbours.answer_rows] = True

    def direction(self, signs: Signs) -> Vector:
        """Return the sum of signed unit vectors, of length 1; 0 if nothing is asked or known."""
        asked = [self._neighbours.unit_factors[row] * sign for row, sign in signs.items()]
        total = np.sum(asked, axis=0) if asked else np.zeros(1)
        length = float(np.linalg.norm(total))
        return (total / length if length > 0 else total).astype(np.float32)

    def candidates(self, signs: Signs, *, answers: int, excluded: int) -> Rows:
        """Join those near in taste space, those heard together, and those voted on.

        Args:
            signs: who is asked for, not nobody.
            answers: how many are wanted in the end.
            excluded: how many of the nearest may have to be left out.

        Returns:
            Ascending; none that may not be an answer.
        """
        direction = self.direction(signs)
        sources = [self._neighbours.candidates(direction, answers=answers, excluded=excluded)]
        for row, sign in signs.items():
            if sign > 0:
                sources.append(self._companions.of_artist(row)[0])
                sources.append(np.asarray(self._voted.second[self._voted.of_artist(row)]))
        rows = np.unique(np.concatenate(sources))
        found: Rows = rows[self._is_answer[rows]]
        return found

    def closeness(self, signs: Signs, others: Rows) -> NDArray[np.float32]:
        """Return how close each of some artists is to what is asked for, up to 1."""
        cosines = self._neighbours.unit_factors[others] @ self.direction(signs)
        trusted = np.where(cosines > 0, cosines * self._trust[others], cosines)
        heard = np.zeros(len(others), np.float32)
        voices = np.zeros(len(others), np.float32)
        asked_for = max(sum(sign > 0 for sign in signs.values()), 1)
        for row, sign in signs.items():
            rows, strength = self._companions.of_artist(row)
            heard += sign * _spread(rows, strength, others) / asked_for
            pairs = self._voted.of_artist(row)
            voted = np.asarray(self._voted.second[pairs])
            convictions = conviction(
                self._voted.up[pairs],
                self._voted.down[pairs],
                int(self.listeners[row]),
                self.listeners[voted],
            )
            voices += sign * _spread(voted, convictions, others) / asked_for
        plays_say = (1 - self._weight) * trusted + self._weight * heard
        return overridden(plays_say.astype(np.float32), np.clip(voices, -1, 1))


def _spread(rows: Rows, values: NDArray[np.float32], candidates: Rows) -> NDArray[np.float32]:
    """Return for each candidate the value of its row, 0 where it has none."""
    if not len(rows) or not len(candidates):
        return np.zeros(len(candidates), np.float32)
    order = np.argsort(rows)
    at = np.minimum(np.searchsorted(rows[order], candidates), len(rows) - 1)
    found = order[at]
    return np.where(rows[found] == candidates, values[found], 0).astype(np.float32)
