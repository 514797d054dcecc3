"""A map: the artist asked for in the middle, those close to it around, as circles with names.

The larger a circle the better known its artist, the stronger its colour the closer. Where each
belongs is the caller's business; that nothing covers anything is the business of `placing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from bot.preferences import Theme
from bot.rendering.pictures.faces import REGULAR, SEMIBOLD
from bot.rendering.pictures.frame import ABOVE_PX, BELOW_PX, WIDTH_PX, Frame, framed
from bot.rendering.pictures.placing import Box, NoRoom, Placed, Wanted, place
from bot.rendering.pictures.shapes import disc
from bot.rendering.pictures.theme import Colours, colours_of
from bot.rendering.pictures.typeface import Line, Typeface, shared_typeface

MOST_MARKS = 25
_HEIGHT_PX = 1280
_AREA = Box(32, ABOVE_PX, WIDTH_PX - 32, _HEIGHT_PX - BELOW_PX)
_MIDDLE = ((_AREA.left + _AREA.right) / 2, (_AREA.top + _AREA.bottom) / 2)
_REACH_PX = 490  # from the middle to 1
_RINGS = (1.0, 0.68, 0.36)  # help to see which of two circles is nearer
_SMALLEST_PX, _LARGEST_PX = 11.0, 42.0  # radii of the least and the best known
_LEAST_MIDDLE_PX = 26.0  # radius that the artist asked for has at least
_HALO_PX = 10.0  # from its disc to the outer edge of the ring around it
_LONGEST_LABEL = 14.6  # in terms of the letters' size; some 28 Latin letters
# Where long names crowd, circles shrink and letters a little: none of the labels may be lost.
_ATTEMPTS = ((1.0, 27), (0.75, 25), (0.5, 22))  # of radii; size of letters in px
_LARGER_PX = 5  # that the letters of the artist asked for are larger


@dataclass(frozen=True, slots=True)
class Mark:
    """An artist on the map.

    Attributes:
        label: its name.
        x: -1 to 1, to the right.
        y: -1 to 1, upwards.
        fame: 0 to 1.
        closeness: to the artist in the middle, 0 to 1.
    """

    label: str
    x: float
    y: float
    fame: float
    closeness: float


def map_picture(marks: Sequence[Mark], *, title: str, note: str, theme: Theme) -> bytes:
    """Draw a map as PNG.

    Circles move a little where they would cover each other or a name. Colours tell the closest of
    this map from the least close, whatever their closeness is.

    Args:
        marks: the artist asked for first, which is put into the middle; then the most important
            first. At least one, at most `MOST_MARKS`.
        title: above.
        note: below; may be empty.
        theme: the colours.

    Raises:
        ValueError: for no mark, or too many.
    """
    if not 1 <= len(marks) <= MOST_MARKS:
        problem = f"a map has 1 to {MOST_MARKS} marks, not {len(marks)}"
        raise ValueError(problem)
    typeface = shared_typeface()
    frame = framed(title, note, _HEIGHT_PX, theme, typeface)
    lines, wanted, placed = arranged(marks, typeface)
    _draw_rings(frame, colours_of(theme))
    _draw_circles(frame, marks, wanted, placed, colours_of(theme))
    for mark, (line, spot) in enumerate(zip(lines, placed, strict=True)):
        colour = colours_of(theme).ink if mark else colours_of(theme).accent
        baseline_px = spot.label.top + line.above_px
        typeface.draw(frame.canvas, line, spot.label.left, baseline_px, colour)
    return frame.png()


def arranged(
    marks: Sequence[Mark], typeface: Typeface
) -> tuple[list[Line], list[Wanted], list[Placed]]:
    """Return the labels, how large each mark is and where it goes."""
    for scale, size_px in _ATTEMPTS:
        lines = [
            typeface.line(
                mark.label,
                size_px if place else size_px + _LARGER_PX,
                weight=REGULAR if place else SEMIBOLD,
                longest_px=_LONGEST_LABEL * size_px,
            )
            for place, mark in enumerate(marks)
        ]
        wanted = [
            _wanted(mark, line, scale, is_middle=not place)
            for place, (mark, line) in enumerate(zip(marks, lines, strict=True))
        ]
        try:
            return lines, wanted, place(wanted, _AREA)
        except NoRoom:
            continue
    raise NoRoom


def _wanted(mark: Mark, line: Line, scale: float, *, is_middle: bool) -> Wanted:
    # Area, not radius, grows with fame: that is what an eye compares.
    smallest, largest = (scale * radius for radius in (_SMALLEST_PX, _LARGEST_PX))
    fame = min(max(mark.fame, 0.0), 1.0)
    radius = sqrt(smallest**2 + (largest**2 - smallest**2) * fame)
    x, y = _MIDDLE
    if is_middle:
        radius = max(radius, scale * _LEAST_MIDDLE_PX) + _HALO_PX
    else:
        x, y = x + _REACH_PX * mark.x, y - _REACH_PX * mark.y
    return Wanted(x, y, radius, line.width_px, line.height_px)


def _draw_rings(frame: Frame, colours: Colours) -> None:
    for number, share in enumerate(_RINGS):
        radius = _REACH_PX * share
        disc(frame.image, _MIDDLE, radius, colours.grounds[number])


def _draw_circles(
    frame: Frame,
    marks: Sequence[Mark],
    wanted: Sequence[Wanted],
    placed: Sequence[Placed],
    colours: Colours,
) -> None:
    closeness = [mark.closeness for mark in marks[1:]]
    least, most = min(closeness, default=0.0), max(closeness, default=1.0)
    for mark, size, spot in zip(marks[1:], wanted[1:], placed[1:], strict=True):
        share = (mark.closeness - least) / (most - least) if most > least else 1.0
        colour = colours.along_sequence(share)
        disc(frame.image, (spot.x, spot.y), size.radius, colour)
    halo_px, middle = wanted[0].radius, (placed[0].x, placed[0].y)
    disc(frame.image, middle, halo_px, colours.accent, edge_px=3)
    disc(frame.image, middle, halo_px - _HALO_PX, colours.accent)
