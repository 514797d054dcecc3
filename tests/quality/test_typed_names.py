"""Whether people get the artist they meant: on what they type, and on anything at all."""

from __future__ import annotations

import time
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.typed_names import (
    CHOSEN_ON,
    HELD_OUT,
    Figures,
    by_kindred,
    figures,
    matcher_of,
    typed_names,
)
from benchmarks.vocabularies import grown
from model.aliases import own_aliases, read_aliases
from model.matching import Outcome
from model.matching.everyday import everyday_words
from model.matching.interpretations import interpretations_of
from model.names import folded
from model.plays.demo import read_demo
from model.plays.hetrec import read_hetrec

GOAL = Figures(first=0.95, among_five=0.95, kept=0.90, rejected=0.98)
BAR = Figures(first=0.90, among_five=0.93, kept=0.80, rejected=0.95)
MOST_SECONDS = 0.05
KINDS = {
    "typo", "accents", "the", "and", "punctuation", "order", "part", "abbreviation", "script",
    "fullwidth", "layout", "sentence", "exact", "number", "none",
}  # fmt: skip


def reaches(found: Figures, least: Figures) -> bool:
    return all(getattr(found, name) >= getattr(least, name) for name in Figures.__slots__)


@pytest.fixture(scope="module")
def demo_catalog():
    return read_demo().catalog


@pytest.fixture(scope="module")
def hetrec_catalog(hetrec):
    return read_hetrec(hetrec).catalog


def test_the_demo_finds_whom_people_mean(demo_catalog):
    rows = typed_names(CHOSEN_ON, "demo")
    assert reaches(figures(rows, by_kindred(matcher_of(demo_catalog))), GOAL)


@pytest.mark.parametrize("corpus", [CHOSEN_ON, HELD_OUT], ids=lambda path: path.stem)
def test_hetrec_finds_whom_people_mean(hetrec_catalog, corpus):
    rows = typed_names(corpus, "hetrec")
    assert reaches(figures(rows, by_kindred(matcher_of(hetrec_catalog))), GOAL)


def test_the_bar_does_not_hang_on_the_aliases(hetrec_catalog):
    rows = [row for row in typed_names(HELD_OUT, "hetrec") if row.kind != "abbreviation"]
    matcher = matcher_of(hetrec_catalog, with_aliases=False)
    assert reaches(figures(rows, by_kindred(matcher)), BAR)


def test_every_name_of_a_catalogue_is_found_first_when_it_is_typed(demo_catalog):
    matcher = matcher_of(demo_catalog)
    for artist in demo_catalog:
        matching = matcher.match(artist.name)
        assert matching.is_exact, artist
        assert folded(matching.matches[0].artist.name) == folded(artist.name)


def test_every_name_of_hetrec_is_found_and_nearly_all_without_a_question(hetrec_catalog):
    matcher = matcher_of(hetrec_catalog)
    asked = 0
    for artist in hetrec_catalog:
        matching = matcher.match(artist.name, limit=10)
        names = [folded(match.artist.name) for match in matching.matches]
        assert folded(artist.name) in names, artist
        asked += not matching.is_confident
    assert asked < 0.01 * len(hetrec_catalog)


def test_the_corpus_of_the_demo_holds_every_kind_of_text(demo_catalog):
    rows = typed_names(CHOSEN_ON, "demo")
    counts = Counter(row.kind for row in rows)
    assert set(counts) == KINDS
    assert len(rows) - counts["none"] >= 250
    assert counts["none"] >= 60
    assert_sound(rows, demo_catalog)


@pytest.mark.parametrize("corpus", [CHOSEN_ON, HELD_OUT], ids=lambda path: path.stem)
def test_the_corpora_of_hetrec_name_artists_that_exist(hetrec_catalog, corpus):
    assert_sound(typed_names(corpus, "hetrec"), hetrec_catalog)


def assert_sound(rows, catalog):
    names = set(catalog.names)
    assert [row for row in rows if row.artist and row.artist not in names] == []
    assert all((row.kind == "none") == (not row.artist) for row in rows)
    assert len({row.typed for row in rows}) == len(rows)


def test_most_texts_that_are_nobodys_name_are_told_to_be_unknown(demo_catalog):
    matcher = matcher_of(demo_catalog)
    nobody = [row for row in typed_names(CHOSEN_ON, "demo") if not row.artist]
    outcomes = [matcher.match(row.typed).outcome for row in nobody]
    assert outcomes.count(Outcome.UNKNOWN) >= 0.75 * len(nobody)


def test_hardly_an_everyday_word_is_answered_for_but_by_its_very_name(demo_catalog):
    matcher = matcher_of(demo_catalog)
    matchings = [matcher.match(word) for word in everyday_words()]
    assert sum(one.is_confident and not one.is_exact for one in matchings) <= 1


def test_every_alias_finds_its_artist_and_asks_only_if_it_is_an_everyday_word(
    demo_catalog,
):
    matcher = matcher_of(demo_catalog)
    names = {folded(name) for name in demo_catalog.names}
    checked = 0
    for one in read_aliases(own_aliases()):
        if folded(one.artist) in names and folded(one.alias) not in names:
            matching = matcher.match(one.alias)
            assert folded(matching.matches[0].artist.name) == folded(one.artist), one
            is_doubted = next(interpretations_of(one.alias)).is_doubted
            is_word = is_doubted and " " not in folded(one.alias)
            assert matching.is_confident is not is_word, one
            assert not matching.is_exact
            checked += 1
    assert checked > 600


@pytest.fixture(scope="module")
def large(demo_catalog):
    return matcher_of(grown(demo_catalog, 294_000))


ANYTHING = st.one_of(
    st.text(st.characters(codec=None), max_size=4096),
    st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=30),
    st.text("ащзчюфыва ,.", min_size=1, max_size=30),
    st.text("像的歌手周杰伦みたいな", max_size=200),
    st.text(st.sampled_from("Zalgo\u0300\u0301\u0315\u0338\u0489\u200f\u202e"), max_size=400),
    st.lists(
        st.sampled_from(["like", "the", "muse", "similar", "to", "songs", "pink", "floyd", "x"]),
        max_size=1000,
    ).map(" ".join),
    st.sampled_from("aあ字я!\x00\ud800"),
)


@pytest.mark.slow
@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(typed=ANYTHING)
def test_among_294_000_names_anything_is_answered_in_a_twentieth_of_a_second(large, typed):
    # The best of three: what else the machine does is not the matcher's.
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        large.match(typed)
        seconds.append(time.perf_counter() - started)
        if seconds[-1] < MOST_SECONDS:
            return
    assert min(seconds) < MOST_SECONDS


@pytest.mark.slow
def test_among_294_000_names_the_slowest_texts_take_fifteen_milliseconds(large):
    took = []
    for row in typed_names(CHOSEN_ON, "demo"):
        started = time.process_time()
        large.match(row.typed)
        took.append(time.process_time() - started)
    assert np.quantile(took, 0.99) < 0.015
    assert np.median(took) < 0.003


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["请" * 600, "吗" * 600, "like songs " * 300, "像" * 4096])
def test_among_294_000_names_an_endless_request_is_answered_as_quickly(large, typed):
    started = time.process_time()
    large.match(typed)
    assert time.process_time() - started < MOST_SECONDS
