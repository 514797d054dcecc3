"""Calls go wrong as often as a test wants them to, and are written down."""

from __future__ import annotations

import time

import httpx
import pytest
from telegram.error import Conflict, Forbidden, NetworkError, RetryAfter

from bot.playground.calls import Calls
from bot.playground.faults import Delay, Disconnection, Fault, Garbage, Refusal
from bot.playground.server import TOKEN
from tests.bot.playground.conftest import GROUP, YOU, call, refused, send

WAIT = Refusal(429, "Too Many Requests: retry after 2", {"retry_after": 2})
SENDING = {"chat_id": YOU.id, "text": "hello"}
PATH = f"/bot{TOKEN}/sendMessage"


def texts(world, chat_id=YOU.id):
    return [message["text"] for message in world.chats[chat_id].messages.values()]


async def test_a_refusal_says_when_to_come_back_and_then_all_goes_well(
    bot, client, world, monkeypatch
):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # or the library warns, and warnings are errors
    world.faults.add(Fault("sendMessage", WAIT, times=2))
    response = await client.post(PATH, json=SENDING)
    assert (response.status_code, response.json()["parameters"]) == (429, {"retry_after": 2})
    with pytest.raises(RetryAfter):
        await bot.send_message(YOU.id, "hello")
    assert texts(world) == []
    await bot.send_message(YOU.id, "hello")
    assert texts(world) == ["hello"]


@pytest.mark.parametrize(
    ("code", "sentence", "kind"),
    [
        (403, "Forbidden: bot was kicked from the group chat", Forbidden),
        (409, "Conflict: something", Conflict),
        (500, "Internal Server Error", NetworkError),
        (502, "Bad Gateway", NetworkError),
    ],
)
async def test_the_library_knows_each_refusal(bot, world, code, sentence, kind):
    world.faults.add(Fault("", Refusal(code, sentence)))
    with refused(sentence.split(": ")[-1], kind):
        await bot.send_message(YOU.id, "hello")


async def test_a_fault_is_for_its_method_and_chat_alone(client, world):
    world.faults.add(Fault("sendmessage", WAIT, chat_id=GROUP))
    assert (await send(client, "to you"))["text"] == "to you"
    assert (await call(client, "getMe"))["is_bot"]
    assert await send(client, "to all", chat_id=GROUP) == "Too Many Requests: retry after 2"
    assert (await send(client, "again", chat_id=GROUP))["text"] == "again"


async def test_a_chat_is_known_from_a_form_too(client, world):
    world.faults.add(Fault("sendmessage", WAIT, chat_id=GROUP))
    form = {"chat_id": str(GROUP), "text": "hello"}
    assert (await client.post(PATH, data=form)).status_code == 429


async def test_faults_wait_in_line_and_one_for_good_stays_until_all_are_cleared(client, world):
    world.faults.add(Fault("", Refusal(500, "first")))
    world.faults.add(Fault("sendmessage", Refusal(502, "always"), times=None))
    assert [await send(client, "x") for _ in range(4)] == ["first", *["always"] * 3]
    world.faults.clear()
    assert (await send(client, "x"))["text"] == "x"


@pytest.mark.parametrize(("after", "seen"), [(False, []), (True, ["hello"])])
async def test_a_connection_ends_before_or_after_the_effect(client, world, after, seen):
    world.faults.add(Fault("sendmessage", Disconnection(after=after)))
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        await client.post(PATH, json=SENDING)
    assert texts(world) == seen
    assert [one.code for one in world.calls] == [0]


@pytest.mark.parametrize(("after", "seen"), [(False, []), (True, ["hello"])])
async def test_garbage_is_no_json_before_or_after_the_effect(bot, client, world, after, seen):
    world.faults.add(Fault("sendmessage", Garbage(after=after)))
    response = await client.post(PATH, json=SENDING)
    assert response.status_code == 200
    with pytest.raises(ValueError, match="Expecting value"):
        response.json()
    assert texts(world) == seen


async def test_what_is_refused_may_have_happened_all_the_same(client, world):
    world.faults.add(Fault("sendmessage", Refusal(502, "Bad Gateway", after=True)))
    assert await send(client, "hello") == "Bad Gateway"
    assert texts(world) == ["hello"]


@pytest.mark.parametrize("after", [False, True])
async def test_a_delay_stands_before_or_after_the_effect(client, world, after):
    world.faults.add(Fault("sendmessage", Delay(1.0, after=after)))
    begun = time.monotonic()
    with pytest.raises(httpx.ReadTimeout):
        await client.post(PATH, json=SENDING, timeout=0.3)
    assert texts(world) == (["hello"] if after else [])
    assert (await send(client, "second"))["text"] == "second"
    assert time.monotonic() - begun < 1.0


async def test_updates_are_not_lost_with_the_answer_that_brought_them(client, world):
    said = await world.say(YOU.id, YOU.id, "hello")
    world.faults.add(Fault("getupdates", Disconnection(after=True)))
    with pytest.raises(httpx.RemoteProtocolError):
        await call(client, "getUpdates")
    assert [update["update_id"] for update in await call(client, "getUpdates")] == [said]


async def test_calls_are_written_down_with_their_time_and_outcome(client, world):
    begun = time.monotonic()
    await send(client, "one")
    await send(client, "two", chat_id=GROUP)
    await send(client, "")
    await call(client, "getMe")
    await call(client, "launchRocket")
    seen = [(one.method, one.chat_id, one.code) for one in world.calls]
    assert seen == [
        ("sendmessage", YOU.id, 200),
        ("sendmessage", GROUP, 200),
        ("sendmessage", YOU.id, 400),
        ("getme", None, 200),
        ("launchrocket", None, 404),
    ]
    times = [one.time for one in world.calls]
    assert begun <= times[0]
    assert times == sorted(times)
    assert times[-1] <= time.monotonic()
    assert [one.code for one in world.calls.of("sendmessage", chat_id=YOU.id)] == [200, 400]
    assert len(world.calls.of("sendmessage")) == 3


def test_the_oldest_calls_are_forgotten():
    calls = Calls(iter(range(9)).__next__, most=3)
    for number in range(5):
        calls.begin("sendmessage", number)
    assert [(call.chat_id, call.time) for call in calls] == [(2, 2), (3, 3), (4, 4)]


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        ({"refusal": {"code": 429, "description": "No", "parameters": {"retry_after": 2}}}, 429),
        ({"garbage": {}}, 200),
        ({"delay": {"seconds": 0.01, "after": True}}, 200),
        ({"disconnection": {"after": True}}, 0),
    ],
)
async def test_another_process_makes_faults_sees_them_and_clears_them(
    client, world, trouble, expected
):
    fault = {"method": "sendMessage", "chat_id": YOU.id, "times": 2, **trouble}
    assert (await client.post("/api/faults", json=fault)).status_code == 200
    try:
        code = (await client.post(PATH, json=SENDING)).status_code
    except httpx.RemoteProtocolError:
        code = 0
    assert code == expected
    seen = (await client.get("/api/faults")).json()
    ((name, fields),) = trouble.items()
    (left,) = seen["faults"]
    assert (left["method"], left["chat_id"], left["times"]) == ("sendMessage", YOU.id, 1)
    assert left[name].items() >= fields.items()
    assert [(one["method"], one["code"]) for one in seen["calls"]] == [("sendmessage", code)]
    assert (await client.delete("/api/faults")).status_code == 200
    assert (await client.get("/api/faults")).json() == {"faults": [], "calls": []}
    assert (await client.post(PATH, json=SENDING)).status_code == 200


async def test_a_fault_from_elsewhere_is_for_one_call_of_anything_or_for_good(client, world):
    await client.post("/api/faults", json={"garbage": {}})
    await client.post("/api/faults", json={"times": None, "garbage": {"after": True}})
    assert world.faults.left() == [
        (Fault("", Garbage()), 1),
        (Fault("", Garbage(after=True), None), None),
    ]


@pytest.mark.parametrize(
    "content",
    [
        [],
        {},
        5,
        {"method": "getMe"},
        {"garbage": {}, "delay": {"seconds": 1}},
        {"garbage": []},
        {"garbage": {"seconds": 1}},
        {"garbage": {}, "method": 5},
        {"garbage": {}, "times": 0},
        {"garbage": {}, "times": True},
        {"garbage": {}, "chat_id": "5"},
        {"garbage": {}, "often": 5},
        {"garbage": {"after": 1}},
        {"delay": {}},
        {"delay": {"seconds": -1}},
        {"delay": {"seconds": float("1e300")}},
        {"refusal": {"code": 429}},
        {"refusal": {"code": 200, "description": "x"}},
        {"refusal": {"code": 429, "description": 5}},
        {"refusal": {"code": 429, "description": "x", "parameters": []}},
    ],
)
async def test_a_fault_that_is_none_is_refused(client, world, content):
    assert (await client.post("/api/faults", json=content)).status_code == 400
    assert world.faults.left() == []


async def test_faults_are_json_and_come_from_here(client, world):
    for text in ("{", '{"delay": {"seconds": NaN}}', "[" * 100_000):
        headers = {"Content-Type": "application/json"}
        response = await client.post("/api/faults", content=text, headers=headers)
        assert response.status_code == 400
    assert (await client.post("/api/faults", content='{"garbage": {}}')).status_code == 415
    headers = {"Origin": "https://evil.example"}
    assert (await client.post("/api/faults", json={}, headers=headers)).status_code == 403
    assert world.faults.left() == []
