"""How well known the answers shall be: a declared shift of the ranking, never a random one."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from model.types import Counts


class Adventure(StrEnum):
    """What may be asked for."""

    EASY = "easy"
    BALANCED = "balanced"
    DEEP = "deep"

    @property
    def shift(self) -> float:
        """What an artist's fame, 0 to 1, adds to its closeness when the order is made.

        At 0.3 the ten answers' median listeners about double or halve on HetRec, while agreement
        with tags drops by at most .014 (docs/evaluation.md).
        """
        return _SHIFTS[self]


_SHIFTS = {Adventure.EASY: 0.3, Adventure.BALANCED: 0.0, Adventure.DEEP: -0.3}


def fame_of(listeners: Counts) -> NDArray[np.float32]:
    """Return how well known artists are: 1 for the best known, in orders of magnitude."""
    known = np.log1p(np.asarray(listeners, np.float32))
    return (known / max(float(known.max(initial=0.0)), 1.0)).astype(np.float32)
