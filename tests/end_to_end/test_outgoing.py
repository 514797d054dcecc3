"""Telegram refuses, halts, is slow or gone: all is said, once, and nobody else waits."""

from __future__ import annotations

import asyncio

import pytest

from bot.outgoing import delivery
from bot.outgoing.pace import TELEGRAM_PACE
from bot.playground.faults import Delay, Disconnection, Fault, Garbage, Refusal
from bot.playground.world import Person
from bot.rehearsal import YOU, playground_settings, rehearsal
from tests.end_to_end.conftest import ANNA, BORIS, GROUP, payload, rows

FLOODED = Refusal(429, "Too Many Requests: retry after 3", {"retry_after": 3})
BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")


def texts(playing, chat_id=YOU.id):
    messages = playing.world.chats[chat_id].messages.values()
    return [one["text"] for one in messages if one["from"]["id"] == 1]


def fail(playing, trouble, *, method="sendmessage", times=1, chat_id=None):
    playing.world.faults.add(Fault(method, trouble, times, chat_id))


async def test_a_flood_halt_is_obeyed_to_the_second_for_its_chat_alone(group):
    fail(group, FLOODED, chat_id=ANNA.id)
    await group.world.say(ANNA.id, ANNA.id, "/similar radiohead")
    await asyncio.sleep(0.2)
    await group.world.say(BORIS.id, BORIS.id, "/similar muse")
    chat = group.world.chats[BORIS.id]
    async with asyncio.timeout(2.5), group.world.changed:
        await group.world.changed.wait_for(lambda: len(chat.messages) == 2)
    assert texts(group, ANNA.id) == []
    await group.done()
    assert len(texts(group, ANNA.id)) == 1
    first, second = group.world.calls.of("sendmessage", ANNA.id)
    assert 3.0 <= second.time - first.time < 5.0


@pytest.mark.parametrize(
    "trouble",
    [
        Disconnection(),
        Garbage(),
        Refusal(500, "Internal Server Error"),
        Refusal(502, "Bad Gateway"),
    ],
)
async def test_an_answer_that_did_not_arrive_is_sent_again_and_stands_once(playing, trouble):
    fail(playing, trouble)
    await playing.said("/similar radiohead")
    assert len(texts(playing)) == 1


@pytest.mark.parametrize("trouble", [Disconnection(after=True), Garbage(after=True)])
async def test_an_answer_whose_receipt_was_lost_stands_twice_at_most(playing, services, trouble):
    fail(playing, trouble)
    await playing.said("/similar radiohead")
    assert len(texts(playing)) == 2
    assert len(rows(services, "queries")) == 1
    fail(playing, trouble, times=None)
    await playing.said("/similar muse")
    playing.world.faults.clear()
    assert len(texts(playing)) == 4


@pytest.mark.parametrize(
    "trouble", [Disconnection(), Refusal(502, "Bad Gateway"), Refusal(400, "Bad Request: x")]
)
async def test_what_was_pressed_is_done_though_the_press_cannot_be_acknowledged(playing, trouble):
    (answer,) = await playing.said("/similar radiohead")
    fail(playing, trouble, method="answercallbackquery")
    (turned,) = await playing.pressed(answer, payload(answer, "More ▶"))
    assert "Page 2 of 5" in turned["text"]
    fail(playing, trouble, method="answercallbackquery")
    (marked,) = await playing.pressed(turned, payload(turned, "👍", row=0))
    assert "👍 ✓" in str(marked["reply_markup"])


async def test_telegrams_troubles_are_waited_out(playing, monkeypatch):
    monkeypatch.setattr(delivery, "_FIRST_PAUSE_SECONDS", 0.05)
    fail(playing, Refusal(502, "Bad Gateway"), times=4)
    await playing.said("/similar radiohead")
    assert len(texts(playing)) == 1


async def test_a_chat_that_wants_nothing_gets_nothing_until_it_speaks_again(group):
    assert await group.said("/similar radiohead", chat_id=ANNA.id, person=ANNA)
    fail(group, BLOCKED, chat_id=ANNA.id)
    group.world.calls.clear()
    await group.said("/similar muse", chat_id=ANNA.id, person=ANNA)
    assert len(group.world.calls.of("sendmessage", ANNA.id)) == 1
    assert await group.said("/similar queen", chat_id=ANNA.id, person=ANNA)


async def test_a_slow_chat_delays_no_other(group):
    fail(group, Delay(3), chat_id=ANNA.id)
    loop = asyncio.get_running_loop()
    await group.world.say(ANNA.id, ANNA.id, "/similar radiohead")
    await asyncio.sleep(0.1)
    started = loop.time()
    await group.world.say(BORIS.id, BORIS.id, "/similar muse")
    chat = group.world.chats[BORIS.id]
    async with asyncio.timeout(2), group.world.changed:
        await group.world.changed.wait_for(lambda: len(chat.messages) == 2)
    assert loop.time() - started < 0.5 + 1  # the machine is shared
    assert texts(group, ANNA.id) == []
    await group.done()


@pytest.mark.slow
async def test_telegrams_own_limits_are_never_run_into(demo_models, tmp_path, services):
    """Many ask at once, in private and in a group; Telegram would say 429, and never has to."""
    settings = playground_settings(models=demo_models, db=tmp_path / "bot.db")
    people = [Person(6000 + number, f"P{number}", f"p{number}") for number in range(40)]
    async with rehearsal(settings, services, pace=TELEGRAM_PACE) as playing:
        for person in people:
            playing.world.add_person(person)
        playing.world.add_group(GROUP, "All", tuple(one.id for one in people))
        playing.world.limits.is_on = True
        for person in people:
            await playing.world.say(person.id, person.id, "/similar radiohead")
        for person in people[:6]:
            await playing.world.say(person.id, person.id, "/similar muse")
            await playing.world.say(GROUP, person.id, "/similar queen")
        await playing.settled()
        await playing.done()
        sent = playing.world.calls.of("sendmessage")
        assert {call.code for call in sent} == {200}
        assert len(sent) == 52
        times = sorted(call.time for call in sent)
        for first, later in zip(times, times[31:], strict=False):
            assert later - first >= 1.0


async def test_no_press_is_lost_while_a_group_is_at_its_limit(demo_models, tmp_path, services):
    """The group has had its twenty messages: votes are counted and confirmed all the same."""
    settings = playground_settings(models=demo_models, db=tmp_path / "bot.db")
    async with rehearsal(settings, services, pace=TELEGRAM_PACE) as playing:
        for person in (ANNA, BORIS):
            playing.world.add_person(person)
        playing.world.add_group(GROUP, "Friends", (ANNA.id, BORIS.id))
        (answer,) = await playing.said("/similar radiohead", chat_id=GROUP, person=ANNA)
        turns = playing.application.bot.delivery._turns
        loop = asyncio.get_running_loop()
        for window in turns._of(GROUP):
            for _ in range(20):
                window.take(window.next(loop.time()), loop.time())
        started = loop.time()
        for person in (ANNA, BORIS):
            for row in range(3):
                data = payload(answer, "👍", row=row)
                await playing.world.press(GROUP, person.id, answer["message_id"], data)
        async with asyncio.timeout(5), playing.world.changed:
            await playing.world.changed.wait_for(lambda: len(playing.toasts(GROUP)) == 6)
        assert loop.time() - started < 3
        assert len(rows(services, "votes")) == 6


async def test_what_waits_long_for_telegram_is_noted_and_what_is_answered_at_once_is_not(
    playing, services
):
    """So that a death is blamed on what computes, see `bot.store.inbox`."""
    written: list[str] = []
    services.database.conn.set_trace_callback(written.append)
    await playing.said("/similar muse")
    assert not any("'sending'" in one for one in written)
    fail(playing, Delay(0.6))
    await playing.world.say(YOU.id, YOU.id, "/similar radiohead")
    async with asyncio.timeout(2):
        while [row["state"] for row in rows(services, "inbox")] != ["done", "sending"]:  # noqa: ASYNC110  # rows notify nobody
            await asyncio.sleep(0.02)
    await playing.done()
    assert [row["state"] for row in rows(services, "inbox")] == ["done", "done"]
