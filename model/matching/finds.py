"""Artists that were found in several ways, each with the points of its best way."""

from __future__ import annotations

from dataclasses import dataclass

from model.types import ArtistRow

MOST_POINTS = 99.0
"""Only the very name has more."""


@dataclass(frozen=True, slots=True)
class Find:
    """One artist that may have been meant.

    Attributes:
        row: which.
        points: 0 to 99.
        may_answer: whether the way it was found allows an answer without asking; a high score does
            not, where the text is an everyday word or a few letters.
    """

    row: ArtistRow
    points: float
    may_answer: bool


class Finds:
    """The finds for one typed text, one per artist."""

    def __init__(self) -> None:
        self._best: dict[ArtistRow, Find] = {}

    def add(self, row: ArtistRow, points: float, *, may_answer: bool) -> None:
        """Note a find; of two of the same artist the better one stays."""
        find = Find(row, min(points, MOST_POINTS), may_answer)
        known = self._best.get(row)
        if known is None or (find.points, find.may_answer) > (known.points, known.may_answer):
            self._best[row] = find

    @property
    def most(self) -> float:
        """The points of the best find; 0 where there is none."""
        return max((find.points for find in self._best.values()), default=0.0)

    def ranked(self) -> list[Find]:
        """Return the finds, best first; of equals the better known."""
        return sorted(self._best.values(), key=lambda find: (-find.points, find.row))
