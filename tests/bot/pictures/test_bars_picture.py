from __future__ import annotations

from io import BytesIO
from itertools import groupby

import pytest
from PIL import Image, ImageColor

from bot.preferences import Theme
from bot.rendering.pictures.bars_picture import MOST_PANELS, Bar, Panel, bars_picture
from bot.rendering.pictures.theme import colours_of


def drawn(*panels, theme=Theme.LIGHT, title="Top artists", note="Kindred"):
    return bars_picture(panels, title=title, note=note, theme=theme)


def opened(png):
    return Image.open(BytesIO(png)).convert("RGB")


def panel(*values, heading="Ever", empty="Nothing yet."):
    bars = tuple(Bar(f"artist {n}", value, str(value)) for n, value in enumerate(values))
    return Panel(heading, bars, empty)


def bars_of(png, theme=Theme.LIGHT):
    """Return (left, length) of each bar of 40 px or more, from the top; no letter is as broad."""
    image = opened(png)
    background = ImageColor.getrgb(colours_of(theme).background)
    bars: list[list[int]] = []  # last row, left, right
    for y in range(image.height):
        x = 0
        row = image.crop((0, y, image.width, y + 1)).tobytes()
        for colour, run in groupby(row[at : at + 3] for at in range(0, len(row), 3)):
            length = len(list(run))
            if length >= 40 and tuple(colour) != background:
                right = x + length
                for bar in bars:
                    if bar[0] == y - 1 and bar[1] < right and x < bar[2]:
                        bar[:] = [y, min(x, bar[1]), max(right, bar[2])]
                        break
                else:
                    bars.append([y, x, right])
            x += length
    return [(left, right - left) for _, left, right in bars]


def lengths_px(png, theme=Theme.LIGHT):
    return [length for _, length in bars_of(png, theme)]


@pytest.mark.parametrize("theme", Theme)
def test_bars_are_as_long_as_their_values_say(theme):
    longest, half, quarter = lengths_px(drawn(panel(8, 4, 2), theme=theme), theme)
    assert longest > 500
    assert half == pytest.approx(longest / 2, abs=4)
    assert quarter == pytest.approx(longest / 4, abs=4)


def test_each_panel_has_a_measure_of_its_own():
    lengths = lengths_px(drawn(panel(1000, 500), panel(2, 1)))
    assert lengths[:2] == pytest.approx(lengths[2:], abs=60)  # what is told differs in width


def test_nothing_and_less_have_no_bar_but_are_told():
    assert len(bars_of(drawn(panel(5, 0, -3)))) == 1
    assert not bars_of(drawn(panel(0, 0)))
    assert drawn(panel(5, 0)) != drawn(panel(5))


def test_two_panels_stand_below_each_other_and_more_stand_side_by_side():
    lefts = [{left for left, _ in bars_of(drawn(*[panel(5, 3)] * number))} for number in (2, 4, 6)]
    assert [len(found) for found in lefts] == [1, 2, 2]
    assert min(lefts[1]) < 640 < max(lefts[1])


def test_a_picture_is_as_high_as_its_bars_need():
    heights = [opened(drawn(panel(*range(1, rows + 1)))).height for rows in (1, 2, 10)]
    assert heights[1] - heights[0] > 40
    assert heights[2] - heights[0] == 9 * (heights[1] - heights[0])
    beside = opened(drawn(*[panel(1, 2)] * 5)).height
    assert beside == opened(drawn(*[panel(1, 2)] * 6)).height


def test_every_word_is_drawn():
    bar = Bar("Radiohead", 3, "👍 3")
    pictures = {
        drawn(Panel("Ever", (bar,), "Nothing")),
        drawn(Panel("Never", (bar,), "Nothing")),
        drawn(Panel("Ever", (Bar("Muse", 3, "👍 3"),), "Nothing")),
        drawn(Panel("Ever", (Bar("Radiohead", 3, "👍 4"),), "Nothing")),
        drawn(Panel("Ever", (Bar("Radiohead", 3, "👎 3"),), "Nothing")),
        drawn(Panel("Ever", (bar,), "Nothing"), title="Statistics"),
        drawn(Panel("Ever", (bar,), "Nothing"), note=""),
        drawn(Panel("Ever", (), "Nothing")),
        drawn(Panel("Ever", (), "Not yet")),
    }
    assert len(pictures) == 9


def test_names_and_numbers_of_any_length_stay_on_the_picture():
    endless = Bar("Godspeed You! Black Emperor " * 9, 9, "1,234,567,890 of 9,876,543,210 " * 9)
    for number in (1, 6):
        image = opened(drawn(*[Panel("A heading " * 40, (endless,), "")] * number))
        background = ImageColor.getrgb(colours_of(Theme.LIGHT).background)
        edge = image.crop((image.width - 40, 0, image.width, image.height))
        assert edge.getcolors() == [(40 * image.height, background)]


@pytest.mark.parametrize("number", [0, MOST_PANELS + 1])
def test_no_panels_and_too_many_are_refused(number):
    with pytest.raises(ValueError, match="panels"):
        drawn(*[panel(1)] * number)
