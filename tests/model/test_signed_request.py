"""A request means what a music lover who typed it would mean."""

from __future__ import annotations

import numpy as np
import pytest

from model.adventure import Adventure
from model.catalog import Catalog, artist_key
from model.matching import Matcher, Outcome
from model.signed_request import MOST_ARTISTS, Flaw, Refused, Request, Unclear, read_request

NAMES = [
    "Radiohead", "Coldplay", "Björk", "Muse", "Blur", "Queen", "ABBA", "Moby",
    "Florence + the Machine", "blink-182", "JAY-Z", "a-ha", "Mobb Deep", "Machine Head",
    "Simon & Garfunkel", "Belle and Sebastian", "The Decemberists", "-M-", "+44", "Deep",
]  # fmt: skip


def matcher_of(names):
    """Of artists from the best known to the least."""
    listeners = np.arange(len(names) * 100, 0, -100, dtype=np.int32)
    return Matcher(Catalog([artist_key(name) for name in names], names, listeners))


MATCHER = matcher_of(NAMES)


def read(typed):
    return read_request(typed, MATCHER.match)


def names(matches):
    return [one.artist.name for one in matches]


def asked(typed, match=MATCHER.match):
    """Who is asked for, who is to be kept away from, and the level."""
    reading = read_request(typed, match)
    assert isinstance(reading, Request), reading
    return names(reading.near), names(reading.far), str(reading.adventure)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("level", ["", " easy", " balanced", " Deep"])
def test_every_artists_name_is_that_artist_whatever_signs_are_in_it(name, level):
    assert asked(name + level) == ([name], [], level.strip().lower() or "balanced")


@pytest.mark.parametrize("first", ["Florence + the Machine", "blink-182", "a-ha", "Mobb Deep"])
@pytest.mark.parametrize("second", ["JAY-Z", "Simon & Garfunkel", "+44", "-M-"])
def test_artists_with_signs_in_their_names_can_be_joined_and_kept_away_from(first, second):
    assert asked(f"{first} + {second}") == ([first, second], [], "balanced")
    assert asked(f"{first} - {second} deep") == ([first], [second], "deep")


@pytest.mark.parametrize(
    ("typed", "near", "far"),
    [
        ("radiohead + björk - coldplay", ["Radiohead", "Björk"], ["Coldplay"]),
        ("radiohed + bjork -coldplay", ["Radiohead", "Björk"], ["Coldplay"]),
        ("radiohead - coldplay + muse", ["Radiohead", "Muse"], ["Coldplay"]),
        ("- coldplay + muse", ["Muse"], ["Coldplay"]),
        ("radiohead，björk－coldplay", ["Radiohead", "Björk"], ["Coldplay"]),
        ("florence + machine", ["Florence + the Machine"], []),
        ("florence + machine - radiohead", ["Florence + the Machine"], ["Radiohead"]),
        ("bands like radiohead + björk", ["Radiohead", "Björk"], []),
        ("radiohead +", ["Radiohead"], []),
        ("-m-", ["-M-"], []),
    ],
)
def test_several_artists_are_close_or_far_as_their_signs_say(typed, near, far):
    assert asked(typed) == (near, far, "balanced")


@pytest.mark.parametrize("typed", ["radiohead + Radiohead", "radiohed + radiohead + RADIOHED"])
def test_an_artist_named_twice_counts_once(typed):
    reading = read(typed)
    assert isinstance(reading, Request)
    assert names(reading.near) == ["Radiohead"]
    assert reading.near[0].is_exact
    assert asked("muse - radiohed - radiohead") == (["Muse"], ["Radiohead"], "balanced")


@pytest.mark.parametrize(
    ("typed", "near", "level"),
    [
        ("radiohead deep", "Radiohead", "deep"),
        ("RADIOHED EASY", "Radiohead", "easy"),
        ("bands like radiohead deep", "Radiohead", "deep"),
        ("mobb deep deep", "Mobb Deep", "deep"),
        ("moby deep", "Moby", "deep"),
        ("mob deep", "Mobb Deep", "balanced"),
        ("deep", "Deep", "balanced"),
        ("the deep", "Deep", "balanced"),
    ],
)
def test_a_level_counts_as_the_last_word_where_it_is_no_part_of_a_name(typed, near, level):
    assert asked(typed) == ([near], [], level)


def test_a_name_that_ends_in_a_level_goes_before_a_better_known_one_without_it():
    match = matcher_of(["Queen", "Queen Deep", "Muse"]).match
    assert asked("queen deep", match) == (["Queen Deep"], [], "balanced")
    assert asked("muse - queen deep", match) == (["Muse"], ["Queen Deep"], "balanced")
    match = matcher_of(["Queen", "Muse", "Muse + Queen Deep"]).match
    assert asked("muse + queen deep", match) == (["Muse + Queen Deep"], [], "balanced")


def test_a_name_almost_typed_goes_before_a_lesser_known_one_without_the_level():
    match = matcher_of([*NAMES, "Mob"]).match
    assert asked("mob", match) == (["Mob"], [], "balanced")
    assert asked("mob deep", match) == (["Mobb Deep"], [], "balanced")


def test_of_several_artists_the_last_ones_name_may_end_in_a_level():
    assert asked("radiohead + mobb deep") == (["Radiohead", "Mobb Deep"], [], "balanced")
    assert asked("radiohead + mobb deep deep") == (["Radiohead", "Mobb Deep"], [], "deep")


@pytest.mark.parametrize("typed", ["deep radiohead", "zzzz deep", "easy", "qqqq easy + radiohead"])
def test_no_other_word_is_a_level(typed):
    reading = read(typed)
    assert not isinstance(reading, Request) or reading.adventure is Adventure.BALANCED


def test_a_part_that_is_not_clear_is_named_and_nothing_is_guessed():
    reading = read("radiohead + asdfgh - coldplay")
    assert isinstance(reading, Unclear)
    assert (reading.matching.typed, reading.matching.outcome) == ("asdfgh", Outcome.UNKNOWN)
    assert names(reading.clear) == ["Radiohead", "Coldplay"]
    reading = read("radiohead - machine")
    assert isinstance(reading, Unclear)
    assert (reading.matching.typed, reading.matching.outcome) == ("machine", Outcome.UNSURE)
    assert "Machine Head" in names(reading.matching.matches)


@pytest.mark.parametrize("typed", ["hello - how are you", "asdfgh", "+", "-", "- + -", "", "  "])
def test_a_text_without_a_single_artist_stays_in_one_piece(typed):
    reading = read(typed)
    assert isinstance(reading, Unclear)
    assert reading.matching.typed == typed.strip()
    assert reading.clear == ()


@pytest.mark.parametrize("typed", ["- coldplay", "-coldplay", "-coldply", "- coldplay - muse"])
def test_only_minuses_are_refused(typed):
    assert read(typed) == Refused(Flaw.ONLY_AWAY, "Coldplay")


@pytest.mark.parametrize(
    "typed", ["muse - muse", "radiohead + muse - blur - muse", "muse - musee"]
)
def test_an_artist_on_both_sides_is_refused(typed):
    assert read(typed) == Refused(Flaw.ON_BOTH_SIDES, "Muse")


def test_five_artists_are_weighed_and_not_six():
    five, six = NAMES[:MOST_ARTISTS], NAMES[: MOST_ARTISTS + 1]
    assert asked(" + ".join(five)) == (five, [], "balanced")
    assert read(" + ".join(six)) == Refused(Flaw.TOO_MANY)
    assert read(" - ".join(six)) == Refused(Flaw.TOO_MANY)


def test_a_page_of_signs_is_refused_before_each_is_looked_up():
    looked_up = []

    def match(typed):
        looked_up.append(typed)
        return MATCHER.match(typed)

    assert read_request(" - ".join(["muse"] * 500), match) == Refused(Flaw.TOO_MANY)
    assert len(looked_up) < 5
