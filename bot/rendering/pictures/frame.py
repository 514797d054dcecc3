"""What all pictures have: a ground, a title above, a note below; and becoming a file."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from bot.preferences import Theme
from bot.rendering.pictures.faces import SEMIBOLD
from bot.rendering.pictures.theme import colours_of
from bot.rendering.pictures.typeface import Typeface

WIDTH_PX = 1280  # Telegram shows no more of a photo, however large it is
MARGIN_PX = 56
ABOVE_PX, BELOW_PX = 136, 92  # that title and note take, with the space around them
_COMPRESS_LEVEL = 3  # a seventh larger than by the default, in half the time
_TITLE_PX, _NOTE_PX = 46, 24
_TITLE_BASELINE_PX = 98
_NOTE_RISE_PX = 46  # of its baseline above the lower edge


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture with its title and note, and nothing in it yet."""

    image: Image.Image
    canvas: ImageDraw.ImageDraw

    def png(self) -> bytes:
        """Return the picture as a file."""
        file = BytesIO()
        self.image.save(file, "PNG", compress_level=_COMPRESS_LEVEL)
        return file.getvalue()


def framed(title: str, note: str, height_px: int, theme: Theme, typeface: Typeface) -> Frame:
    """Begin a picture.

    Args:
        title: top left, cut if it is too long.
        note: bottom left, small and faint; may be empty.
        height_px: of the whole picture.
        theme: its colours.
        typeface: draws the words.
    """
    colours = colours_of(theme)
    image = Image.new("RGB", (WIDTH_PX, height_px), colours.background)
    canvas = ImageDraw.Draw(image)
    longest_px = WIDTH_PX - 2 * MARGIN_PX
    if title:
        line = typeface.line(title, _TITLE_PX, weight=SEMIBOLD, longest_px=longest_px)
        typeface.draw(canvas, line, MARGIN_PX, _TITLE_BASELINE_PX, colours.ink)
    if note:
        line = typeface.line(note, _NOTE_PX, longest_px=longest_px)
        baseline_px = height_px - _NOTE_RISE_PX
        typeface.draw(canvas, line, MARGIN_PX, baseline_px, colours.faint_ink)
    return Frame(image, canvas)
