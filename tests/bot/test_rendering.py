from __future__ import annotations

from dataclasses import replace

import pytest
from telegram import InlineKeyboardMarkup

from bot.answers import PAGE_SIZE, Answer, AnsweredArtist, Kind, Seed
from bot.callback_data import ShowArtist
from bot.i18n.translator import Translator
from bot.playground.markup import parsed_html
from bot.rendering import keyboards, messages, requests, tastes
from model.adventure import Adventure
from model.catalog import Artist, artist_key
from model.matching import Matching, Outcome
from model.signed_request import Flaw, Refused, Unclear
from model.types import ArtistKey, ArtistRow, VersionId

WORDS = Translator().words_for("en")
LINK = "https://www.last.fm/music/{name}"


def answer(names, *, typed="radiohed", is_exact=False, seed="Radiohead", **more):
    artists = tuple(AnsweredArtist(artist_key(name), name, 0.87, 12345, 678) for name in names)
    return Answer(3, typed, is_exact, artist_key(seed), seed, VersionId("v"), artists, **more)


def seeds(*names, sign=1):
    return tuple(Seed(artist_key(name), name, sign) for name in names)


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


@pytest.mark.parametrize(
    ("adventure", "said"),
    [
        (Adventure.EASY, ["Leaning to the better known.", ""]),
        (Adventure.BALANCED, [""]),
        (Adventure.DEEP, ["Leaning to the lesser known.", ""]),
    ],
)
def test_an_answer_says_which_way_it_leans(adventure, said):
    made = answer(["Muse"], is_exact=True, adventure=adventure)
    text, _ = parsed_html(messages.similar(made, 0, WORDS, LINK))
    assert text.split("\n")[1:-1] == said


@pytest.mark.parametrize(
    ("near", "far", "title"),
    [
        (["Björk"], [], "Close to Radiohead and Björk"),
        ([], ["Coldplay"], "Close to Radiohead, away from Coldplay"),
        (["Björk"], ["Coldplay"], "Close to Radiohead and Björk, away from Coldplay"),
        (["Muse", "Blur"], ["A", "B"], "Close to Radiohead, Muse and Blur, away from A and B"),
    ],
)
def test_an_answer_for_several_names_them_all_and_whose_listeners_are_shared(near, far, title):
    made = answer(["Pulp"], further=seeds(*near) + seeds(*far, sign=-1))
    text, _ = parsed_html(messages.similar(made, 0, WORDS, LINK))
    assert text.split("\n") == [
        title,
        "",
        "1. Pulp: 87% alike, 678 of 12,345 listeners shared with Radiohead",
    ]


def test_nobody_close_to_several_names_who_was_asked_for():
    made = answer([], further=seeds("Björk") + seeds("Muse", sign=-1))
    text, _ = parsed_html(messages.nobody_similar(made, WORDS))
    assert "Radiohead and Björk" in text


def test_a_part_that_is_not_clear_is_quoted():
    for outcome in (Outcome.UNSURE, Outcome.UNKNOWN):
        text = requests.unclear_part(Unclear(Matching("<b>x", (), outcome)), WORDS)
        assert "“&lt;b&gt;x”" in text


def test_a_refusal_says_what_would_make_sense():
    examples = ("Coldplay", "Muse", "Blur")
    only_away = requests.refused(Refused(Flaw.ONLY_AWAY, "Coldplay"), examples, WORDS)
    assert "<code>Muse - Coldplay</code>" in only_away
    both = requests.refused(Refused(Flaw.ON_BOTH_SIDES, "A&B"), examples, WORDS)
    assert "<b>A&amp;B</b>" in both
    assert requests.refused(Refused(Flaw.TOO_MANY), examples, WORDS).startswith("5 artists")


NASTY = ["AC<DC", "</a><b>", "a&b", '"x"', "$link", "{ $name }", "\ufffc", "\u202eevil", "1" * 500]


@pytest.mark.parametrize("name", NASTY)
def test_no_name_can_break_the_markup_or_the_limits(name):
    made = answer([name] * 40, typed=name * 20, seed=name, adventure=Adventure.DEEP)
    several = replace(made, further=seeds(name, name) + seeds(name, name, sign=-1))
    for page in range(made.pages):
        for each in (made, several):
            text, _ = parsed_html(messages.similar(each, page, WORDS, LINK))
            assert len(text.encode("utf-16-le")) // 2 <= 4096
    for text in (
        requests.unclear_part(Unclear(Matching(name, (), Outcome.UNSURE)), WORDS),
        requests.unclear_part(Unclear(Matching(name, (), Outcome.UNKNOWN)), WORDS),
        *(requests.refused(Refused(flaw, name), (name, name, name), WORDS) for flaw in Flaw),
        messages.nobody_similar(several, WORDS),
        messages.unsure(name, WORDS),
        messages.unknown(name, (name, name, name), WORDS),
        messages.start(name, WORDS, is_demo=True),
        messages.nobody_similar(made, WORDS),
    ):
        assert parsed_html(text)[0]
    for is_explained in (False, True):
        shown = keyboards.below(made, 1, {}, WORDS, is_explained=is_explained)
        for button in (one for row in shown.inline_keyboard for one in row):
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
        rows = keyboards.below(made, page, {}, WORDS).inline_keyboard
        return [button.callback_data for button in rows[-1]]

    assert turns(0) == ["w:3:0", "p:3:1"]
    assert turns(1) == ["p:3:0", "w:3:1", "p:3:2"]
    assert turns(2) == ["p:3:1", "w:3:2"]


def test_the_button_that_hides_the_reasons_shows_the_page_plain_and_thumbs_keep_them():
    made = answer([f"artist {number}" for number in range(3 * PAGE_SIZE)])
    explained = keyboards.below(made, 1, {}, WORDS, is_explained=True).inline_keyboard
    labels = [button.text for button in explained[-1]]
    assert labels == ["◀ Back", "Hide why", "More ▶"]
    assert [button.callback_data for button in explained[-1]] == ["p:3:0", "p:3:1", "p:3:2"]
    thumbs = [button for row in explained[:PAGE_SIZE] for button in row[1:]]
    assert all(str(button.callback_data).endswith("?") for button in thumbs)


@pytest.mark.parametrize(
    ("adventure", "others"),
    [
        (Adventure.EASY, [("Closest", "d:3:balanced"), ("Lesser known", "d:3:deep")]),
        (Adventure.BALANCED, [("Better known", "d:3:easy"), ("Lesser known", "d:3:deep")]),
        (Adventure.DEEP, [("Better known", "d:3:easy"), ("Closest", "d:3:balanced")]),
    ],
)
def test_the_two_other_levels_are_one_press_away(adventure, others):
    shown = keyboards.below(answer(["Muse"], adventure=adventure), 0, {}, WORDS)
    assert [(one.text, one.callback_data) for one in shown.inline_keyboard[-3]] == others


def test_thumbs_carry_the_marks_they_are_given():
    made = answer(["Muse", "Blur"])
    muse = made.artists[0].artist_key

    def labels(marks):
        rows = keyboards.below(made, 0, marks, WORDS).inline_keyboard
        return [[button.text for button in row] for row in rows[:-3]]

    assert labels({}) == [["Muse", "👍", "👎"], ["Blur", "👍", "👎"]]
    own = keyboards.own_marks({muse: -1}, WORDS)
    assert labels(own) == [["Muse", "👍", "👎 ✓"], ["Blur", "👍", "👎"]]


@pytest.mark.parametrize("kind", [Kind.SIMILAR, Kind.RECOMMENDED, Kind.STARTERS, Kind.MIX])
def test_telegram_is_told_of_buttons_what_the_library_would_tell(kind):
    made = answer([f"Artist {number}" for number in range(20)], kind=kind)
    buttons = keyboards.below(made, 1, {}, WORDS)
    assert buttons.to_dict() == InlineKeyboardMarkup(buttons.inline_keyboard).to_dict()


def test_suggestions_read_alike_for_nobody():
    artists = [
        Artist(ArtistKey("a"), ArtistRow(0), "Muse", 1200),
        Artist(ArtistKey("b"), ArtistRow(1), "MUSE", 1),
        Artist(ArtistKey("c"), ArtistRow(2), "Mule", 9),
        Artist(ArtistKey("d"), ArtistRow(3), "x" * 80, 3),
        Artist(ArtistKey("e"), ArtistRow(4), "x" * 80, 3),
        Artist(ArtistKey("f"), ArtistRow(5), "x" * 40 + "y", 3),
    ]
    suggested = keyboards.suggestions(artists, WORDS, ShowArtist)
    buttons = [row[0] for row in suggested.inline_keyboard]
    labels = [button.text for button in buttons]
    assert labels[:3] == ["1. Muse (1,200 listeners)", "2. MUSE (1 listener)", "Mule"]
    assert len(set(labels)) == len(labels)
    assert len({button.callback_data for button in buttons}) == len(artists)


def test_a_mix_of_very_many_fits_a_message_and_counts_those_whom_it_does_not_name():
    names = {number: f"Somebody with a long name {number:04d}" for number in range(200)}
    artists = [
        AnsweredArtist(artist_key(n), n * 20, 0.5, 9, 0, (), tuple(names)) for n in "abcdef"
    ]
    made = replace(answer(["x"]), artists=tuple(artists), kind=Kind.MIX, seed_key="")
    for served in (tuple(names), tuple(names)[1:]):
        shown = replace(made, artists=tuple(replace(one, served=served) for one in made.artists))
        text, _ = parsed_html(tastes.mix(shown, 0, names, WORDS, LINK))
        assert len(text) < 4096
        assert "and 180 others" in text
    assert "and 194 others" in text
