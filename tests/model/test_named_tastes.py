"""Tastes by name: a line of JSON in, a line of JSON out."""

from __future__ import annotations

import json

import pytest

from model.adventure import Adventure
from model.errors import UnreadableTaste
from model.named_tastes import NamedTaste, recommended, taste_of_line


@pytest.mark.parametrize(
    ("line", "taste"),
    [
        (
            '{"user": {"id": 7}, "likes": ["Muse"], "dislikes": ["Кино"]}',
            ({"id": 7}, ["Muse"], ["Кино"]),
        ),
        ('{"likes": ["a", "b"]}', (None, ["a", "b"], [])),
        ('{"user": 0, "likes": null, "dislikes": [], "more": 1}', (0, [], [])),
        ("{}", (None, [], [])),
        ("", (None, [], [])),
        (" \t", (None, [], [])),
    ],
)
def test_a_line_names_a_taste_and_whatever_is_missing_is_no_opinion(line, taste):
    assert taste_of_line(line) == NamedTaste(*taste)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "Muse",
        '["Muse"]',
        "null",
        "7",
        '"Muse"',
        '{"likes": "Muse"}',
        '{"dislikes": {"Muse": 1}}',
        '{"likes": [7]}',
        '{"likes": [["Muse"]]}',
        '{"user": NaN}',
        '{"user": 1e999}',
        "[" * 100_000,
        "9" * 5000,
    ],
)
def test_a_line_that_is_no_taste_is_refused_with_its_beginning(line):
    with pytest.raises(UnreadableTaste) as refused:
        taste_of_line(line)
    message = str(refused.value)
    assert line[:20] in message
    assert len(message) < 250


def test_names_are_understood_as_people_write_them_and_the_rest_is_listed(demo):
    taste = NamedTaste("me", ["radiohed", "zzz zzzz"], ["COLDPLAY", "qqq qqqq"])
    answer = recommended(demo, taste, n=20, adventure=Adventure.BALANCED)
    keys = {name: demo.match(name).matches[0].artist.key for name in ("Radiohead", "Coldplay")}
    expected = demo.recommend([keys["Radiohead"]], [keys["Coldplay"]], n=20)
    assert answer == {
        "user": "me",
        "recommended": [one.artist.name for one in expected],
        "unknown": ["zzz zzzz", "qqq qqqq"],
    }


@pytest.fixture
def recommend(kindred, demo_models):
    def run(*arguments, lines=()):
        stdin = "".join(f"{line}\n" for line in lines).encode()
        return kindred("recommend", "--models", demo_models, *arguments, stdin=stdin)

    return run


LINES = [
    '{"user": "a", "likes": ["Radiohead"]}',
    "",
    '{"user": ["b", 2], "likes": ["Metallica", "zzz zzzz"], "dislikes": ["Slayer"]}',
    "   ",
    '{"likes": ["Radiohead"]}',
    '{"user": "\\ud800 half a letter", "likes": ["\\udfff"]}',
]


def test_every_line_read_is_answered_by_a_line_in_the_same_order(recommend):
    status, out, err = recommend("--stdin", "--json", "-n", 5, lines=LINES)
    assert (status, err) == (0, "")
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["user"] for answer in answers] == [
        "a",
        None,
        ["b", 2],
        None,
        None,
        "\ud800 half a letter",
    ]
    assert [len(answer["recommended"]) for answer in answers] == [5, 0, 5, 0, 5, 0]
    assert [answer["unknown"] for answer in answers] == [[], [], ["zzz zzzz"], [], [], ["\udfff"]]
    assert answers[0]["recommended"] == answers[4]["recommended"]
    assert "Metallica" not in answers[2]["recommended"]
    assert "Slayer" not in answers[2]["recommended"]


def test_a_line_that_is_no_taste_ends_it_in_one_line_after_the_answers_before(recommend):
    status, out, err = recommend("--stdin", "--json", lines=[LINES[0], '{"likes": ', LINES[2]])
    assert status == 1
    assert len(out.splitlines()) == 1
    assert err.startswith("kindred: '{\"likes\": ' is not JSON")
    assert err.count("\n") == 1


def test_likes_and_dislikes_may_be_options(recommend):
    options = ("--like", "miles davis", "--like", "john coltrane", "--dislike", "metallica")
    status, out, err = recommend(*options, "-n", 20)
    assert (status, err) == (0, "")
    names = [line.strip() for line in out.splitlines()]
    assert len(names) == 20
    assert "Bill Evans" in names
    assert not {"Miles Davis", "John Coltrane", "Metallica"} & {*names}
    status, out, err = recommend(*options, "-n", 20, "--json")
    assert json.loads(out) == {"user": None, "recommended": names, "unknown": []}


def test_what_nobody_is_known_as_is_said_beside_the_answer(recommend):
    status, out, err = recommend("--like", "muse", "--dislike", "zzz zzzz", "-n", 3)
    assert status == 0
    assert len(out.splitlines()) == 3
    assert err == "Nobody is known as: zzz zzzz\n"


def test_an_adventure_is_asked_for_by_its_name(recommend):
    easy, deep = (recommend("--like", "muse", "--adventure", word)[1] for word in ("easy", "deep"))
    assert easy != deep
    assert recommend("--like", "muse", "--adventure", "wild")[0] == 2


@pytest.mark.parametrize(
    "arguments", [(), ("--stdin", "--like", "Muse"), ("--stdin", "--dislike", "x")]
)
def test_options_or_standard_input_and_not_both(recommend, arguments):
    status, out, err = recommend(*arguments, lines=LINES)
    assert (status, out) == (2, "")
    assert "--stdin" in err


def test_similar_takes_an_adventure_too(kindred, demo_models):
    def listeners(word):
        arguments = ("similar", "muse", "--models", demo_models, "--json", "--adventure", word)
        status, out, _ = kindred(*arguments)
        assert status == 0
        return sum(one["listeners"] for one in json.loads(out)["similar"])

    assert listeners("easy") > listeners("deep")


def test_several_artists_are_asked_for_at_once_with_their_signs(kindred, demo_models, demo):
    ask = ("similar", "--models", demo_models, "--json", "-n", "3")
    _, out, _ = kindred(*ask, "radiohead + björk - coldplay")
    found = json.loads(out)
    assert found["artist"] == "Radiohead + Björk - Coldplay"
    near = [demo.match(name).matches[0].artist.key for name in ("radiohead", "björk")]
    far = [demo.match("coldplay").matches[0].artist.key]
    expected = [one.artist.key for one in demo.similar_to(near, far=far, n=3)]
    assert [one["key"] for one in found["similar"]] == expected


def test_how_well_known_the_answers_are_may_be_said_in_the_text(kindred, demo_models):
    ask = ("similar", "--models", demo_models, "--json", "radiohead")
    said, optional = kindred(*ask, "deep")[1], kindred(*ask, "--adventure", "deep")[1]
    assert json.loads(said)["similar"] == json.loads(optional)["similar"]
    assert json.loads(said)["similar"] != json.loads(kindred(*ask)[1])["similar"]


def test_for_people_too_each_answer_says_whose_it_is(kindred, demo_models):
    lines = b'{"user": "ann", "likes": ["muse"]}\n{"user": 7, "likes": ["slayer"]}\n'
    _, out, _ = kindred("recommend", "--models", demo_models, "--stdin", "-n", "2", stdin=lines)
    told = out.splitlines()
    assert (told[0], told[3]) == ('"ann":', "7:")
    assert len(told) == 6
