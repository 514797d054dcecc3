from __future__ import annotations

import pytest
from PIL import ImageColor

from bot.preferences import Theme
from bot.rendering.pictures.theme import colours_of

READABLE = 4.5  # WCAG 2.2, 1.4.3


def luminance(colour):
    """Return the relative luminance, as WCAG 2.2 defines it."""
    shares = [value / 255 for value in ImageColor.getrgb(colour)[:3]]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", Theme)
def test_every_ink_can_be_read_on_every_ground_it_stands_on(theme):
    colours = colours_of(theme)
    assert contrast(colours.faint_ink, colours.background) >= READABLE
    for ground in (colours.background, *colours.grounds):
        assert contrast(colours.ink, ground) >= READABLE
        assert contrast(colours.accent, ground) >= READABLE


@pytest.mark.parametrize("theme", Theme)
def test_more_stands_out_more(theme):
    colours = colours_of(theme)
    steps = [colours.along_sequence(step / 20) for step in range(21)]
    contrasts = [contrast(step, colours.background) for step in steps]
    assert contrasts == sorted(contrasts)
    assert steps[0] == colours.sequence[0]
    assert steps[-1] == colours.sequence[-1]
    assert colours.along_sequence(-1) == steps[0]
    assert colours.along_sequence(2) == steps[-1]
