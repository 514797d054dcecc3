from __future__ import annotations

from math import hypot

import pytest

from bot.rendering.pictures.placing import Box, NoRoom, Wanted, place

AREA = Box(0, 0, 600, 600)


def wanted(x, y, radius=20, label_width=100, label_height=24):
    return Wanted(x, y, radius, label_width, label_height)


def test_circles_with_room_stay_where_they_belong_and_their_labels_stand_to_the_right():
    asked = [wanted(300, 300), wanted(100, 100), wanted(400, 500)]
    placed = place(asked, AREA)
    assert [(one.x, one.y) for one in placed] == [(300, 300), (100, 100), (400, 500)]
    for one in placed:
        assert one.label.left > one.x + 20
        assert (one.label.top + one.label.bottom) / 2 == pytest.approx(one.y)


def test_a_label_at_the_right_edge_goes_to_another_side():
    _, placed = place([wanted(300, 300), wanted(570, 100)], AREA)
    assert (placed.x, placed.y) == (570, 100)
    assert placed.label.right <= 600


def test_a_circle_beyond_the_edge_is_drawn_in():
    _, placed = place([wanted(300, 300), wanted(900, -50)], AREA)
    assert 20 <= placed.x <= 580
    assert 20 <= placed.y <= 580


def test_the_first_stays_and_the_one_at_the_same_point_gives_way_a_little():
    first, second = place([wanted(300, 300), wanted(300, 300)], AREA)
    assert (first.x, first.y) == (300, 300)
    assert 40 < hypot(second.x - 300, second.y - 300) < 80


def test_where_circles_must_move_they_keep_their_distance_from_the_first():
    asked = [wanted(300, 300), wanted(500, 300), wanted(510, 300)]
    moved = place(asked, AREA)[2]
    assert (moved.x, moved.y) != (510, 300)
    assert hypot(moved.x - 300, moved.y - 300) == pytest.approx(210, abs=15)


def test_the_same_is_placed_the_same():
    asked = [wanted(300, 300), *(wanted(290 + i, 310) for i in range(6))]
    assert place(asked, AREA) == place(asked, AREA)


def test_what_cannot_fit_is_refused():
    with pytest.raises(NoRoom):
        place([wanted(50, 50)] * 9, Box(0, 0, 150, 150))
