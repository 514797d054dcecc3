from __future__ import annotations

import pytest

from bot.playground.files import Files, Upload
from bot.playground.pictures import STAND_IN, Picture, picture_in
from tests.bot.playground.conftest import picture


@pytest.mark.parametrize(("width", "height"), [(1, 1), (640, 480), (300, 2000)])
def test_width_and_height_are_read_from_png_and_jpeg(width, height):
    assert picture_in(picture(width, height)) == Picture("image/png", width, height)
    assert picture_in(picture(width, height, "JPEG")) == Picture("image/jpeg", width, height)


def test_segments_before_the_frame_of_a_jpeg_are_passed_over():
    whole = picture(64, 48, "JPEG")
    comment = b"\xff\xfe\x00\x06\xff\xc0\x00\x00"  # looks like a frame inside
    assert picture_in(whole[:2] + comment + b"\xff" + whole[2:]) == Picture("image/jpeg", 64, 48)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"\xff\xd8" + b"\xff" * 30,
        picture(8, 8, "GIF"),
    ],
)
def test_what_is_no_png_or_jpeg_is_no_picture(content):
    assert picture_in(content) is None


def test_the_stand_in_for_peoples_pictures_is_a_picture_of_one_pixel():
    assert picture_in(STAND_IN) == Picture("image/png", 1, 1)


def test_the_oldest_files_go_when_there_are_too_many_bytes():
    files = Files(most_bytes=10)
    kept = [files.keep(Upload(name, "text/plain", b"12345")) for name in "abc"]
    assert [files.find(one.id) for one in kept] == [None, *kept[1:]]
    assert [files.at(one.path) for one in kept] == [None, *kept[1:]]
    large = files.keep(Upload("d", "text/plain", b"x" * 11))
    assert [files.find(one.id) for one in (*kept, large)] == [None, None, None, large]
