"""docs/tour.md is what the bot says: the talk is played again and held against the page."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from docs.tour import PAGE, PICTURES, tour

FIGURES = re.compile(r"[\d.,]+")


@pytest.fixture
def page():
    return PAGE.read_text(encoding="utf-8").split("\n")


@pytest.fixture
def pictures():
    """The sizes of the pictures of the page, by name."""
    return {path.name: size_of(path.read_bytes()) for path in PICTURES.glob("tour-*.png")}


def size_of(picture):
    return Image.open(io.BytesIO(picture)).size


def without_figures(lines):
    """The page without its numbers, whose last digits another processor may round differently."""
    return [FIGURES.sub("#", line) for line in "\n".join(lines).split("\n")]


async def test_the_tour_and_its_pictures_are_what_the_bot_says_now(playing, page, pictures):
    played = await tour(playing)
    assert without_figures(played.lines) == without_figures(page)
    assert {name: size_of(one) for name, one in played.pictures.items()} == pictures
