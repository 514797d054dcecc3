"""One bot fetches updates at a time, and one that was killed leaves nothing behind."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from telegram.error import Conflict

from bot.playground.faults import Delay, Fault
from bot.playground.server import TOKEN
from tests.bot.playground.conftest import YOU, call, refused, until


@pytest.fixture
async def polling(server):
    """A bot that waits for updates; closing its client is killing it."""
    async with httpx.AsyncClient(base_url=server.url) as killed:
        path = f"/bot{TOKEN}/getUpdates"
        waiting = asyncio.create_task(killed.post(path, json={"timeout": 10}))
        await until(lambda: server.world.calls.of("getupdates"))
        yield waiting
        waiting.cancel()


def polls():
    """The calls of getUpdates that are not answered yet."""
    return [one for one in asyncio.all_tasks() if "answer_to" in repr(one.get_coro())]


async def test_a_second_poll_ends_the_first_and_gets_what_comes(polling, client, world):
    second = asyncio.create_task(call(client, "getUpdates", timeout=10))
    async with asyncio.timeout(2):
        answer = await polling
    assert answer.json() == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; make sure that only one"
        " bot instance is running",
    }
    assert not second.done()
    said = await world.say(YOU.id, YOU.id, "hello")
    async with asyncio.timeout(2):
        assert [update["update_id"] for update in await second] == [said]


async def test_the_library_knows_it_for_a_conflict(bot, client, world):
    waiting = asyncio.create_task(bot.get_updates(timeout=10))
    await until(lambda: world.calls.of("getupdates"))
    assert await call(client, "getUpdates") == []
    with refused("terminated by other getUpdates request", Conflict):
        await waiting


async def test_the_poll_of_a_killed_bot_ends_with_its_connection(polling, world):
    assert len(polls()) == 1
    polling.cancel()
    await until(lambda: not polls())
    (poll,) = world.calls.of("getupdates")
    assert poll.code == 0


async def test_what_comes_after_a_bot_was_killed_waits_for_the_next(polling, client, world):
    polling.cancel()
    await until(lambda: not polls())
    said = await world.say(YOU.id, YOU.id, "hello")
    waiting = await call(client, "getUpdates", timeout=10)
    assert [update["update_id"] for update in waiting] == [said]
    await call(client, "getUpdates", offset=said + 1)
    async with asyncio.timeout(2):
        await world.taken(said)


async def test_polls_one_after_another_are_no_conflict(client, world):
    for _ in range(3):
        assert await call(client, "getUpdates", timeout=0) == []
    assert [one.code for one in world.calls.of("getupdates")] == [200] * 3


async def test_what_a_bot_sends_arrives_though_it_does_not_wait_for_the_answer(server, world):
    world.faults.add(Fault("sendMessage", Delay(0.1)))
    async with httpx.AsyncClient(base_url=server.url) as killed:
        said = {"chat_id": YOU.id, "text": "late"}
        sending = asyncio.create_task(killed.post(f"/bot{TOKEN}/sendMessage", json=said))
        await until(lambda: world.calls.of("sendmessage"))
        sending.cancel()
    await until(lambda: world.chats[YOU.id].messages)
