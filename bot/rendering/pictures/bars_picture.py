"""Panels of horizontal bars, for a chat's favourites and for statistics.

A panel's longest bar is its greatest value, so panels may count different things. An emoji stands
there as the fonts have it, in ink like a letter: thumbs they have, most others are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.preferences import Theme
from bot.rendering.pictures.faces import SEMIBOLD
from bot.rendering.pictures.frame import ABOVE_PX, BELOW_PX, MARGIN_PX, WIDTH_PX, Frame, framed
from bot.rendering.pictures.shapes import rounded
from bot.rendering.pictures.theme import Colours, colours_of
from bot.rendering.pictures.typeface import Line, Typeface, shared_typeface

MOST_PANELS = 6
_MOST_IN_ONE_COLUMN = 2
_COLUMN_GAP_PX, _PANEL_GAP_PX = 64, 52
_HEADING_PX, _LABEL_PX, _TOLD_PX = 30, 26, 24
_HEADING_HEIGHT_PX, _ROW_HEIGHT_PX = 62, 48
_THICKNESS_PX, _CORNER_PX = 26, 7
_SHORTEST_PX = 6  # of a bar that stands for more than nothing
_BESIDE_PX = 18  # between label and bar; a little less between bar and what is told
_MOST_FOR_LABELS, _MOST_FOR_TOLD = 0.46, 0.3  # of a panel's width
_LETTERS_RISE = 0.36  # of their size above their baseline is where letters have their middle


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar.

    Attributes:
        label: before it.
        value: how long it is; less than 0 counts as 0.
        told: after it.
    """

    label: str
    value: float
    told: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Some bars.

    Attributes:
        heading: above them.
        bars: from top to bottom.
        empty: what stands in their place if there are none.
    """

    heading: str
    bars: tuple[Bar, ...]
    empty: str


def bars_picture(panels: Sequence[Panel], *, title: str, note: str, theme: Theme) -> bytes:
    """Draw panels of bars as PNG, as high as they need; more than two stand side by side.

    Args:
        panels: 1 to `MOST_PANELS`, in reading order.
        title: above.
        note: below; may be empty.
        theme: the colours.

    Raises:
        ValueError: for no panel, or too many.
    """
    if not 1 <= len(panels) <= MOST_PANELS:
        problem = f"a picture has 1 to {MOST_PANELS} panels, not {len(panels)}"
        raise ValueError(problem)
    columns = 1 if len(panels) <= _MOST_IN_ONE_COLUMN else 2
    width_px = (WIDTH_PX - 2 * MARGIN_PX - (columns - 1) * _COLUMN_GAP_PX) / columns
    shelves = [panels[first : first + columns] for first in range(0, len(panels), columns)]
    heights_px = [max(map(_height_px, shelf)) + _PANEL_GAP_PX for shelf in shelves]
    typeface = shared_typeface()
    frame = framed(title, note, ABOVE_PX + sum(heights_px) + BELOW_PX, theme, typeface)
    top_px = ABOVE_PX
    for shelf, height_px in zip(shelves, heights_px, strict=True):
        for column, panel in enumerate(shelf):
            left_px = MARGIN_PX + column * (width_px + _COLUMN_GAP_PX)
            _Drawing(frame, colours_of(theme), typeface, left_px, width_px).panel(panel, top_px)
        top_px += height_px
    return frame.png()


def _height_px(panel: Panel) -> int:
    return _HEADING_HEIGHT_PX + max(1, len(panel.bars)) * _ROW_HEIGHT_PX


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws into one column of a picture."""

    frame: Frame
    colours: Colours
    typeface: Typeface
    left_px: float
    width_px: float

    def panel(self, panel: Panel, top_px: float) -> None:
        """Draw a panel from its upper edge down."""
        line = self.typeface.line(
            panel.heading, _HEADING_PX, weight=SEMIBOLD, longest_px=self.width_px
        )
        middle_px = top_px + _HEADING_HEIGHT_PX / 2
        self._write(line, self.left_px, middle_px - _HEADING_PX / 4, self.colours.ink)
        first_px = top_px + _HEADING_HEIGHT_PX + _ROW_HEIGHT_PX / 2
        if panel.bars:
            self._bars(panel.bars, first_px)
        else:
            line = self.typeface.line(panel.empty, _LABEL_PX, longest_px=self.width_px)
            self._write(line, self.left_px, first_px, self.colours.faint_ink)

    def _bars(self, bars: Sequence[Bar], first_px: float) -> None:
        labels = [self._line(bar.label, _LABEL_PX, _MOST_FOR_LABELS) for bar in bars]
        told = [self._line(bar.told, _TOLD_PX, _MOST_FOR_TOLD) for bar in bars]
        # On a whole pixel, so that the edge from which all bars start is a crisp line.
        start_px = round(self.left_px + max(line.width_px for line in labels) + _BESIDE_PX)
        end_px = self.left_px + self.width_px - max(line.width_px for line in told) - _BESIDE_PX
        greatest = max(bar.value for bar in bars)
        for row, bar in enumerate(bars):
            middle_px = first_px + row * _ROW_HEIGHT_PX
            self._write(labels[row], self.left_px, middle_px, self.colours.ink)
            share = max(0.0, bar.value / greatest) if greatest > 0 else 0.0
            tip_px = float(start_px)
            if share > 0:
                tip_px += max(share * (end_px - start_px), _SHORTEST_PX)
                half_px = _THICKNESS_PX / 2
                box = (start_px, middle_px - half_px, tip_px, middle_px + half_px)
                colour = self.colours.along_sequence(0.3 + 0.4 * share)
                rounded(self.frame.image, box, _CORNER_PX, colour)
                tip_px += _BESIDE_PX * 0.75
            self._write(told[row], tip_px, middle_px, self.colours.faint_ink)

    def _line(self, text: str, size_px: int, most: float) -> Line:
        return self.typeface.line(text, size_px, longest_px=most * self.width_px)

    def _write(self, line: Line, left_px: float, middle_px: float, colour: str) -> None:
        baseline_px = middle_px + _LETTERS_RISE * line.size_px
        self.typeface.draw(self.frame.canvas, line, left_px, baseline_px, colour)
