from __future__ import annotations

import pytest

from bot.answers import Answer, AnsweredArtist, Seed
from bot.i18n.translator import Translator
from bot.playground.markup import parsed_html
from bot.reasons import Missing, reasons_for
from bot.rendering.reasons import told_times, why
from model.catalog import Artist, artist_key
from model.explanation import Explanation
from model.types import ArtistKey, ArtistRow, VersionId

WORDS = Translator().words_for("en")
LINK = "https://www.last.fm/music/{name}"
GONE = ArtistKey("AAAAAAAAAAA")


def artist(name):
    return Artist(artist_key(name), ArtistRow(0), name, 100)


def explained(*, shared=40, lift=9.2, connecting=(), up=0, down=0, seed="Radiohead", name="Muse"):
    connecting = tuple(map(artist, connecting))
    return Explanation(artist(seed), artist(name), shared, lift, connecting, up, down)


def said(*reasons, name="Muse", seed="Radiohead", further=()):
    """The lines of a page, a reason for each artist."""
    artists = tuple(AnsweredArtist(artist_key(name), name, 0.9, 100, 40) for _ in reasons)
    answer = Answer(
        3,
        "",
        is_exact=True,
        seed_key=artist_key(seed),
        seed_name=seed,
        model_version=VersionId("v"),
        artists=artists,
        further=further,
    )
    text, entities = parsed_html(why(answer, 0, reasons, WORDS, LINK))
    assert [one["type"] for one in entities].count("text_link") == len(reasons)
    assert len(text.encode("utf-16-le")) // 2 <= 4096
    return text.split("\n")[2:]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            explained(connecting=["Blur", "Pulp", "Air"], up=3, down=1),
            (
                "40 listeners also play Radiohead, 9 times as many as by chance;"
                " both are heard with Blur, Pulp and Air; votes on the two: 👍 3, 👎 1."
            ),
        ),
        (explained(shared=1, lift=1.0), "1 listener also plays Radiohead."),
        (
            explained(shared=1, lift=2.44),
            "1 listener also plays Radiohead, 2.4 times as many as by chance.",
        ),
        (
            explained(shared=1200, lift=0.5, connecting=["Blur", "Pulp"]),
            "1,200 listeners also play Radiohead; both are heard with Blur and Pulp.",
        ),
        (explained(shared=0, lift=0.0, connecting=["Blur"]), "both are heard with Blur."),
        (explained(shared=0, lift=0.0, up=2), "votes on the two: 👍 2, 👎 0."),
        (explained(shared=0, lift=0.0, down=2), "votes on the two: 👍 0, 👎 2."),
        (
            explained(shared=0, lift=0.0),
            "its listeners and those of Radiohead otherwise play much the same.",
        ),
        (Missing.ARTIST, "is not in the present model any more."),
        (Missing.SEED, "Radiohead is not in the present model any more, so I cannot say."),
    ],
)
def test_a_reason_is_one_sentence_of_what_there_is_to_say(reason, sentence):
    assert said(reason) == [f"1. Muse: {sentence}"]


@pytest.mark.parametrize(
    ("lift", "told"),
    [(0, None), (0.4, None), (1, None), (1.04, None), (1.06, 1.1), (2.44, 2.4), (2.97, 3),
     (9.2, 9), (9.7, 10), (18.4, 18), (137, 140), (1234, 1200)],
)  # fmt: skip
def test_times_are_told_as_exactly_as_they_are_worth_and_not_below_chance(lift, told):
    assert told_times(lift) == told


def test_of_several_asked_for_all_that_are_gone_are_named():
    (line,) = said(Missing.SEED, further=(Seed(GONE, "Björk", 1), Seed(GONE, "Muse", -1)))
    assert "Radiohead and Björk are not in the present model" in line


def test_whom_to_keep_away_from_is_no_reason():
    avoided = (Seed(artist_key("Blur"), "Blur", -1),)
    (line,) = said(explained(connecting=["Blur", "Pulp"]), further=avoided)
    assert line.endswith("both are heard with Pulp.")


NASTY = ["AC<DC", "</a><b>", "a&b", "{ $name }", "\ufffc", "1" * 500, "🎸" * 500]


@pytest.mark.parametrize("name", NASTY)
def test_no_name_can_break_a_reason(name):
    reason = explained(connecting=[name] * 3, up=10**6, down=10**6, seed=name, name=name)
    lines = said(*[reason] * 6, name=name, seed=name)
    assert len(lines) == 6
    assert all(line.count("both are heard with") == 1 for line in lines)


def test_each_artist_is_explained_by_the_one_asked_for_it_shares_most_listeners_with(demo):
    keys = {name: demo.match(name).matches[0].artist.key for name in ("radiohead", "björk")}
    near = list(keys.values())
    asked = [one.artist.key for one in demo.similar_to(near, n=12)]
    reasons = reasons_for(demo, near, asked)
    for key, reason in zip(asked, reasons, strict=True):
        best = max(
            (demo.explain(seed, key) for seed in near), key=lambda one: one.shared_listeners
        )
        assert reason == best
    told = {reason.artist.name for reason in reasons if isinstance(reason, Explanation)}
    assert told == {"Radiohead", "Björk"}


def test_what_the_model_does_not_know_is_missing_and_never_an_error(demo):
    radiohead, muse = (demo.match(name).matches[0].artist.key for name in ("radiohead", "muse"))
    reason, missing = reasons_for(demo, [GONE, radiohead], [muse, GONE])
    assert reason == demo.explain(radiohead, muse)
    assert missing is Missing.ARTIST
    assert reasons_for(demo, [GONE], [muse, GONE]) == [Missing.SEED, Missing.ARTIST]
