from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.matching.requests import names_in, request_words
from model.names import same_spelling


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("something like daft punk", "daft punk"),
        ("Who sounds like Portishead?", "portishead"),
        ("bands similar to muse please!", "muse"),
        ("i love the cure, more like that", "cure"),
        ("if i like tame impala what else should i listen to", "tame impala"),
        ("my friend showed me opeth, anything in that vein?", "opeth"),
        ("can you recommend me artists like sigur rós", "sigur rós"),
        ("music like the the", "the the"),
        ("similar to something corporate", "something corporate"),
        ("что-то похожее на кино", "кино"),
        ("посоветуй группы как muse", "muse"),
        ("порадьте щось схоже на океан ельзи", "океан ельзи"),
        ("类似周杰伦的歌手", "周杰伦"),
        ("推荐像radiohead一样的乐队", "radiohead"),
        ("ミューズみたいなバンド教えて", "ミューズ"),
        ("라디오헤드 비슷한 밴드 추천해줘", "라디오헤드"),
        ("bandas parecidas con soda stereo", "soda stereo"),
        ("ich suche bands wie rammstein", "rammstein"),
        ("un groupe dans le genre de noir désir stp", "noir désir"),
    ],
)
def test_a_request_holds_the_name(typed, name):
    assert name in list(names_in(same_spelling(typed)))


@pytest.mark.parametrize(
    "typed",
    ["what is the weather", "radiohead", "how are you", "the", "like", "music", "", "please play"],
)
def test_what_asks_for_no_music_or_names_nobody_holds_none(typed):
    assert list(names_in(typed)) == []


def test_the_longest_part_that_may_be_a_name_comes_first():
    parts = list(names_in("play something corporate"))
    assert parts[0] == "something corporate"
    assert "corporate" in parts


def test_no_listed_word_alone_is_a_name():
    assert all(
        part not in request_words().listed for part in names_in("songs by the sounds please")
    )


@given(st.text(max_size=300))
def test_any_text_is_read_quickly_and_no_part_is_empty(text):
    started = time.perf_counter()
    assert all(names_in(text))
    assert time.perf_counter() - started < 0.5


def test_the_listed_words_are_written_as_they_are_compared():
    words = request_words()
    assert all(word == same_spelling(word) for word in words.listed)
