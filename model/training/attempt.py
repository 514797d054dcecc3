"""Settings that a search tried, and what came of them; a version keeps what it was chosen from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Attempt:
    """Settings that were tried.

    Attributes:
        settings: those that differ from attempt to attempt.
        of_tastes: nDCG@20 for whole tastes.
        of_neighbours: nDCG@10 for one artist of a listener's.
    """

    settings: dict[str, float]
    of_tastes: float
    of_neighbours: float

    @property
    def value(self) -> float:
        """What is to be as large as possible: both questions count alike."""
        return (self.of_tastes + self.of_neighbours) / 2

    def as_json(self) -> dict[str, Any]:
        """Return the attempt as a version keeps it."""
        return {
            "settings": self.settings,
            "ndcg_of_tastes": self.of_tastes,
            "ndcg_of_neighbours": self.of_neighbours,
        }
