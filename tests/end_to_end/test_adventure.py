"""Better or lesser known: as a word behind the name, and by a button below the answer."""

from __future__ import annotations

from statistics import median

import pytest

from bot.rehearsal import YOU
from bot.store.export import exported_events
from tests.end_to_end.conftest import ANNA, BORIS, GROUP, labels, listed, payload, rows

LEVELS = {"Better known", "Closest", "Lesser known"}


def fame_of(services, query_id):
    """How many listeners an artist of an answer has, as a rule."""
    answers = [row for row in rows(services, "answers") if row["query_id"] == query_id]
    return median(row["listeners"] for row in answers)


@pytest.mark.parametrize(
    ("typed", "adventure", "leaning"),
    [
        ("/similar radiohead easy", "easy", "Leaning to the better known."),
        ("radiohead Deep", "deep", "Leaning to the lesser known."),
        ("/similar radiohead balanced", "balanced", ""),
        ("/similar radiohead", "balanced", ""),
    ],
)
async def test_a_word_behind_the_name_chooses_the_level(
    playing, services, typed, adventure, leaning
):
    (answer,) = await playing.said(typed)
    title, said, *_ = answer["text"].split("\n")
    assert title == "Those who listen to Radiohead also love"
    assert said == leaning
    (query,) = rows(services, "queries")
    assert (query["adventure"], query["seed_name"]) == (adventure, "Radiohead")


async def test_deep_is_lesser_known_and_easy_better_known(playing, services):
    for typed in ("radiohead easy", "radiohead", "radiohead deep"):
        await playing.said(typed)
    easy, balanced, deep = (fame_of(services, number) for number in (1, 2, 3))
    assert easy > balanced > deep


async def test_an_artist_whose_name_ends_in_such_a_word_is_that_artist(playing, services):
    (answer,) = await playing.said("/similar mobb deep")
    assert answer["text"].startswith("Those who listen to Mobb Deep")
    assert rows(services, "queries")[0]["adventure"] == "balanced"


async def test_the_buttons_answer_anew_in_place_and_each_answer_is_written_down(playing, services):
    (answer,) = await playing.said("/similar radiohed")
    (deep,) = await playing.pressed(answer, payload(answer, "Lesser known"))
    assert deep["message_id"] == answer["message_id"]
    assert deep["text"].split("\n")[:2] == [
        "Those who listen to Radiohead also love",
        "Leaning to the lesser known.",
    ]
    assert labels(deep)[-3] == ["Better known", "Closest"]
    (easy,) = await playing.pressed(deep, payload(deep, "Better known"))
    assert labels(easy)[-3] == ["Closest", "Lesser known"]
    (closest,) = await playing.pressed(easy, payload(easy, "Closest"))
    assert listed(closest) == listed(answer)
    assert labels(closest)[-3] == ["Better known", "Lesser known"]
    written = [(row["way"], row["typed"], row["adventure"]) for row in rows(services, "queries")]
    assert written == [
        ("command", "radiohed", "balanced"),
        ("button", "", "deep"),
        ("button", "", "easy"),
        ("button", "", "balanced"),
    ]
    assert {row["seed_name"] for row in rows(services, "queries")} == {"Radiohead"}


async def test_pages_votes_and_reasons_are_those_of_the_new_answer(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    (deep,) = await playing.pressed(answer, payload(answer, "Lesser known"))
    (page,) = await playing.pressed(deep, payload(deep, "More ▶"))
    assert "Leaning to the lesser known." in page["text"]
    assert labels(page)[-3] == ["Better known", "Closest"]
    stored = [row["artist_name"] for row in rows(services, "answers") if row["query_id"] == 2]
    assert listed(deep) + listed(page) == stored[:12]
    (marked,) = await playing.pressed(page, payload(page, "👍", row=0))
    assert listed(marked) == listed(page)
    assert labels(marked)[0][1] == "👍 ✓"
    (vote,) = rows(services, "votes")
    assert (vote["query_id"], vote["artist_name"]) == (2, stored[6])
    (why,) = await playing.pressed(marked, payload(marked, "Why?"))
    assert listed(why) == listed(page)
    assert labels(why)[-3] == ["Better known", "Closest"]
    (easy,) = await playing.pressed(why, payload(why, "Better known"))
    assert "also play" not in easy["text"].replace("also love", "")
    assert labels(easy)[-1] == ["Why?", "More ▶"]


async def test_in_a_group_the_answer_belongs_to_whoever_pressed(group, services):
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    await group.pressed(answer, payload(answer, "Lesser known"), person=BORIS)
    asked, pressed = rows(services, "queries")
    assert (asked["person_id"], pressed["person_id"]) == (ANNA.id, BORIS.id)
    assert pressed["chat_id"] == GROUP


async def test_an_export_has_a_row_for_each_answer(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    await playing.pressed(answer, payload(answer, "Lesser known"))
    events = list(exported_events(services.database))
    assert [(one["kind"], one["seed_name"]) for one in events] == [("query", "Radiohead")] * 2


async def test_buttons_of_an_answer_from_before_there_were_levels_still_work(playing, services):
    """A message sent by an earlier version has a row per artist and one to turn pages."""
    (answer,) = await playing.said("/similar radiohead")
    old = [
        row for row in answer["reply_markup"]["inline_keyboard"] if row[0]["text"] not in LEVELS
    ]
    old[-1] = [button for button in old[-1] if button["text"] != "Why?"]
    chat = playing.world.chats[YOU.id]
    kept = {"reply_markup": {"inline_keyboard": old}}
    message = await playing.world.bot_changes(chat, answer["message_id"], kept)
    services.database.execute("UPDATE queries SET adventure = 'balanced'")
    services.database.execute("DELETE FROM seeds")
    (marked,) = await playing.pressed(message, payload(message, "👍", row=0))
    assert labels(marked)[0][1] == "👍 ✓"
    (page,) = await playing.pressed(message, payload(message, "More ▶"))
    assert "Page 2 of 5" in page["text"]
