from __future__ import annotations

from math import pi

import pytest
from PIL import Image

from bot.rendering.pictures.shapes import disc, rounded


def black():
    return Image.new("L", (100, 100))


def inked(image):
    """Return how many pixels are white, partly white ones counting in part."""
    return sum(image.tobytes()) / 255


def test_a_disc_covers_its_area_and_its_edge_is_smooth():
    image = black()
    disc(image, (50.3, 49.6), 20, "white")
    assert inked(image) == pytest.approx(pi * 20**2, rel=0.005)
    assert len(image.getcolors()) > 20
    assert image.getpixel((50, 49)) == 255


def test_a_ring_is_hollow_and_reaches_no_farther_than_its_radius():
    image = black()
    disc(image, (50, 50), 20, "white", edge_px=3)
    assert inked(image) == pytest.approx(pi * (20**2 - 17**2), rel=0.01)
    assert image.getpixel((50, 50)) == 0
    assert image.getbbox() == (30, 30, 70, 70)


def test_a_box_on_whole_pixels_has_crisp_edges_and_round_corners():
    image = black()
    rounded(image, (10, 20, 60, 40), 6, "white")
    assert image.getbbox() == (10, 20, 60, 40)
    assert {image.getpixel((x, 30)) for x in range(10, 60)} == {255}
    assert image.getpixel((10, 20)) == 0
    assert inked(image) == pytest.approx(50 * 20 - (4 - pi) * 6**2, rel=0.005)


def test_a_corner_rounder_than_the_box_becomes_as_round_as_fits():
    image = black()
    rounded(image, (10, 20, 14, 40), 9, "white")
    assert image.getbbox() == (10, 20, 14, 40)
