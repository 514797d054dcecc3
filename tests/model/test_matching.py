from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.catalog import Catalog, artist_key
from model.matching import Matcher, Outcome

ARTISTS = {
    "The Beatles": 900,
    "Radiohead": 800,
    "Muse": 700,
    "Guns N' Roses": 600,
    "Maná": 400,
    "Sigur Rós": 300,
    "AC/DC": 250,
    "Mana": 200,
    "Кино": 150,
    "周杰倫": 140,
    "The Mars Volta": 120,
    "Battles": 100,
    "Miles Davis": 90,
    "!!!": 60,
    "Mule": 50,
    "The Nationals": 30,
    "The National": 29,
}


def matcher_of(artists):
    names = sorted(artists, key=lambda name: -artists[name])
    counts = np.asarray([artists[name] for name in names], np.int32)
    return Matcher(Catalog([artist_key(name) for name in names], names, counts))


@pytest.fixture(scope="module")
def matcher():
    return matcher_of(ARTISTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("radiohead", "Radiohead"),
        ("RADIOHEAD", "Radiohead"),
        ("beatles", "The Beatles"),
        ("the beatles", "The Beatles"),
        ("sigur ros", "Sigur Rós"),
        ("ac dc", "AC/DC"),
        ("guns n roses", "Guns N' Roses"),
        ("guns and roses", "Guns N' Roses"),
        ("кино", "Кино"),
        ("周杰倫", "周杰倫"),
        ("!!!", "!!!"),
        ("Ｍｕｓｅ", "Muse"),
        ("the nationals", "The Nationals"),
        ("the national", "The National"),
    ],
)
def test_a_name_is_found_exactly_whatever_its_case_accents_and_punctuation(matcher, typed, meant):
    matching = matcher.match(typed)
    assert matching.is_confident
    assert matching.is_exact
    assert matching.matches[0].artist.name == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("radiohed", "Radiohead"),
        ("raidohead", "Radiohead"),
        ("the beetles", "The Beatles"),
        ("davis miles", "Miles Davis"),
    ],
)
def test_a_slip_of_the_keyboard_is_forgiven_and_never_passes_for_the_name(matcher, typed, meant):
    matching = matcher.match(typed)
    assert matching.is_confident
    assert not matching.is_exact
    assert matching.matches[0].artist.name == meant
    assert matching.matches[0].score < 100


@pytest.mark.parametrize("typed", ["asdfghjkl", "what is the weather", "12345", "🎉🎉", "qwx"])
def test_what_is_no_artist_is_unknown(matcher, typed):
    assert matcher.match(typed).outcome is Outcome.UNKNOWN


def test_a_short_name_with_a_slip_is_asked_about(matcher):
    matching = matcher.match("mues")
    assert matching.outcome is Outcome.UNSURE
    assert "Muse" in [match.artist.name for match in matching.matches]


def test_namesakes_that_differ_are_offered_unless_one_is_far_better_known(matcher):
    assert matcher.match("maná").is_confident
    both = matcher.match("mana")
    assert both.outcome is Outcome.UNSURE
    assert [match.artist.name for match in both.matches] == ["Mana", "Maná"]
    lopsided = matcher_of({"Maná": 900, "Mana": 3})
    assert lopsided.match("MANÀ").matches[0].artist.name == "Maná"
    assert lopsided.match("MANÀ").is_confident


def test_of_two_equally_near_names_neither_is_guessed():
    matching = matcher_of({"Blackbirds": 100, "Blackbirdy": 100}).match("blackbird")
    assert matching.outcome is Outcome.UNSURE


def test_a_name_longer_than_anybody_types_is_found_all_the_same():
    name = "long name " * 300
    assert matcher_of({name: 5, "Muse": 9}).match(name).matches[0].artist.name == name


def test_no_more_matches_come_back_than_asked_for(matcher):
    assert len(matcher.match("the nation", limit=1).matches) == 1


@given(st.text(st.characters(codec=None), max_size=300))
def test_anything_typed_gets_an_outcome(typed):
    matching = MATCHER.match(typed)
    assert matching.typed == typed
    assert all(0 <= match.score <= 100 for match in matching.matches)
    assert matching.outcome is Outcome.UNKNOWN or matching.matches


MATCHER = matcher_of(ARTISTS)


@pytest.mark.parametrize("typed", ["a" * 4096, "the " * 1000, "\x00" * 500, "😀" * 2000, ""])
def test_endless_or_empty_text_is_answered(matcher, typed):
    assert matcher.match(typed).outcome is Outcome.UNKNOWN
