"""Where circles and their labels go, so that none covers another.

One after the other, the most important first, each takes the best place that is left: the nearest
to where it belongs, its label on whichever side has room. Then each may choose again, now that all
are there. Nothing here knows of fonts or colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

GAP_PX = 6.0  # between a circle and its label, and at least between circles and between labels
CLEAR_PX = 12.0  # at least between a circle and others' labels, so that one sees whose they are
_ROUNDS = 3
_STEP_PX, _GROWTH = 8.0, 1.17  # the smallest step by which a circle moves, and how steps grow
_AT_ONCE = 24  # spots looked at together: less is slow in Python, more looks at too many
_IN_THE_WAY = (
    25.0  # px that a mark would rather move than cover a circle that has yet to be placed
)
_D = 0.71  # a label whose corner is there touches its circle in the middle of a quarter
# Where the middle of a label may be, seen from its circle's: to the right in half label widths and
# in radii, down in half label heights and in radii; and how far its circle would rather move.
# To the right reads best.
_SIDES = np.array(
    [
        (1, 1, 0, 0, 0),
        (0, 0, 1, 1, 2),
        (-1, -1, 0, 0, 4),
        (0, 0, -1, -1, 4),
        (1, _D, 1, _D, 6),
        (1, _D, -1, -_D, 6),
        (-1, -_D, 1, _D, 8),
        (-1, -_D, -1, -_D, 8),
        (0.6, 0, 1, 1, 8),
        (-0.6, 0, 1, 1, 8),
        (0.6, 0, -1, -1, 9),
        (-0.6, 0, -1, -1, 9),
    ],
    dtype=np.float64,
)

_Floats: TypeAlias = npt.NDArray[np.float64]
_Choice: TypeAlias = tuple[float, _Floats, _Floats]
"""What a place costs, a circle's middle and its label's box."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """A circle, where it belongs, and how much room its label takes; in pixels."""

    x: float
    y: float
    radius: float
    label_width: float
    label_height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a circle's middle and its label are."""

    x: float
    y: float
    label: Box


class NoRoom(Exception):
    """Raised when circles and labels do not fit into an area."""


def place(wanted: Sequence[Wanted], area: Box) -> list[Placed]:
    """Place circles and their labels inside an area without overlap.

    Args:
        wanted: the most important first; the first stays where it is, and the others keep their
            distances from it rather than their directions.
        area: what holds all of them.

    Returns:
        One per circle wanted, in the same order; the same for the same.

    Raises:
        NoRoom: if there is none.
    """
    crowd = _Crowd(wanted, area)
    for _ in range(_ROUNDS):
        for mark in range(len(wanted)):
            crowd.settle(mark)
    return crowd.placed()


class _Crowd:
    """Marks of which some have found a place."""

    def __init__(self, wanted: Sequence[Wanted], area: Box) -> None:
        self._radii = np.array([one.radius for one in wanted])
        self._label_sizes = np.array([(one.label_width, one.label_height) for one in wanted])
        margins = self._radii[:, None]
        low, high = np.array((area.left, area.top)), np.array((area.right, area.bottom))
        self._homes = np.clip([(one.x, one.y) for one in wanted], low + margins, high - margins)
        self._low, self._high = low, high
        self._centres = self._homes.copy()
        self._labels = np.zeros((len(wanted), 4))
        self._is_placed = np.zeros(len(wanted), dtype=np.bool_)
        self._around = _spots_around(float(np.hypot(*(high - low))))

    def settle(self, mark: int) -> None:
        """Give a mark the best place that the others leave."""
        has_place = bool(self._is_placed[mark])
        self._is_placed[mark] = False
        best = self._best(mark, self._homes[[mark]])
        if mark and best[0] > _STEP_PX:  # else no place away from home can be better
            around = self._homes[mark] + self._around
            elsewhere = self._best(mark, np.concatenate([self._centres[[mark]], around]))
            best = min(best, elsewhere, key=itemgetter(0))
        if np.isfinite(best[0]):
            _, self._centres[mark], self._labels[mark] = best
        elif not has_place:
            raise NoRoom
        # Else rounding made its own place a hair too narrow; it keeps that.
        self._is_placed[mark] = True

    def placed(self) -> list[Placed]:
        """Return where all are."""
        return [
            Placed(float(x), float(y), Box(*map(float, label)))
            for (x, y), label in zip(self._centres, self._labels, strict=True)
        ]

    def _best(self, mark: int, spots: _Floats) -> _Choice:
        """Return the best of some spots; its cost is infinite if none has room."""
        spots = self._free(mark, spots)
        moves = self._moves(mark, spots)
        order = moves.argsort(kind="stable")
        best: _Choice = (np.inf, self._homes[mark], self._labels[mark])
        for start in range(0, len(order), _AT_ONCE):
            nearest = order[start : start + _AT_ONCE]
            if best[0] <= moves[nearest[0]]:
                break  # nor can any that is farther be better
            choice = self._best_side(mark, spots[nearest], moves[nearest])
            best = min(best, choice, key=itemgetter(0))
        return best

    def _free(self, mark: int, spots: _Floats) -> _Floats:
        """Return those spots that have room for the circle, whatever becomes of its label."""
        radius, others = self._radii[mark], self._is_placed
        inside = (spots - radius >= self._low) & (spots + radius <= self._high)
        spots = spots[inside.all(axis=-1)]
        apart = spots[:, None] - self._centres[others]
        least = self._radii[others] + radius + GAP_PX
        clear = (apart[..., 0] ** 2 + apart[..., 1] ** 2 >= least * least).all(axis=-1)
        apart_px = _distances(spots[:, None], self._labels[others])
        free: _Floats = spots[clear & (apart_px >= radius + CLEAR_PX).all(axis=-1)]
        return free

    def _best_side(self, mark: int, spots: _Floats, moves: _Floats) -> _Choice:
        """Return the best side for the label at the best of spots that are free."""
        others = self._is_placed
        boxes = self._label_boxes(mark, spots)
        # Of each spot, side and mark: whether the label would come too near the mark's circle.
        in_the_way = _distances(self._centres, boxes[:, :, None]) < self._radii + CLEAR_PX
        in_the_way[:, :, mark] = False
        low, high = boxes[..., :2], boxes[..., 2:]
        others_low, others_high = self._labels[others, :2], self._labels[others, 2:]
        meets = (low[:, :, None] < others_high + GAP_PX) & (high[:, :, None] > others_low - GAP_PX)
        covers = meets[..., 0] & meets[..., 1]
        is_free = (
            (low >= self._low).all(axis=-1)
            & (high <= self._high).all(axis=-1)
            & ~covers.any(axis=-1)
            & ~in_the_way[:, :, others].any(axis=-1)
        )
        costs = moves[:, None] + _SIDES[:, -1]
        costs += _IN_THE_WAY * in_the_way[:, :, ~others].sum(axis=-1)
        costs[~is_free] = np.inf
        spot, side = np.unravel_index(costs.argmin(), costs.shape)
        return float(costs[spot, side]), spots[spot], boxes[spot, side]

    def _label_boxes(self, mark: int, spots: _Floats) -> _Floats:
        half, reach = self._label_sizes[mark] / 2, self._radii[mark] + GAP_PX
        middles = spots[:, None] + _SIDES[:, 0:4:2] * half + _SIDES[:, 1:4:2] * reach
        return np.concatenate([middles - half, middles + half], axis=-1)

    def _moves(self, mark: int, spots: _Floats) -> _Floats:
        """Return how far spots are from home; nearer to the first or farther counts twice."""
        home, first = self._homes[mark], self._homes[0]
        moved = np.hypot(*(spots - home).T)
        farther = np.hypot(*(spots - first).T) - np.hypot(*(home - first))
        moves: _Floats = moved + np.abs(farther)
        return moves


def _distances(points: _Floats, boxes: _Floats) -> _Floats:
    """Return how far points are from boxes, 0 inside; shapes are broadcast."""
    x, y = points[..., 0], points[..., 1]
    across = np.maximum(np.maximum(boxes[..., 0] - x, x - boxes[..., 2]), 0)
    down = np.maximum(np.maximum(boxes[..., 1] - y, y - boxes[..., 3]), 0)
    distances: _Floats = np.sqrt(across * across + down * down)
    return distances


def _spots_around(farthest_px: float) -> _Floats:
    """Return steps to all sides, ever larger, the smallest first."""
    number = int(np.log(farthest_px / _STEP_PX) / np.log(_GROWTH)) + 1
    lengths = _STEP_PX * _GROWTH ** np.arange(number)
    turns = np.linspace(0, 2 * np.pi, 24, endpoint=False) + np.arange(len(lengths))[:, None]
    steps = lengths[:, None, None] * np.stack([np.cos(turns), np.sin(turns)], axis=-1)
    return np.asarray(steps.reshape(-1, 2), dtype=np.float64)
