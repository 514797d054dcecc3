from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.matching.likeness import likeness, part_likeness
from model.matching.sounds import heard


def alike(text, *names, by_sound=False):
    return likeness(text, names, [heard(name) for name in names], by_sound=by_sound).tolist()


def test_the_same_text_is_a_hundred_and_nothing_else_is():
    assert alike("muse", "muse") == [100.0]
    assert max(alike("muse", "mule", "mus e", "musee", "esum")) < 100


@pytest.mark.parametrize(
    ("text", "nearer", "farther"),
    [
        ("radiohed", "radiohead", "radio dept"),
        ("davis miles", "miles davis", "miles ahead"),
        ("daftpunk", "daft punk", "daft skunks"),
        ("fenix", "phoenix", "fences"),
        ("mogwia", "mogwai", "mogwash"),  # two letters swapped are nearer than one exchanged
        ("nirvana", "nirvanna", "nevada"),
    ],
)
def test_what_was_more_likely_meant_is_more_alike(text, nearer, farther):
    first, second = alike(text, nearer, farther)
    assert first > second


def test_the_same_slip_counts_more_in_a_short_name():
    (short,), (long,) = alike("mune", "muse"), alike("radiohecd", "radiohead")
    assert short < 80 < long


def test_what_is_written_as_it_sounds_is_alike():
    assert alike("feniks", "phoenix")[0] > 80
    assert alike("kvinz", "queens")[0] > 80


def test_text_from_another_script_is_compared_by_its_sound():
    plain, sounding = (
        alike("rediohedo", "radiohead"),
        alike("rediohedo", "radiohead", by_sound=True),
    )
    assert sounding[0] >= plain[0]
    assert alike("bitoruzu", "beatles", by_sound=True)[0] > alike("bitoruzu", "beatles")[0]


def test_a_part_is_whole_words_of_a_longer_name():
    assert part_likeness("hendrix", "jimi hendrix") == 100.0
    assert part_likeness("chili peppers", "red hot chili peppers") == 100.0
    assert 75 <= part_likeness("hendricks", "jimi hendrix") < 100
    assert part_likeness("jimi hendrix", "jimi hendrix") == 0.0
    assert part_likeness("hen", "jimi hendrix") == 0.0
    assert part_likeness("jim", "jimi hendrix experience") == 0.0
    assert part_likeness("foo bar", "foo fighters live") == 0.0


@given(st.text("abcde ", min_size=1, max_size=20).map(str.strip).filter(bool))
def test_no_likeness_is_above_a_hundred(text):
    assert all(points <= 100 for points in alike(text, "abc", "a b c", "edcba"))
    assert 0 <= part_likeness(text, "abc de abc") <= 100
