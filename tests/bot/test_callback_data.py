from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callback_data import (
    MOST_BYTES,
    AskStarters,
    Block,
    BlockNamed,
    ChangeAdventure,
    ChooseBlocked,
    Compare,
    Forget,
    JoinMix,
    Prefer,
    PressThumb,
    Recommend,
    SayWhy,
    ShowArtist,
    ShowMap,
    TurnBlocked,
    TurnLikes,
    TurnPage,
    parsed,
)
from bot.preferences import Choice, Theme
from model.adventure import Adventure
from model.types import ArtistKey

KEYS = st.text(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", min_size=11, max_size=11
).map(ArtistKey)
NUMBERS = st.integers(0, 10**15 - 1)
PAGES = st.integers(0, 9999)
PAYLOADS = (
    st.builds(ShowArtist, KEYS, st.booleans())
    | st.builds(ShowMap, KEYS, st.booleans(), st.none() | st.sampled_from(Theme))
    | st.builds(TurnPage, NUMBERS, st.integers(0, 9999))
    | st.builds(PressThumb, NUMBERS, KEYS, st.sampled_from([1, -1]), st.booleans())
    | st.builds(SayWhy, NUMBERS, st.integers(0, 9999))
    | st.builds(ChangeAdventure, NUMBERS, st.sampled_from(Adventure))
    | st.builds(ChooseBlocked, NUMBERS, PAGES)
    | st.builds(Block, NUMBERS, KEYS)
    | st.builds(Recommend, NUMBERS)
    | st.builds(AskStarters, NUMBERS)
    | st.builds(BlockNamed, KEYS)
    | st.builds(JoinMix, NUMBERS, st.booleans())
    | st.builds(Compare, NUMBERS)
    | st.builds(Forget, st.booleans())
    | st.builds(TurnBlocked, PAGES, st.none() | KEYS)
    | st.builds(TurnLikes, PAGES, st.none() | KEYS)
    | st.builds(Prefer, st.sampled_from(Choice), st.text("abcdefgh-", min_size=1, max_size=20))
)


@given(PAYLOADS)
def test_what_a_button_sends_comes_back_as_it_was_meant(payload):
    assert parsed(str(payload)) == payload


@given(PAYLOADS)
def test_every_payload_fits_telegrams_limit(payload):
    assert 1 <= len(str(payload).encode()) <= MOST_BYTES


@given(st.text(max_size=64))
def test_what_no_button_of_ours_sends_means_nothing(data):
    payload = parsed(data)
    assert payload is None or str(payload) == data


def test_buttons_sent_before_there_were_reasons_mean_what_they_meant():
    key = ArtistKey("AAAAAAAAAAA")
    assert parsed("a:AAAAAAAAAAA") == ShowArtist(key)
    assert parsed("p:7:2") == TurnPage(7, 2)
    assert parsed("v:7:AAAAAAAAAAA:+") == PressThumb(7, key, 1, is_explained=False)
    assert parsed("v:7:AAAAAAAAAAA:-") == PressThumb(7, key, -1, is_explained=False)


@pytest.mark.parametrize(
    "data",
    [
        None, "", "a:", "a:short", "v:1:AAAAAAAAAAA:*", "p:-1:0", "p:1:1\n", "p:١:1", "w:1",
        "w:1:-1",
        "d:1:", "d:1:wild", "d:1:easydeep", "v:1:AAAAAAAAAAA:?", "v:1:AAAAAAAAAAA:+??",
    ],
)  # fmt: skip
def test_forged_payloads_mean_nothing(data):
    assert parsed(data) is None
