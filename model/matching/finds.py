"""Artists that were found in several ways, each with the points of its best one."""

from __future__ import annotations

from typing import NamedTuple

from model.types import ArtistRow

MOST_POINTS = 99.0
"""Only the very name has more."""


class Find(NamedTuple):
    """One artist that may have been meant; a tuple, since a slip makes dozens of them.

    Attributes:
        row: which.
        points: of the best way it was found, 0 to 99.
        sure_points: of the best way that allows an answer without asking, 0 where none does; many
            points do not, where the text is an everyday word or a few letters.
    """

    row: ArtistRow
    points: float
    sure_points: float


class Finds:
    """The finds for one typed text, one per artist."""

    def __init__(self) -> None:
        self._best: dict[ArtistRow, Find] = {}

    def add(self, row: ArtistRow, points: float, *, may_answer: bool) -> None:
        """Note a way an artist was found."""
        points = min(points, MOST_POINTS)
        sure_points = points if may_answer else 0.0
        known = self._best.get(row)
        if known is not None:
            points, sure_points = max(points, known.points), max(sure_points, known.sure_points)
        self._best[row] = Find(row, points, sure_points)

    @property
    def most(self) -> float:
        """The points of the best find; 0 where there is none."""
        return max((find.points for find in self._best.values()), default=0.0)

    def ranked(self) -> list[Find]:
        """Return the finds, best first; of equals the better known."""
        return sorted(self._best.values(), key=lambda find: (-find.points, find.row))
