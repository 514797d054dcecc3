"""Requests that fail: sent again where that is safe, once more where it is not, or given up."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    TimedOut,
)

from bot.outgoing import delivery as delivery_module
from bot.outgoing.delivery import Delivery, before_sending
from bot.outgoing.fate import Fate, Flooded, Garbled, fate_of
from bot.outgoing.pace import Burst, Pace, Rate
from bot.outgoing.requests import Requests

KEY = ConnectionKey("api.telegram.org", 443, True, True, None, None, None)  # noqa: FBT003  # theirs
QUICK = Pace(Rate(1000, 1), Burst(1000, 0.0), Rate(1000, 1))
CHAT, OTHER = 5, 6


def caused(error, cause):
    error.__cause__ = cause
    return error


NOT_SENT = caused(NetworkError("x"), aiohttp.ClientConnectorError(KEY, OSError("refused")))
FULL = caused(TimedOut("pool"), aiohttp.ConnectionTimeoutError("full"))
LOST = caused(TimedOut(), aiohttp.SocketTimeoutError("late"))
RESET = caused(NetworkError("x"), aiohttp.ServerDisconnectedError("reset"))
DOWN = NetworkError("Bad Gateway")
GARBAGE = Garbled(200)


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (NOT_SENT, Fate.NOT_SENT),
        (FULL, Fate.NOT_SENT),
        (LOST, Fate.UNCLEAR),
        (RESET, Fate.UNCLEAR),
        (GARBAGE, Fate.UNCLEAR),
        (DOWN, Fate.FAILED_THERE),
        (Garbled(502), Fate.FAILED_THERE),
        (BadRequest("chat not found"), Fate.REFUSED),
        (ChatMigrated(-9), Fate.REFUSED),
        (Forbidden("blocked"), Fate.REFUSED),
    ],
)
def test_the_fate_of_a_request_is_told_by_its_error(error, fate):
    assert fate_of(error) is fate


def test_what_telegram_repeats_of_a_message_is_passed_over_and_its_number_is_not():
    payload = b'{"ok": true, "result": {"message_id": 7, "entities": [1], "reply_markup": {}}}'
    assert Requests.parse_json_payload(payload) == {"ok": True, "result": {"message_id": 7}}
    assert Requests.parse_json_payload(b'{"ok": true, "result": true}')["result"] is True


@pytest.fixture
async def delivery(monkeypatch):
    monkeypatch.setattr(delivery_module, "_FIRST_PAUSE_SECONDS", 0.001)
    return Delivery(QUICK)


def failing(*errors):
    """A request that fails so often, and then works; and how often it was made."""
    rest, made = list(errors), []

    async def request():
        made.append(asyncio.get_running_loop().time())
        if rest:
            raise rest.pop(0)
        return "sent"

    return request, made


async def send(delivery, request, *, chat=CHAT, endpoint="sendMessage"):
    return await delivery.process_request(request, (), {}, endpoint, {"chat_id": chat}, None)


async def test_what_was_not_sent_is_sent_as_soon_as_it_can_be(delivery):
    request, made = failing(*[NOT_SENT] * 7)
    assert await send(delivery, request) == "sent"
    assert len(made) == 8


@pytest.mark.parametrize("error", [LOST, RESET, GARBAGE])
async def test_what_may_have_arrived_is_sent_once_more_and_no_oftener(delivery, error):
    request, made = failing(error)
    assert await send(delivery, request) == "sent"
    assert len(made) == 2
    request, made = failing(error, error, error)
    with pytest.raises(type(error)):
        await send(delivery, request)
    assert len(made) == 2


async def test_telegrams_own_trouble_is_waited_out_for_a_while(delivery, monkeypatch):
    request, made = failing(*[DOWN] * 5)
    assert await send(delivery, request) == "sent"
    monkeypatch.setattr(delivery_module, "_LONGEST_PAUSE_SECONDS", 0.01)
    request, made = failing(*[DOWN] * 99)
    with pytest.raises(NetworkError):
        await send(delivery, request)
    assert len(made) == 16


async def test_a_refusal_is_final(delivery):
    request, made = failing(BadRequest("message is too long"))
    with pytest.raises(BadRequest):
        await send(delivery, request)
    assert len(made) == 1


async def test_a_flood_halt_is_obeyed_in_its_chat_and_nowhere_else(delivery):
    request, made = failing(Flooded(0.3))
    halted = asyncio.create_task(send(delivery, request))
    await asyncio.sleep(0.05)
    behind = asyncio.create_task(send(delivery, (second := failing())[0]))
    quick, times = failing()
    for _ in range(3):  # python-telegram-bot's own limiter lifts the halt with the first of these
        await send(delivery, quick, chat=OTHER)
    await asyncio.sleep(0)
    assert (len(made), len(second[1]), len(times)) == (1, 0, 3)
    assert await halted == await behind == "sent"
    assert made[1] - made[0] >= 0.3
    assert second[1][0] - made[0] >= 0.3


async def test_a_chat_that_wants_nothing_gets_nothing_until_it_speaks(delivery):
    request, made = failing(Forbidden("bot was blocked by the user"))
    with pytest.raises(Forbidden):
        await send(delivery, request)
    with pytest.raises(Forbidden, match="blocked by the user"):
        await send(delivery, request)
    assert len(made) == 1
    assert await send(delivery, request, chat=OTHER) == "sent"
    delivery.is_wanted_again(CHAT)
    assert await send(delivery, request) == "sent"


async def test_signs_wait_for_no_limit_and_are_not_repeated():
    delivery = Delivery(Pace(per_chat=Burst(1, 60)))
    await send(delivery, failing()[0])
    async with asyncio.timeout(1):
        for endpoint in ("sendChatAction", "answerCallbackQuery", "answerInlineQuery"):
            assert await send(delivery, failing()[0], endpoint=endpoint) == "sent"
    request, made = failing(LOST)
    with pytest.raises(TimedOut):
        await send(delivery, request, endpoint="answerCallbackQuery")
    assert len(made) == 1


async def test_the_one_time_that_is_left_waits_until_telegram_is_heard(delivery):
    probes = [NOT_SENT, LOST]

    async def probe():
        if probes:
            raise probes.pop()

    delivery.probe = probe
    request, made = failing(LOST)
    assert await send(delivery, request) == "sent"
    assert not probes
    assert len(made) == 2


async def test_a_press_is_answered_once_more_after_a_short_halt_and_given_up_after_a_long_one(
    delivery,
):
    request, made = failing(Flooded(0.1))
    assert await send(delivery, request, endpoint="answerCallbackQuery") == "sent"
    assert made[1] - made[0] >= 0.1
    request, made = failing(Flooded(60))
    with pytest.raises(Flooded):
        await send(delivery, request, endpoint="answerCallbackQuery")


async def test_whoever_wants_to_know_is_told_before_anything_goes_out_but_typing(delivery):
    told = []
    with before_sending(lambda: told.append(1)):
        await send(delivery, failing()[0], endpoint="sendChatAction")
        assert told == []
        await send(delivery, failing()[0])
        await send(delivery, failing()[0], endpoint="answerCallbackQuery")
    await send(delivery, failing()[0])
    assert told == [1, 1]


async def test_trouble_is_logged_once_and_not_for_every_message(delivery, caplog):
    for _ in range(20):
        await send(delivery, failing(NOT_SENT)[0])
    assert len([one for one in caplog.records if "does not answer" in one.message]) == 1


async def test_a_spare_moment_comes_when_nobody_would_have_to_wait():
    delivery = Delivery(Pace(per_chat=Burst(1, 0.2)))
    await delivery.spare_moment(CHAT)
    await send(delivery, failing()[0])
    loop = asyncio.get_running_loop()
    start = loop.time()
    await delivery.spare_moment(CHAT)
    assert loop.time() - start >= 0.19
