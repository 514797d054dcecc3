"""Each rule of trust in one sentence, with what would be answered wrongly without it."""

from __future__ import annotations

import numpy as np
import pytest

from model.matching.headings import Bend
from model.matching.interpretations import Interpretation, Origin
from model.matching.trust import (
    CHOSEN,
    heading_may_answer,
    likeness_may_answer,
    part_may_answer,
    points_by_likeness,
    points_by_part,
    points_inside,
    points_under_heading,
)

FAMOUS, KNOWN, NOBODY = 0.9, 0.35, 0.1


def taken(text, origin=Origin.TYPED, *, is_doubted=False):
    return Interpretation(text, origin, is_doubted)


def under(text, bend, fame, origin=Origin.TYPED, *, is_doubted=False, heading=None):
    interpretation = taken(text, origin, is_doubted=is_doubted)
    return heading_may_answer(interpretation, heading or text, bend, fame)


@pytest.mark.parametrize("bend", [Bend.ALIAS, Bend.SCRIPT, Bend.SPACES, Bend.ORDER])
def test_a_text_found_under_a_heading_is_answered_for(bend):
    assert under("radiohead", bend, NOBODY)


@pytest.mark.parametrize("bend", [Bend.ALIAS, Bend.SCRIPT, Bend.SPACES, Bend.ORDER])
def test_an_everyday_word_is_not(bend):
    assert not under("florida", bend, FAMOUS, is_doubted=True)


def test_several_everyday_words_are_if_they_are_an_alias_or_only_spaces_differ():
    assert under("king of pop", Bend.ALIAS, NOBODY, is_doubted=True)
    assert under("cold play", Bend.SPACES, NOBODY, is_doubted=True, heading="coldplay")
    assert not under("play cold", Bend.ORDER, NOBODY, is_doubted=True)


def test_a_few_letters_that_had_to_be_bent_are_only_for_somebody_famous():
    assert not under("a c", Bend.SPACES, NOBODY, heading="ac")
    assert under("a c", Bend.SPACES, FAMOUS, heading="ac")
    assert under("a7x", Bend.ALIAS, NOBODY)


def test_initials_are_for_somebody_famous_and_never_a_word():
    assert under("ratm", Bend.INITIALS, 0.45)
    assert not under("nin", Bend.INITIALS, 0.45)
    assert under("nin", Bend.INITIALS, FAMOUS)
    assert not under("latb", Bend.INITIALS, NOBODY)
    assert not under("camp", Bend.INITIALS, FAMOUS, is_doubted=True)


def test_what_remains_of_a_request_may_be_a_word_if_the_artist_is_known():
    assert under("кино", Bend.NAME, KNOWN, Origin.REQUEST, is_doubted=True)
    assert not under("birthday", Bend.NAME, NOBODY, Origin.REQUEST, is_doubted=True)
    assert under("muse", Bend.NAME, NOBODY, Origin.REQUEST)


def test_another_keyboard_makes_a_word_of_anything_so_the_artist_must_be_known():
    assert under("кино", Bend.NAME, KNOWN, Origin.KEYBOARD, is_doubted=True)
    assert not under("люди", Bend.NAME, NOBODY, Origin.KEYBOARD, is_doubted=True)
    assert not under("florida", Bend.SPACES, FAMOUS, Origin.KEYBOARD, is_doubted=True)


@pytest.mark.parametrize("text", ["犬", "爸爸", "사랑", "ок"])
def test_a_few_signs_of_another_script_are_only_what_they_are(text):
    assert not under(text, Bend.SCRIPT, FAMOUS)
    assert not likeness_may_answer(taken(text), 99.0)
    assert not part_may_answer(taken(text), "la la", FAMOUS)
    assert under(text, Bend.ALIAS, NOBODY)
    assert under(text, Bend.NAME, NOBODY, Origin.REQUEST)


def test_likeness_answers_for_no_everyday_word_and_for_several_only_if_very_near():
    assert likeness_may_answer(taken("radiohed"), 81.0)
    assert not likeness_may_answer(taken("mouse", is_doubted=True), 99.0)
    assert likeness_may_answer(taken("rolling stone", is_doubted=True), 95.0)
    assert not likeness_may_answer(taken("good morning", is_doubted=True), 85.0)


def test_a_part_must_be_long_or_of_somebody_famous_and_no_everyday_word():
    assert part_may_answer(taken("hendrix"), "jimi hendrix", NOBODY)
    assert part_may_answer(taken("gaga"), "lady gaga", FAMOUS)
    assert not part_may_answer(taken("gaga"), "lady gaga", NOBODY)
    assert not part_may_answer(taken("dave"), "dave gahan", FAMOUS)
    assert part_may_answer(taken("elvis"), "elvis presley", FAMOUS)
    assert part_may_answer(taken("chili peppers"), "red hot chili peppers", NOBODY)
    assert not part_may_answer(taken("new york", is_doubted=True), "new york dolls", FAMOUS)


def test_the_less_bent_the_heading_the_more_points_and_fame_adds_some():
    bends = [Bend.NAME, Bend.ALIAS, Bend.SPACES, Bend.ORDER]
    points = [points_under_heading(taken("muse"), bend, 1.0) for bend in bends]
    assert points == sorted(points, reverse=True)
    assert len(set(points)) == len(points)
    for bend in (*bends, Bend.INITIALS):
        famous, nobody = (points_under_heading(taken("muse"), bend, fame) for fame in (1.0, 0.0))
        assert famous > nobody


def test_what_was_typed_counts_more_than_a_request_and_that_more_than_another_keyboard():
    origins = (Origin.TYPED, Origin.REQUEST, Origin.KEYBOARD)
    for points in (
        [points_under_heading(taken("muse", origin), Bend.ALIAS, 1.0) for origin in origins],
        [points_by_part(taken("muse", origin), "muse live", 100.0, 1.0) for origin in origins],
    ):
        assert points == sorted(points, reverse=True)
        assert len(set(points)) == len(points)


def test_initials_of_somebody_unknown_are_not_even_offered():
    assert points_under_heading(taken("latb"), Bend.INITIALS, 0.0) < CHOSEN.confident


def test_a_hundred_times_the_listeners_outweigh_about_a_slip_and_no_more():
    likeness = np.array([95.0, 88.9, 70.0])
    fame = np.array([0.1, 1.0, 1.0], np.float32)
    obscure, famous, far = points_by_likeness(taken("beetles"), likeness, fame)
    assert famous > obscure > far


def test_a_part_has_fewer_points_than_the_name_and_more_of_somebody_famous():
    whole = float(points_by_likeness(taken("muse"), np.array([100.0]), np.ones(1, np.float32))[0])
    famous, nobody = (points_by_part(taken("muse"), "muses", 100.0, fame) for fame in (1.0, 0.0))
    assert whole - 2 > famous > nobody + 10


def test_another_keyboard_and_a_bent_name_are_two_things_to_believe():
    def points(origin):
        return [
            points_under_heading(taken("muse", origin), bend, 1.0)
            for bend in (Bend.ALIAS, Bend.SCRIPT)
        ]

    assert points(Origin.TYPED)[0] == points(Origin.TYPED)[1]
    assert points(Origin.KEYBOARD)[0] > points(Origin.KEYBOARD)[1]


def test_the_more_of_a_name_a_part_is_the_more_points_it_has():
    most, little = (
        points_by_part(taken("zeppelin"), name, 100.0, 1.0)
        for name in ("led zeppelin", "led zeppelin tribute orchestra")
    )
    assert most > little


def test_a_name_inside_a_longer_text_never_reaches_an_answer():
    assert CHOSEN.unsure < points_inside(1.0) < CHOSEN.confident
