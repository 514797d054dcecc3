from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.matching.headings import Bend, as_initials, as_sound, hashed, headings_of, initials_of
from model.names import folded, romanised


def headings(name):
    text = folded(name)
    return {heading for _, heading in headings_of(text, romanised(text))}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("acdc", "AC/DC"),
        ("radio head", "Radiohead"),
        ("davis miles", "Miles Davis"),
        ("davis, miles", "Miles Davis"),
        ("kino", "Кино"),
        ("周杰伦", "周杰倫"),
        ("simon garfunkel", "Simon & Garfunkel"),
        ("campesinos", "Los Campesinos!"),
        ("lobos, los", "Los Lobos"),
        ("thirty seconds to mars", "30 Seconds to Mars"),
        ("blink one eighty two", "blink-182"),
        ("maroon five", "Maroon 5"),
        ("boyz 2 men", "Boyz II Men"),
        ("3rd eye blind", "Third Eye Blind"),
        ("sum fortyone", "Sum 41"),
    ],
)
def test_what_is_typed_and_the_name_share_a_heading(typed, name):
    assert headings(typed) & headings(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("p", "El-P"), ("mule", "Muse"), ("the", "a"), ("4", "Four Tet"), ("muse", "Ultramuse")],
)
def test_other_names_have_none(one, other):
    assert not headings(one) & headings(other)


def test_headings_come_least_bent_first_and_none_comes_twice():
    text = folded("The 4 Non Blondes")
    found = list(headings_of(text, text))
    assert found == sorted(found, key=lambda one: one[0])
    assert len({heading for _, heading in found}) == len(found)
    assert found[0] == (Bend.NAME, "4 non blondes")


@given(st.text(max_size=40))
def test_any_text_has_headings_that_are_not_empty(text):
    name = folded(text)
    for _, heading in headings_of(name, romanised(name)):
        assert heading
        assert 0 <= hashed(heading) < 2**64


def test_a_heading_is_hashed_alike_for_ever():
    """Versions carry the hashes; another hash would make them deaf."""
    assert hashed("radiohead") == 0xB581B80374712DA3


@pytest.mark.parametrize(
    ("initials", "name", "has_the"),
    [
        ("rhcp", "red hot chili peppers", False),
        ("gnr", "guns and roses", False),
        ("fatm", "florence and the machine", False),
        ("ccr", "creedence clearwater revival", False),
        ("tmv", "mars volta", True),
        ("30stm", "30 seconds to mars", False),
    ],
)
def test_initials_are_found_in_each_way_of_taking_small_words(initials, name, has_the):
    assert as_initials(initials) in set(initials_of(name, has_the=has_the))


def test_two_letters_or_one_word_are_no_initials():
    assert as_initials("am") == ""
    assert as_initials("a b c d e f g h i") == ""
    assert list(initials_of("radiohead", has_the=True)) == []
    assert list(initials_of("daft punk", has_the=False)) == []


@pytest.mark.parametrize("sound", ["", "a", "o a"])
def test_too_few_consonants_are_no_heading(sound):
    assert as_sound(sound) == ""
