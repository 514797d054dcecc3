from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.catalog import Catalog, artist_key
from model.matching import Matcher, Outcome
from model.matching.vocabulary import Vocabulary
from model.types import ArtistRow

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


def matcher_of(artists, aliases=None):
    names = sorted(artists, key=lambda name: -artists[name])
    counts = np.asarray([artists[name] for name in names], np.int32)
    others = {ArtistRow(names.index(name)): others for name, others in (aliases or {}).items()}
    catalog = Catalog([artist_key(name) for name in names], names, counts)
    return Matcher(catalog, Vocabulary.of(names, others))


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
        ("ｒａｄｉｏｈｅａｄ ", "Radiohead"),
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
        ("mues", "Muse"),
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
    matching = matcher.match("nuse")
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


KNOWN = {
    **ARTISTS,
    "Red Hot Chili Peppers": 650,
    "The Rolling Stones": 640,
    "Jimi Hendrix": 500,
    "blink-182": 350,
    "The The": 45,
    "Something Corporate": 44,
    "Please": 8,
    "Flo Rida": 220,
    "Nas": 210,
    "Gaga": 1,
    "Lady Gaga": 850,
    "Radiohed": 2,
}
ALIASES = {"Red Hot Chili Peppers": ["RHCP", "Chilis"], "周杰倫": ["Jay Chou"]}


@pytest.fixture(scope="module")
def known():
    return matcher_of(KNOWN, ALIASES)


def first(matching):
    return matching.matches[0].artist.name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("рэдиохед", "Radiohead"),
        ("кфвшщруфв", "Radiohead"),
        ("ραδιοηεαδ", "Radiohead"),
        ("レディオヘッド", "Radiohead"),
        ("kino", "Кино"),
        ("rbyj", "Кино"),
        ("jay chou", "周杰倫"),
        ("周杰伦", "周杰倫"),
        ("rhcp", "Red Hot Chili Peppers"),
        ("chili peppers", "Red Hot Chili Peppers"),
        ("hendrix", "Jimi Hendrix"),
        ("acdc", "AC/DC"),
        ("blink one eighty two", "blink-182"),
        ("something like radiohead", "Radiohead"),
        ("bands like rodiohead please", "Radiohead"),
        ("what sounds like something corporate?", "Something Corporate"),
        ("что-то похожее на radiohead", "Radiohead"),
        ("类似周杰伦的歌手", "周杰倫"),
        ("stones rolling", "The Rolling Stones"),
    ],
)
def test_whoever_was_meant_is_found_and_it_is_said_who_it_is(known, typed, meant):
    matching = known.match(typed)
    assert first(matching) == meant
    assert matching.is_confident
    assert not matching.is_exact


@pytest.mark.parametrize("typed", ["The The", "Something Corporate", "please", "!!!"])
def test_a_name_made_of_the_words_of_a_request_is_a_name_all_the_same(known, typed):
    assert known.match(typed).is_exact
    assert known.match(typed).is_confident


@pytest.mark.parametrize("typed", ["florida", "нас", "lady", "hot"])
def test_an_everyday_word_is_not_taken_for_an_artist_without_asking(known, typed):
    assert not known.match(typed).is_confident


@pytest.mark.parametrize(
    "typed",
    [
        "what is the weather",
        "play a song for my grandmother",
        "good morning",
        "кто ты",
        "http://a.b/c",
    ],
)
def test_a_sentence_that_names_nobody_is_not_answered_for(known, typed):
    assert not known.match(typed).is_confident


def test_a_name_somewhere_in_a_longer_text_is_asked_about(known):
    matching = known.match("yesterday my neighbour broke his leg at radiohead in glastonbury")
    assert matching.outcome is Outcome.UNSURE
    assert first(matching) == "Radiohead"


def test_beside_a_name_hardly_known_a_famous_one_almost_like_it_is_offered(known):
    radiohed = known.match("Radiohed")
    assert radiohed.outcome is Outcome.UNSURE
    assert [match.artist.name for match in radiohed.matches][:2] == ["Radiohed", "Radiohead"]
    assert radiohed.is_exact
    gaga = known.match("gaga")
    assert gaga.outcome is Outcome.UNSURE
    assert [match.artist.name for match in gaga.matches] == ["Gaga", "Lady Gaga"]


def test_beside_the_name_of_nobody_an_alias_of_somebody_famous_is_offered():
    matcher = matcher_of(
        {"Red Hot Chili Peppers": 900, "Muse": 10, "RHCP": 1}, {"Red Hot Chili Peppers": ["RHCP"]}
    )
    matching = matcher.match("rhcp")
    assert matching.outcome is Outcome.UNSURE
    names = [match.artist.name for match in matching.matches]
    assert names == ["RHCP", "Red Hot Chili Peppers"]
    assert matching.to_answer_for is matching.matches[0]


def test_the_better_known_of_two_artists_of_one_name_is_meant_and_the_other_offered():
    names = ["Muse", "MUSE"]
    counts = np.asarray([900, 3], np.int32)
    matcher = Matcher(Catalog([artist_key("a"), artist_key("b")], names, counts))
    matching = matcher.match("muse")
    assert matching.is_confident
    assert [match.artist.name for match in matching.matches] == names
    assert first(matcher.match("MUSE")) == "Muse"


def test_the_outcome_does_not_hang_on_the_size_of_the_vocabulary():
    """Thousands of names more, none of them near, change nothing."""
    more = {f"{letter}{number}xq": 1 for letter in "bcdf" for number in range(1500)}
    small, large = matcher_of(ARTISTS), matcher_of({**ARTISTS, **more})
    for typed in ("radiohed", "the beetles", "davis miles", "nuse", "asdfghjkl", "нирвана"):
        one, other = small.match(typed), large.match(typed)
        assert one.outcome is other.outcome
        assert one.matches[:1] == other.matches[:1] or not one.matches


def test_no_artists_at_all_match_nothing():
    assert matcher_of({}).match("radiohead").outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "typed", ["爸爸", "犬", "听", "사랑", "댈", "haha", "bro", "nfl", "new york"]
)
def test_a_short_word_of_any_script_is_answered_for_only_if_it_is_the_name(known, typed):
    assert not known.match(typed).is_confident


def test_initials_find_somebody_famous_without_an_alias():
    matcher = matcher_of({"Rage Against the Machine": 500, "Red Apple Tree Music": 1, "Muse": 600})
    assert first(matcher.match("ratm")) == "Rage Against the Machine"
    assert matcher.match("ratm").is_confident
    unknown = matcher_of({"Muse": 600, "Red Apple Tree Music": 1})
    assert not unknown.match("ratm").is_confident


def test_a_part_of_a_name_is_answered_for_where_it_says_enough():
    matcher = matcher_of({"Jimi Hendrix": 500, "Dave Gahan": 200, "Lady Gaga": 600, "Foo Bar": 1})
    assert matcher.match("hendrix").is_confident
    assert matcher.match("gaga").is_confident
    assert first(matcher.match("dave")) == "Dave Gahan"
    assert not matcher.match("dave").is_confident


def test_names_that_differ_only_far_behind_are_two_names():
    start = "a very long name " * 10
    matcher = matcher_of({f"{start}one": 500, f"{start}two": 3})
    assert first(matcher.match(f"{start}two")) == f"{start}two"
    assert matcher.match(f"{start}two").is_exact
    assert not matcher.match(f"{start}three").is_exact


def test_what_stands_behind_a_name_is_read_as_well(known):
    assert not known.match("Radiohead " + "." * 115 + " is rubbish, play Muse").is_exact
    assert not known.match("".join(letter + "\u0335\u0321" * 15 for letter in "mused")).is_exact


def test_a_name_at_the_end_of_a_long_message_is_offered(known):
    typed = "yesterday I told my neighbour at length, while it was raining on his garden and " * 2
    assert first(known.match(typed + "radiohead on the telephone")) == "Radiohead"


def test_artists_whom_nobody_plays_are_asked_about_like_any_namesakes():
    matcher = matcher_of({"Maná": 0, "Mana": 0})
    assert matcher.match("mana").outcome is Outcome.UNSURE
    assert first(matcher.match("Maná")) == "Maná"


def test_of_names_in_a_request_the_longest_is_meant():
    matcher = matcher_of({"Rage Against the Machine": 60, "Rage": 50, "Muse": 70})
    matching = matcher.match("groups that sound like rage against the machine")
    assert matching.is_confident
    assert [match.artist.name for match in matching.matches] == ["Rage Against the Machine"]


def test_a_little_known_twin_of_the_same_letters_is_no_rival():
    matching = matcher_of({"blink-182": 150, "Blink 182": 1, "Muse": 400}).match("blink182")
    assert matching.is_confident
    assert first(matching) == "blink-182"
    assert not matcher_of({"blink-182": 3, "Blink 182": 2}).match("blink182").is_confident


def test_a_slip_on_another_keyboard_is_forgiven(known):
    assert first(known.match("кфвшруфв")) == "Radiohead"


def test_a_sign_of_another_script_is_not_even_asked_about():
    assert matcher_of({"Queen": 900}).match("犬").outcome is Outcome.UNKNOWN


def test_a_short_name_is_found_among_hundreds_that_begin_alike():
    crowd = [f"ma{one}{other}" for one in "abcdfghijl" for other in "abcdfghijlmnopqruvwx"]
    assert first(matcher_of({"Mask": 900, **dict.fromkeys(crowd, 1000)}).match("maks")) == "Mask"


def test_inside_a_longer_text_the_longest_name_counts_and_no_everyday_word():
    matcher = matcher_of({"Nick Drake": 90, "Drake": 80, "House": 70, "Muse": 60})
    matching = matcher.match("somebody sang nick drake in the house of my grandmother")
    assert [match.artist.name for match in matching.matches] == ["Nick Drake"]


def test_an_alias_has_no_parts_and_a_short_one_nothing_like_it():
    matcher = matcher_of(
        {"JAY-Z": 500, "St. Vincent": 400, "Muse": 600},
        {"JAY-Z": ["Hova"], "St. Vincent": ["Annie Clark"]},
    )
    assert first(matcher.match("hova")) == "JAY-Z"
    assert first(matcher.match("annie clark")) == "St. Vincent"
    assert matcher.match("howa").outcome is Outcome.UNKNOWN
    assert matcher.match("annie").outcome is Outcome.UNKNOWN


def test_latin_letters_read_on_another_keyboard_do_not_lead_back_to_latin_names():
    matcher = matcher_of({"Xeno": 900, "Muse": 600})  # ξενω on a Greek keyboard
    assert matcher.match("jenv").outcome is Outcome.UNKNOWN


def test_nobody_is_offered_who_is_hardly_like_it():
    others = {f"artist {number}": 1 for number in range(60)}
    matching = matcher_of({"Muse": 900, "Mule": 899, **others}).match("musw")
    assert matching.outcome is Outcome.UNSURE
    assert [match.artist.name for match in matching.matches] == ["Muse"]


def test_a_limit_below_one_is_refused(matcher):
    with pytest.raises(ValueError, match="limit of 0"):
        matcher.match("muse", limit=0)


@given(st.text(st.characters(codec=None), max_size=300))
def test_anything_typed_gets_an_outcome(typed):
    matching = MATCHER.match(typed)
    assert matching.typed == typed
    assert all(0 <= match.score <= 100 for match in matching.matches)
    assert matching.outcome is Outcome.UNKNOWN or matching.matches
    scores = [match.score for match in matching.matches if not match.is_exact]
    assert scores == sorted(scores, reverse=True)


MATCHER = matcher_of(KNOWN, ALIASES)


@pytest.mark.parametrize(
    "typed", ["a" * 4096, "the " * 1000, "\x00" * 500, "😀" * 2000, "", " " * 4000]
)
def test_endless_or_empty_text_is_answered(matcher, typed):
    assert matcher.match(typed).outcome is Outcome.UNKNOWN


def test_a_name_behind_a_screen_of_spaces_is_found(matcher):
    assert first(matcher.match(" " * 400 + "radiohead")) == "Radiohead"
