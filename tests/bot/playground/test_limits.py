"""Telegram's limits to what a bot may send, where a test asks for them."""

from __future__ import annotations

import pytest

from bot.playground.limits import Limits
from tests.bot.playground.conftest import GROUP, KEYBOARD, YOU, call, send


class Clock:
    """Time that passes when it is told to."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def limits(clock):
    made = Limits(clock)
    made.is_on = True
    return made


def sent(limits, chat_id=YOU.id, *, is_group=False):
    return limits.seconds_too_early(chat_id, is_group=is_group)


def test_a_chat_takes_a_burst_and_then_one_a_second(limits, clock):
    assert [sent(limits) for _ in range(7)] == [0, 0, 0, 0, 0, 1, 1]
    clock.seconds += 0.75
    assert sent(limits) == 0.25
    clock.seconds += 0.25
    assert [sent(limits), sent(limits)] == [0, 1]
    assert sent(limits, 5) == 0
    clock.seconds += 60
    assert [sent(limits) for _ in range(6)] == [0, 0, 0, 0, 0, 1]


def test_a_group_takes_twenty_in_any_minute(limits, clock):
    for _ in range(20):
        assert sent(limits, GROUP, is_group=True) == 0
        clock.seconds += 1
    assert sent(limits, GROUP, is_group=True) == 40
    clock.seconds += 39.5
    assert sent(limits, GROUP, is_group=True) == 0.5
    clock.seconds += 0.5
    assert [sent(limits, GROUP, is_group=True) for _ in range(2)] == [0, 1]


def test_all_chats_together_take_thirty_in_any_second(limits, clock):
    assert {sent(limits, chat_id) for chat_id in range(30)} == {0}
    clock.seconds += 0.75
    assert sent(limits, 99) == 0.25
    clock.seconds += 0.25
    assert sent(limits, 99) == 0


async def test_limits_are_off_until_somebody_wants_them(client, world):
    for _ in range(31):
        assert (await send(client, "x"))["text"] == "x"


async def test_too_much_is_refused_and_does_not_arrive(client, world):
    world.limits.is_on = True
    path = "/bot1:opens-nothing/sendMessage"
    answers = [
        await client.post(path, json={"chat_id": YOU.id, "text": str(number)})
        for number in range(6)
    ]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1].json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert len(world.chats[YOU.id].messages) == 5
    assert [one.code for one in world.calls.of("sendmessage")] == [200] * 5 + [429]


@pytest.mark.parametrize(("chat_id", "is_refused"), [(YOU.id, False), (GROUP, True)])
async def test_edits_count_in_groups_only(client, world, chat_id, is_refused):
    world.limits.is_on = True
    message = await send(client, "0", chat_id=chat_id, reply_markup=KEYBOARD)
    where = {"chat_id": chat_id, "message_id": message["message_id"]}
    edits = [await call(client, "editMessageText", **where, text=str(one)) for one in range(1, 7)]
    assert ("Too Many Requests: retry after 1" in edits) is is_refused


async def test_being_seen_typing_is_no_message(client, world):
    world.limits.is_on = True
    for _ in range(9):
        assert await call(client, "sendChatAction", chat_id=YOU.id, action="typing") is True
    assert (await send(client, "x"))["text"] == "x"
