"""The real application talks over HTTP to an imitated Telegram, as a person sees it."""

from __future__ import annotations

import asyncio
import shutil

import pytest

from bot.handlers import GROUP_MENU, PRIVATE_MENU
from bot.playground.bot_api import METHODS, Refused
from bot.rehearsal import YOU, playground_settings, rehearsal
from bot.services import open_services
from model.pipeline import Promotion, train_version
from model.plays.demo import read_demo
from model.registry import Registry
from model.training.settings import TrainingSettings
from tests.conftest import NOW
from tests.end_to_end.conftest import (
    ANNA,
    BORIS,
    GROUP,
    labels,
    listed,
    payload,
    rows,
)


async def test_an_artist_asked_for_is_answered_with_artists_links_and_buttons(playing):
    (answer,) = await playing.said("/similar radiohead")
    artists = listed(answer)
    assert len(artists) == 6
    assert "Muse" in artists
    assert "Radiohead" not in artists
    assert [row[0] for row in labels(answer)[:6]] == artists
    assert all(row[1:] == ["👍", "👎"] for row in labels(answer)[:6])
    assert labels(answer)[6:] == [
        ["Better known", "Lesser known"],
        ["🗺 Map", "🚫 Not this one"],
        ["Why?", "More ▶"],
    ]
    links = [one["url"] for one in answer["entities"] if one["type"] == "text_link"]
    assert len(links) == 6
    assert "https://www.last.fm/music/Muse" in links


async def test_plain_text_in_a_private_chat_is_an_artist_too(playing):
    (command,) = await playing.said("/similar miles davis")
    (text,) = await playing.said("miles davis")
    assert listed(command) == listed(text)


async def test_a_misspelt_name_is_answered_and_said(playing):
    (answer,) = await playing.said("/similar radiohed")
    assert answer["text"].startswith("Showing Radiohead for “radiohed”")
    (answer,) = await playing.said("/similar radiohead")
    assert "Showing" not in answer["text"]


@pytest.mark.parametrize(
    "typed",
    [
        "/similar рэдиохед",
        "/similar кфвшщруфв",
        "ｒａｄｉｏｈｅｄ",
        "bands like radiohead please",
        "レディオヘッド",
    ],
)
async def test_whoever_is_meant_is_said_in_any_script_layout_or_sentence(playing, typed):
    (answer,) = await playing.said(typed)
    assert answer["text"].startswith("Showing Radiohead for “")
    assert listed(answer)


async def test_a_sentence_about_nobody_is_not_answered_with_an_artist(playing):
    (answer,) = await playing.said("what is the weather tomorrow")
    assert "I know no artist" in answer["text"]


async def test_an_unsure_name_is_asked_about_and_the_pressed_artist_answered(playing):
    (question,) = await playing.said("/similar musw")
    assert "not sure" in question["text"]
    assert 1 <= len(labels(question)) <= 5
    assert ["Muse"] in labels(question)
    (answer,) = await playing.pressed(question, payload(question, "Muse"))
    assert answer["text"].startswith("Those who listen to Muse")


async def test_an_unknown_name_gets_a_kind_sentence_with_examples_that_work(playing):
    (answer,) = await playing.said("/similar asdfghjkl")
    assert "I know no artist called “asdfghjkl”" in answer["text"]
    examples = [
        answer["text"].encode("utf-16-le")[2 * one["offset"] : 2 * (one["offset"] + one["length"])]
        for one in answer["entities"]
        if one["type"] == "code"
    ]
    assert len(examples) == 3
    for example in examples:
        (again,) = await playing.said(example.decode("utf-16-le"))
        assert listed(again)


async def test_no_argument_asks_for_one_and_the_answer_counts_in_a_group_too(group):
    (asked,) = await group.said("/similar", chat_id=GROUP, person=ANNA)
    assert "Which artist?" in asked["text"]
    assert group.world.chats[GROUP].asks["message_id"] == asked["message_id"]
    (answer,) = await group.said("кино", chat_id=GROUP, person=ANNA, reply_to=asked["message_id"])
    assert "ДДТ" in answer["text"]


async def test_a_reply_to_anything_else_in_a_group_is_none_of_the_bots_business(group):
    (answer,) = await group.said("/similar muse", chat_id=GROUP, person=ANNA)
    said = await group.said("lol nice", chat_id=GROUP, person=BORIS, reply_to=answer["message_id"])
    assert said == []


async def test_pressing_an_artist_goes_on_from_there(playing):
    (first,) = await playing.said("/similar radiohead")
    (second,) = await playing.pressed(first, payload(first, "Muse"))
    assert second["message_id"] != first["message_id"]
    assert second["text"].startswith("Those who listen to Muse")


async def test_pages_turn_in_place_and_repeat_nobody(playing):
    (page,) = await playing.said("/similar metallica")
    number, seen = page["message_id"], listed(page)
    while "More ▶" in labels(page)[-1]:
        (page,) = await playing.pressed(page, payload(page, "More ▶"))
        assert page["message_id"] == number
        seen += listed(page)
    assert len(seen) == 30
    assert len(set(seen)) == 30
    (back,) = await playing.pressed(page, payload(page, "◀ Back"))
    assert listed(back) == seen[18:24]


async def test_start_and_help_say_what_there_is(playing):
    (start,) = await playing.said("/start")
    assert "/similar" in start["text"]
    assert "listeners are simulated" in start["text"]
    (help_,) = await playing.said("/help")
    assert "2,092 artists" in help_["text"]


async def test_the_command_menu_is_set(playing):
    assert [one["command"] for one in playing.world.commands] == list(PRIVATE_MENU)


async def test_a_group_has_a_menu_of_its_own_and_each_language_too(group):
    menus, chats = group.world.menus, group.world.chats
    names = [one["command"] for one in menus.seen_by(ANNA, chats[GROUP])]
    assert names == list(GROUP_MENU)


async def test_an_unknown_command_is_answered_in_private_and_ignored_in_a_group(group):
    (answer,) = await group.said("/simlar radiohead")
    assert "do not know that command" in answer["text"]
    for odd in ("/simlar!", "/ac/dc", "/foo-bar"):
        assert len(await group.said(odd)) == 1
    assert await group.said("/simlar radiohead", chat_id=GROUP, person=ANNA) == []


async def test_a_command_for_another_bot_is_left_to_it(group):
    assert await group.said("/similar@OtherBot radiohead") == []
    assert await group.said("/similar@OtherBot radiohead", chat_id=GROUP, person=ANNA) == []
    own = group.world.bot["username"]
    for where in (ANNA.id, GROUP):
        (refused,) = await group.said(f"/simlar@{own} muse", chat_id=where, person=ANNA)
        assert "do not know that command" in refused["text"]
    assert await group.said(f"/similar@{own} radiohead", chat_id=GROUP, person=ANNA)


ODD = {
    "long": "x" * 4096,
    "long words": "radiohead " * 400,
    "long command": "/similar " + "ы" * 4000,
    "emoji": "🎉🎉🎉",
    "one letter": "a",
    "html": "<b>AC</b> & <script>",
    "html command": "/similar <a href='x'>&amp;",
    "controls": "a\x00b\x07\u202e\u200b",
    "zalgo": "r\u0317\u0316a\u0310\u0351d\u034ei\u0322o" * 50,
    "braces": "{ $typed } {name}",
    "lines": "muse\nradiohead\r\n",
    "slash": "ac/dc",
    "half a surrogate": "radio\ud83dhead",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
async def test_whatever_is_typed_gets_exactly_one_answer(playing, services, text):
    answers = await playing.said(text)
    assert len(answers) == 1
    assert len(answers[0]["text"]) <= 4096
    assert len(rows(services, "queries")) == 1


async def test_a_group_over_its_limit_keeps_nobody_else_waiting(group):
    for _ in range(23):  # Telegram lets a bot say twenty things a minute in a group
        await group.world.say(GROUP, ANNA.id, "/help")
    await group.world.say(YOU.id, YOU.id, "radiohead")
    async with asyncio.timeout(5), group.world.changed:
        chat = group.world.chats[YOU.id]
        await group.world.changed.wait_for(lambda: len(chat.messages) == 2)


async def test_every_query_is_written_down_whole(playing, services):
    (answer,) = await playing.said("/similar radiohed")
    await playing.said("asdfghjkl")
    await playing.said("musw")
    await playing.pressed(answer, payload(answer, "Muse"))
    written = [
        (row["way"], row["typed"], row["outcome"], row["seed_name"])
        for row in rows(services, "queries")
    ]
    assert written == [
        ("command", "radiohed", "confident", "Radiohead"),
        ("text", "asdfghjkl", "unknown", ""),
        ("text", "musw", "unsure", ""),
        ("button", "", "confident", "Muse"),
    ]
    first = rows(services, "queries")[0]
    assert (first["person_id"], first["chat_id"], first["chat_type"]) == (
        YOU.id,
        YOU.id,
        "private",
    )
    assert first["model_version"] == services.live.recommender.version_id
    assert 0 < first["took_ms"] < 10_000
    assert 84 <= first["score"] < 100
    answered = [row for row in rows(services, "answers") if row["query_id"] == first["id"]]
    assert [row["position"] for row in answered] == list(range(30))
    assert [row["artist_name"] for row in answered[:6]] == listed(answer)


async def test_a_query_is_written_before_the_answer_is_sent(playing, services, monkeypatch):
    """If the answer cannot be sent, the query is in the store all the same."""

    async def refuse(_world, _parameters):
        raise Refused(403, "Forbidden: bot was blocked by the user")

    monkeypatch.setitem(METHODS, "sendmessage", refuse)
    assert await playing.said("/similar radiohead") == []
    assert len(rows(services, "queries")) == 1


@pytest.mark.parametrize(
    "data",
    ["", "nonsense", "a:AAAAAAAAAAA", "p:999:0", "v:999:AAAAAAAAAAA:+", "w:999:0", "d:999:deep"],
)
async def test_a_forged_or_forgotten_button_is_told_so_and_changes_nothing(
    playing, services, data
):
    (answer,) = await playing.said("/similar radiohead")
    assert await playing.pressed(answer, data) == []
    assert playing.toasts()[-1]
    assert rows(services, "votes") == []


async def test_another_chats_answer_cannot_be_turned_or_voted_on(group, services):
    (answer,) = await group.said("/similar radiohead")
    (elsewhere,) = await group.said("/similar muse", chat_id=GROUP, person=ANNA)
    pressed = (payload(answer, "👍", row=0), payload(answer, "👍", row=0) + "?")
    labelled = ("More ▶", "Why?", "Lesser known")
    for data in (*pressed, *(payload(answer, label) for label in labelled)):
        assert await group.pressed(elsewhere, data, person=ANNA) == []
        assert "too old" in group.toasts(GROUP)[-1]
    assert rows(services, "votes") == []
    assert len(rows(services, "queries")) == 2


async def test_buttons_of_a_version_before_still_do_what_their_labels_say(demo_models, tmp_path):
    """While the bot runs, a version becomes current in which every artist has another row."""
    shutil.copytree(demo_models, tmp_path / "models")
    settings = playground_settings(models=tmp_path / "models", db=tmp_path / "bot.db")
    services = open_services(settings)
    async with rehearsal(settings, services) as playing:
        (answer,) = await playing.said("/similar radiohead")
        before = services.live.recommender
        plays, registry = read_demo(listeners=2000, seed=5), Registry(tmp_path / "models")
        train_version(plays, TrainingSettings(), registry, promotion=Promotion.ALWAYS, now=NOW)
        assert services.live.refresh()
        key = before.match("radiohead").matches[0].artist.key
        assert services.live.recommender.artist(key).row != before.artist(key).row
        (more,) = await playing.pressed(answer, payload(answer, "More ▶"))
        assert not set(listed(more)) & set(listed(answer))
        first = listed(answer)[0]
        (onwards,) = await playing.pressed(answer, payload(answer, first))
        assert first in onwards["text"].split("\n")[0]
    services.close()
