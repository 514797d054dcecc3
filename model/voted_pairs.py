"""What people said of pairs: asked for A, they voted on B; what votes add to plays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.types import Counts, Rows

_STEEPNESS = 3.0
_FEWEST_DOUBTS = 10.0  # votes; with the steepness, 5 people move an answer by a ninth at most


@dataclass(frozen=True, slots=True, eq=False)
class VotedPairs:
    """Votes on pairs, each pair both ways round, ordered by `first`, then `second`.

    Attributes:
        first: rows.
        second: rows, as long.
        up: people whose vote that counts is 👍, either of the two having been asked for.
        down: people whose vote is 👎.
    """

    first: Rows
    second: Rows
    up: Counts
    down: Counts

    @classmethod
    def none(cls) -> VotedPairs:
        """Return no votes at all."""
        nothing = np.zeros(0, np.int32)
        return cls(nothing, nothing, nothing, nothing)

    @classmethod
    def from_array(cls, table: NDArray[np.int32]) -> VotedPairs:
        """Take what `as_array` returned.

        Raises:
            ValueError: it is no such table.
        """
        first, second, up, down = table
        return cls(first, second, up, down)

    def as_array(self) -> NDArray[np.int32]:
        """Return the four columns as rows, shape `(4, pairs)`."""
        return np.stack([self.first, self.second, self.up, self.down]).astype(np.int32)

    def of_artist(self, row: int) -> slice:
        """Return where the pairs of an artist lie."""
        start, end = np.searchsorted(self.first, [row, row + 1])
        return slice(int(start), int(end))


def conviction(
    up: Counts, down: Counts, listeners: Counts | int, others: Counts
) -> NDArray[np.float32]:
    """Return how far votes should override what plays say, -1 to 1.

    Args:
        up: people for it.
        down: people against it.
        listeners: of the one artist.
        others: listeners of the other.

    Returns:
        0 for a few voices, towards ±1 for many more than 10 plus the square root of the better
        known artist's listeners: an artist's chance deviation from what its listeners make of it.
    """
    voices = np.abs(up - down, dtype=np.float64)
    doubts = _FEWEST_DOUBTS + np.sqrt(np.maximum(listeners, others))
    strength = voices**_STEEPNESS / (voices**_STEEPNESS + doubts**_STEEPNESS)
    convictions: NDArray[np.float32] = (np.sign(up - down) * strength).astype(np.float32)
    return convictions


def overridden(
    closeness: NDArray[np.float32], convictions: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return closeness after votes: towards 1 where they are for it, down to 0 if against it."""
    towards_one = closeness + convictions * (1 - closeness)
    towards_none = closeness + convictions * np.maximum(closeness, 0)
    return np.where(convictions > 0, towards_one, towards_none).astype(np.float32)
