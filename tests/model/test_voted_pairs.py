"""What votes on pairs weigh, in people."""

from __future__ import annotations

import numpy as np
import pytest

from model.voted_pairs import VotedPairs, conviction, overridden

PEOPLE = np.arange(0, 2001, dtype=np.int32)
NOBODY = np.zeros_like(PEOPLE)
OTHERS = np.full_like(PEOPLE, 100)
UNKNOWN = np.full_like(PEOPLE, 3)


def convinced(up, down, listeners=3, others=3):
    """The conviction of one pair."""
    return float(
        conviction(np.asarray([up]), np.asarray([down]), listeners, np.asarray([others]))[0]
    )


def test_more_voices_convince_more_and_never_wholly():
    found = conviction(PEOPLE, NOBODY, 50, OTHERS)
    assert found[0] == 0
    assert (np.diff(found[:300]) > 0).all()
    assert (np.diff(found) >= 0).all()
    assert 0.99 < found[-1] < 1


def test_voices_against_convince_as_much_as_voices_for():
    np.testing.assert_array_equal(
        conviction(NOBODY, PEOPLE, 50, OTHERS), -conviction(PEOPLE, NOBODY, 50, OTHERS)
    )
    assert convinced(40, 40) == 0
    assert convinced(50, 20) == convinced(30, 0)


def test_conviction_is_the_same_whichever_of_the_two_was_asked_for():
    assert convinced(20, 0, 5, 900) == convinced(20, 0, 900, 5)


@pytest.mark.parametrize("listeners", [1, 3, 100, 2000])
def test_five_voices_change_little(listeners):
    assert convinced(5, 0, listeners) <= 1 / 9


def test_sixty_voices_settle_it_even_for_a_well_known_artist():
    assert convinced(60, 0) > 0.97
    assert convinced(60, 0, 500) > 0.8


def test_ten_voices_cannot_move_a_well_known_artist():
    assert convinced(10, 0, 600) < 0.025
    assert convinced(10, 0, 3, 600) < 0.025
    assert convinced(10, 0, 3, 3) > 0.25  # whom nobody knows they can


def test_the_middle_lies_at_ten_and_the_root_of_the_better_known_ones_listeners():
    assert convinced(30, 0, 400, 25) == pytest.approx(0.5)
    assert convinced(15, 0, 400, 25) == pytest.approx(1 / 9, rel=1e-6)


def test_people_for_it_lead_towards_one_and_people_against_towards_nought():
    found = overridden(
        np.asarray([0.4, 0.4, 0.4, -0.2], np.float32),
        np.asarray([0, 0.5, -0.5, 1], np.float32),
    )
    np.testing.assert_allclose(found, [0.4, 0.7, 0.2, 1], rtol=1e-6)


def test_people_against_an_artist_never_bring_it_nearer():
    below = np.asarray([-0.2, -0.9], np.float32)
    np.testing.assert_array_equal(overridden(below, np.asarray([-1, -0.3], np.float32)), below)


def test_votes_never_leave_the_range_nor_change_the_order_of_what_is_equally_voted():
    closeness = np.linspace(-1, 1, 201).astype(np.float32)
    for voices in (-1, -0.6, -0.1, 0.0, 0.1, 0.6, 1):
        found = overridden(closeness, np.full_like(closeness, voices))
        assert found.min() >= -1
        assert found.max() <= 1
        assert (np.diff(found) >= -1e-6).all()


def test_what_is_stored_comes_back():
    table = np.asarray([[0, 0, 2, 5], [2, 5, 0, 0], [7, 1, 7, 1], [0, 3, 0, 3]], np.int32)
    voted = VotedPairs.from_array(table)
    np.testing.assert_array_equal(voted.as_array(), table)
    assert voted.as_array().dtype == np.int32
    assert voted.up[voted.of_artist(0)].tolist() == [7, 1]
    assert voted.second[voted.of_artist(5)].tolist() == [0]
    for without in (1, 3, 9):
        assert voted.second[voted.of_artist(without)].tolist() == []


def test_no_votes_are_a_table_too():
    assert VotedPairs.none().as_array().shape == (4, 0)
    assert VotedPairs.from_array(VotedPairs.none().as_array()).first.tolist() == []
    with pytest.raises(ValueError, match="unpack"):
        VotedPairs.from_array(np.zeros((3, 0), np.int32))
