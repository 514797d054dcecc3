from __future__ import annotations

import pytest

from bot.answers import PAGE_SIZE, Answer, AnsweredArtist
from bot.i18n.translator import Translator
from bot.playground.markup import parsed_html
from bot.rendering import keyboards, messages
from model.catalog import Artist, artist_key
from model.types import ArtistKey, ArtistRow, VersionId

WORDS = Translator().words_for("en")
LINK = "https://www.last.fm/music/{name}"


def answer(names, *, typed="radiohed", is_exact=False, seed="Radiohead"):
    artists = tuple(AnsweredArtist(artist_key(name), name, 0.87, 12345, 678) for name in names)
    return Answer(3, typed, is_exact, artist_key(seed), seed, VersionId("v"), artists)


def test_an_answer_says_who_is_shown_and_gives_each_artist_its_evidence_and_link():
    text, entities = parsed_html(messages.similar(answer(["Muse", "Blur"]), 0, WORDS, LINK))
    assert text.split("\n") == [
        "Showing Radiohead for “radiohed”",
        "Those who listen to Radiohead also love",
        "",
        "1. Muse: 87% alike, 678 of 12,345 listeners shared",
        "2. Blur: 87% alike, 678 of 12,345 listeners shared",
    ]
    urls = [entity["url"] for entity in entities if entity["type"] == "text_link"]
    assert urls == ["https://www.last.fm/music/Muse", "https://www.last.fm/music/Blur"]


def test_an_exact_name_is_not_said_back():
    text = messages.similar(answer(["Muse"], is_exact=True), 0, WORDS, LINK)
    assert "Showing" not in text


NASTY = ["AC<DC", "</a><b>", "a&b", '"x"', "$link", "{ $name }", "\ufffc", "\u202eevil", "1" * 500]


@pytest.mark.parametrize("name", NASTY)
def test_no_name_can_break_the_markup_or_the_limits(name):
    made = answer([name] * 40, typed=name * 20, seed=name)
    for page in range(made.pages):
        text, _ = parsed_html(messages.similar(made, page, WORDS, LINK))
        assert len(text) <= 4096
    for text in (
        messages.unsure(name, WORDS),
        messages.unknown(name, (name, name, name), WORDS),
        messages.start(name, WORDS, is_demo=True),
        messages.nobody_similar(name, WORDS),
    ):
        assert parsed_html(text)[0]
    for row in keyboards.similar(made, 0, {}, WORDS).inline_keyboard:
        for button in row:
            assert button.text
            assert len(str(button.callback_data).encode()) <= 64


def test_a_link_carries_any_name_as_one_part_of_the_path():
    linked = messages.link("AC/DC & Björk?#", LINK)
    assert 'href="https://www.last.fm/music/AC%2FDC%20%26%20Bj%C3%B6rk%3F%23"' in linked


def test_pages_are_numbered_through_and_turn_both_ways():
    names = [f"artist {number}" for number in range(2 * PAGE_SIZE + 1)]
    made = answer(names)
    assert made.pages == 3
    shown = [artist.artist_name for page in range(3) for artist in made.page(page)]
    assert shown == names
    assert f"{PAGE_SIZE + 1}. " in messages.similar(made, 1, WORDS, LINK)

    def turns(page):
        rows = keyboards.similar(made, page, {}, WORDS).inline_keyboard
        return [button.callback_data for button in rows[-1]]

    assert turns(0) == ["p:3:1"]
    assert turns(1) == ["p:3:0", "p:3:2"]
    assert turns(2) == ["p:3:1"]
    single = keyboards.similar(answer(["Muse"]), 0, {}, WORDS).inline_keyboard
    assert len(single) == 1


def test_thumbs_carry_the_marks_they_are_given():
    made = answer(["Muse", "Blur"])
    muse = made.artists[0].artist_key

    def labels(marks):
        rows = keyboards.similar(made, 0, marks, WORDS).inline_keyboard
        return [[button.text for button in row] for row in rows]

    assert labels({}) == [["Muse", "👍", "👎"], ["Blur", "👍", "👎"]]
    own = keyboards.own_marks({muse: -1}, WORDS)
    assert labels(own) == [["Muse", "👍", "👎 ✓"], ["Blur", "👍", "👎"]]


def test_suggestions_read_alike_for_nobody():
    artists = [
        Artist(ArtistKey("a"), ArtistRow(0), "Muse", 1200),
        Artist(ArtistKey("b"), ArtistRow(1), "MUSE", 1),
        Artist(ArtistKey("c"), ArtistRow(2), "Mule", 9),
        Artist(ArtistKey("d"), ArtistRow(3), "x" * 80, 3),
        Artist(ArtistKey("e"), ArtistRow(4), "x" * 80, 3),
        Artist(ArtistKey("f"), ArtistRow(5), "x" * 40 + "y", 3),
    ]
    buttons = [row[0] for row in keyboards.suggestions(artists, WORDS).inline_keyboard]
    labels = [button.text for button in buttons]
    assert labels[:3] == ["1. Muse (1,200 listeners)", "2. MUSE (1 listener)", "Mule"]
    assert len(set(labels)) == len(labels)
    assert len({button.callback_data for button in buttons}) == len(artists)
