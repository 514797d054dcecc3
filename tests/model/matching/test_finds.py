from __future__ import annotations

from model.matching.finds import MOST_POINTS, Find, Finds
from model.types import ArtistRow


def found(*ways):
    finds = Finds()
    for row, points, may_answer in ways:
        finds.add(row, points, may_answer=may_answer)
    return finds


def test_of_several_ways_the_best_counts_and_the_best_that_may_answer():
    finds = found((3, 70.0, True), (3, 90.0, False), (3, 60.0, True))
    assert finds.ranked() == [Find(ArtistRow(3), 90.0, 70.0)]
    assert finds.most == 90.0


def test_finds_come_best_first_and_of_equals_the_better_known():
    finds = found((9, 80.0, True), (2, 80.0, True), (5, 85.0, False))
    assert [find.row for find in finds.ranked()] == [5, 2, 9]


def test_nothing_reaches_the_very_name():
    assert found((1, 120.0, True)).most == MOST_POINTS < 100


def test_nothing_found_is_nothing():
    assert Finds().most == 0.0
    assert Finds().ranked() == []
