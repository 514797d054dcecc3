"""Telegram's manners: typing while it takes long, buttons that rest, topics, migration, blocks."""

from __future__ import annotations

import asyncio

import pytest

from bot.playground.bot_api import METHODS, Refused
from bot.rehearsal import YOU
from tests.end_to_end.conftest import ANNA, BORIS, GROUP, listed, payload, rows


def slowed(services, monkeypatch, seconds):
    """Let the model think for a while before it answers."""
    quick = services.offload.model

    async def slow(work, *args, **kwargs):
        await asyncio.sleep(seconds)
        return await quick(work, *args, **kwargs)

    monkeypatch.setattr(type(services.offload), "model", lambda _, *a, **k: slow(*a, **k))


async def test_the_bot_types_if_an_answer_takes_longer_than_a_second(
    playing, services, monkeypatch
):
    await playing.said("/similar radiohead")
    assert playing.world.chats[YOU.id].actions == []
    slowed(services, monkeypatch, 0.7)
    await playing.said("/similar radiohead")
    assert [one["action"] for one in playing.world.chats[YOU.id].actions] == ["typing"]


async def test_a_button_rests_within_a_second_however_long_its_work_takes(
    playing, services, monkeypatch
):
    (answer,) = await playing.said("/similar radiohead")
    slowed(services, monkeypatch, 1.5)
    rested = asyncio.create_task(_rests(playing))
    (why,) = await playing.pressed(answer, payload(answer, "Why?"))
    assert await rested < 1.2
    assert "listeners also play" in why["text"]


async def _rests(playing):
    """How long a press takes to be answered."""
    loop = asyncio.get_running_loop()
    async with playing.world.changed:
        await playing.world.changed.wait_for(lambda: bool(playing.world.presses))
        started = loop.time()
        await playing.world.changed.wait_for(lambda: not playing.world.presses)
    return loop.time() - started


async def test_a_quick_button_is_answered_once(playing):
    (answer,) = await playing.said("/similar radiohead")
    await playing.pressed(answer, payload(answer, "👍", row=0))
    assert len(playing.toasts()) == 1


async def test_what_concerns_only_whoever_asked_rings_nobodys_phone(group):
    (unknown,) = await group.said("/similar asdfghjkl", chat_id=GROUP, person=ANNA)
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    silent = group.world.chats[GROUP].silent
    assert unknown["message_id"] in silent
    assert answer["message_id"] not in silent
    assert unknown["reply_to_message"]["from"]["id"] == ANNA.id


async def test_answers_stay_in_the_topic_of_the_question(group):
    asked = await group.world.say(GROUP, ANNA.id, "hello", thread_id=77)
    assert asked == 0
    for text in ("/similar radiohead", "/map radiohead", "/help", "/mix"):
        (answer,) = await group.said(text, chat_id=GROUP, person=ANNA, thread_id=77)
        assert answer["message_thread_id"] == 77


async def test_what_a_group_has_said_moves_with_it(group, services):
    group.world.add_group(-55, "Small", (ANNA.id, BORIS.id), kind="group")
    (answer,) = await group.said("/similar radiohead", chat_id=-55, person=ANNA)
    await group.pressed(answer, payload(answer, "👍", row=0), person=ANNA)
    (mix,) = await group.said("/mix", chat_id=-55, person=ANNA)
    await group.pressed(mix, payload(mix, "✋ I take part"), person=ANNA)
    new = await group.world.migrate(-55)
    await group.settled()
    for table in ("queries", "votes", "mix_members"):
        assert {row["chat_id"] for row in rows(services, table)} == {new}
    assert rows(services, "messages") == []  # their numbers are other messages' now
    (again,) = await group.said("/similar radiohead", chat_id=new, person=BORIS)
    assert again["reply_markup"]["inline_keyboard"][0][1]["text"] == "👍 1"


async def test_who_blocks_the_bot_and_comes_back_is_answered_again(playing, caplog):
    await playing.said("/similar radiohead")
    await playing.world.block(YOU.id)
    await playing.settled()
    await playing.world.unblock(YOU.id)
    (answer,) = await playing.said("/similar radiohead")
    assert listed(answer)
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


async def test_what_was_pressed_and_is_gone_is_said_anew(playing):
    (answer,) = await playing.said("/similar radiohead")
    more, number = payload(answer, "More ▶"), answer["message_id"]
    await playing.application.bot.delete_message(YOU.id, number)
    press = {"id": "1", "from": YOU.as_user(), "chat_instance": "1", "data": more}
    (page,) = await playing.happened({"callback_query": {**press, "message": answer}})
    assert "Page 2 of 5" in page["text"]
    assert page["message_id"] != number


async def test_a_channels_post_in_its_discussion_group_is_not_answered(group):
    message = {
        "message_id": 991,
        "date": 1_700_000_000,
        "chat": {"id": GROUP, "type": "supergroup", "title": "Friends"},
        "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
        "sender_chat": {"id": -5, "type": "channel", "title": "News"},
        "is_automatic_forward": True,
        "text": "/similar muse",
        "entities": [{"type": "bot_command", "offset": 0, "length": 8}],
    }
    assert await group.happened({"message": message}, chat_id=GROUP) == []


async def test_in_a_group_one_persons_links_are_not_for_all(group):
    (settings,) = await group.said("/settings", chat_id=BORIS.id, person=BORIS)
    await group.pressed(settings, payload(settings, "YouTube"), person=BORIS)
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    (page,) = await group.pressed(answer, payload(answer, "More ▶"), person=BORIS)
    links = [one["url"] for one in page["entities"] if one["type"] == "text_link"]
    assert all(link.startswith("https://www.last.fm/") for link in links)


@pytest.mark.parametrize("pressed_at_once", [2, 5])
async def test_a_double_press_counts_and_turns_once(playing, services, pressed_at_once):
    (answer,) = await playing.said("/similar radiohead")
    more = payload(answer, "More ▶")
    number = answer["message_id"]
    for _ in range(pressed_at_once):
        await playing.world.press(YOU.id, YOU.id, number, more)
    await playing.settled()
    assert "Page 2 of 5" in playing.world.chats[YOU.id].messages[number]["text"]
    assert len(playing.toasts()) == pressed_at_once


async def test_a_photo_with_a_caption_that_is_a_command_is_no_request(group):
    await group.world.say_photo(GROUP, ANNA.id, "/similar radiohead")
    await group.settled()
    assert [m for m in group.world.chats[GROUP].messages.values() if m["from"]["id"] == 1] == []


async def test_what_a_button_brings_quotes_nobody(group):
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    assert answer["reply_to_message"]["from"]["id"] == ANNA.id
    (onwards,) = await group.pressed(answer, payload(answer, "Muse"), person=BORIS)
    assert "reply_to_message" not in onwards


@pytest.mark.parametrize("text", ["/similar radiohead", "/map radiohead"])
async def test_an_answer_to_a_group_that_has_moved_follows_it(group, text):
    group.world.add_group(-56, "Small", (ANNA.id, BORIS.id), kind="group")
    new = await group.world.migrate(-56)
    await group.settled()
    message = {
        "message_id": 992,
        "date": 1_700_000_000,
        "chat": {"id": -56, "type": "group", "title": "Small"},
        "from": ANNA.as_user(),
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}],
    }
    (answer,) = await group.happened({"message": message}, chat_id=new)
    assert answer["chat"]["id"] == new


async def test_a_press_counts_even_if_it_cannot_be_acknowledged_now(playing, monkeypatch):
    (answer,) = await playing.said("/similar radiohead")

    async def wait(_world, _parameters):
        raise Refused(429, "Too Many Requests: retry after 1", {"retry_after": 1})

    monkeypatch.setitem(METHODS, "answercallbackquery", wait)
    (page,) = await playing.pressed(answer, payload(answer, "More ▶"))
    assert "Page 2 of 5" in page["text"]


async def test_a_message_of_a_group_that_is_about_nobody_any_more_is_not_kept(group, services):
    await group.said("/similar muse", chat_id=GROUP, person=ANNA)
    asked = group.written(chat_id=GROUP, person=ANNA)[-1]
    assert len(rows(services, "messages")) == 1
    await group.edited(asked, "/help", person=ANNA)
    assert rows(services, "messages") == []
