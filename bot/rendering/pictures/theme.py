"""The colours of pictures, for those who read on a light or on a dark ground."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PIL import ImageColor

from bot.preferences import Theme


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as hexadecimal RGB.

    Attributes:
        background: behind everything.
        grounds: of large calm areas, one inside the other, barely another than the background.
        ink: of letters.
        faint_ink: of letters that matter less.
        accent: of the one thing that matters most.
        sequence: from least to most; each stands out from the background more than the last.
    """

    background: str
    grounds: tuple[str, str, str]
    ink: str
    faint_ink: str
    accent: str
    sequence: tuple[str, ...]

    def along_sequence(self, share: float) -> str:
        """Return the colour of a share of the most, which is 1; in between, a mixture."""
        steps = list(pairwise(self.sequence))
        place = min(max(share, 0.0), 1.0) * len(steps)
        step = min(int(place), len(steps) - 1)
        low, high = map(ImageColor.getrgb, steps[step])
        mixed = [round(a + (b - a) * (place - step)) for a, b in zip(low, high, strict=True)]
        return "#{:02x}{:02x}{:02x}".format(*mixed)


_LIGHT = Colours(
    background="#fbfaf6",
    grounds=("#f5f3ec", "#efece3", "#eae6dc"),
    ink="#23262d",
    faint_ink="#676b74",
    accent="#b63824",
    sequence=("#bcd9dc", "#6db1bd", "#2f7f97", "#1b4f72"),
)
_DARK = Colours(
    background="#14171e",
    grounds=("#191d26", "#1e232d", "#242a36"),
    ink="#eeebe4",
    faint_ink="#9da3af",
    accent="#ff8e6e",
    sequence=("#2c4653", "#37788a", "#5db0bd", "#b4e6e4"),
)


_OF = {Theme.LIGHT: _LIGHT, Theme.DARK: _DARK}


def colours_of(theme: Theme) -> Colours:
    """Return the colours of a theme."""
    return _OF[theme]
