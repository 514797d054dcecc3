"""Text in any script on one baseline: how wide it is, where to cut it, and drawing it.

There are no emoji in colour: one that a font has is drawn like a letter, any other is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from threading import RLock

from PIL import ImageDraw

from bot.rendering.pictures.faces import REGULAR, Faces
from bot.rendering.pictures.graphemes import graphemes
from bot.rendering.pictures.pieces import Piece, Sign, pieces, signs_of

NOTHING_TO_DRAW = "?"
_ELLIPSIS = "…"
# Of a line's size: every line takes as much, so that lines of short and tall letters stand alike.
_LEAST_ABOVE, _LEAST_BELOW = 0.74, 0.22


@dataclass(frozen=True, slots=True)
class Line:
    """A text ready to be drawn.

    Attributes:
        pieces: from left to right.
        lefts_px: where each piece begins, from the line's left end.
        size_px: of the letters.
        weight: see `faces`.
        width_px: from end to end.
        above_px: what it needs above the baseline.
        below_px: what it needs below the baseline.
    """

    pieces: tuple[Piece, ...]
    lefts_px: tuple[float, ...]
    size_px: int
    weight: int
    width_px: float
    above_px: float
    below_px: float

    @property
    def height_px(self) -> float:
        """What it needs in all."""
        return self.above_px + self.below_px


class Typeface:
    """Sets lines and draws them, for any number of threads.

    A lock is held meanwhile: FreeType allows a font to one thread at a time, and Pillow runs
    Python code, hence perhaps another thread, between shaping a text and drawing it.
    """

    def __init__(self) -> None:
        """Open no font yet."""
        self._faces = Faces()
        self._lock = RLock()

    def line(
        self, text: str, size_px: int, *, weight: int = REGULAR, longest_px: float | None = None
    ) -> Line:
        """Set a text in one line, cut with an ellipsis if it is longer than wanted.

        Args:
            text: in any script; of line breaks and the like only spaces remain. Of a text that
                no font has anything of, a question mark does.
            size_px: of the letters.
            weight: see `faces`.
            longest_px: how wide it may be.
        """
        with self._lock:
            signs = signs_of(graphemes(text), self._faces)
            if not signs:
                signs = signs_of(NOTHING_TO_DRAW, self._faces)
            line = self._set(signs, size_px, weight)
            if longest_px is None or line.width_px <= longest_px:
                return line
            fits, too_many = 0, len(signs)
            ellipsis = signs_of(_ELLIPSIS, self._faces)
            line = self._set(ellipsis, size_px, weight)
            while too_many - fits > 1:
                middle = (fits + too_many) // 2
                shorter = self._set([*_trimmed(signs[:middle]), *ellipsis], size_px, weight)
                if shorter.width_px <= longest_px:
                    fits, line = middle, shorter
                else:
                    too_many = middle
            return line

    def draw(
        self,
        canvas: ImageDraw.ImageDraw,
        line: Line,
        left_px: float,
        baseline_px: float,
        colour: str,
    ) -> None:
        """Draw a line.

        Args:
            canvas: to draw on.
            line: what.
            left_px: where it begins.
            baseline_px: where its letters stand.
            colour: of the letters.
        """
        with self._lock:
            for piece, piece_left_px in zip(line.pieces, line.lefts_px, strict=True):
                canvas.text(
                    (left_px + piece_left_px, baseline_px),
                    piece.text,
                    fill=colour,
                    font=self._faces.font(piece.face, line.size_px, line.weight),
                    anchor="ls",
                    direction="ltr" if piece.is_rightwards else "rtl",
                )

    def _set(self, signs: Sequence[Sign], size_px: int, weight: int) -> Line:
        cut = pieces(signs, self._faces)
        lefts_px, width_px = [], 0.0
        above_px, below_px = _LEAST_ABOVE * size_px, _LEAST_BELOW * size_px
        for piece in cut:
            font = self._faces.font(piece.face, size_px, weight)
            direction = "ltr" if piece.is_rightwards else "rtl"
            left, top, right, bottom = font.getbbox(piece.text, direction=direction, anchor="ls")
            # Ink may reach beyond a piece on either side, as that of a slanting letter does.
            lefts_px.append(width_px + max(0.0, -left))
            width_px = lefts_px[-1] + max(right, font.getlength(piece.text, direction=direction))
            above_px, below_px = max(above_px, -top), max(below_px, bottom)
        return Line(tuple(cut), tuple(lefts_px), size_px, weight, width_px, above_px, below_px)


@cache
def shared_typeface() -> Typeface:
    """Return the one that all pictures share; its fonts are opened once."""
    return Typeface()


def _trimmed(signs: Sequence[Sign]) -> list[Sign]:
    """Leave out the spaces before an ellipsis."""
    kept = list(signs)
    while kept and kept[-1].text == " ":
        kept.pop()
    return kept
