"""Updates that come twice, in the wrong order or are none, by either way of taking them."""

from __future__ import annotations

import asyncio

import pytest

from bot.playground.world import Person, World
from tests.bot.playground.conftest import YOU, call

NO_UPDATES = [5, "text", None, [], {}, {"update_id": "x"}, {"message": []}]


async def say(world, *texts):
    return [await world.say(YOU.id, YOU.id, text) for text in texts]


def ids(updates):
    return [update["update_id"] for update in updates]


async def test_an_update_is_told_again_though_it_was_confirmed(client, world):
    first, second = await say(world, "one", "two")
    before = await call(client, "getUpdates")
    assert await call(client, "getUpdates", offset=second + 1) == []
    await world.tell_again(first)
    assert await call(client, "getUpdates", offset=second + 1) == before[:1]
    assert await call(client, "getUpdates", offset=second + 1) == []


async def test_an_update_that_waits_is_told_twice(client, world):
    (said,) = await say(world, "one")
    await world.tell_again(said)
    one, other = await call(client, "getUpdates")
    assert one == other
    assert await call(client, "getUpdates", offset=said + 1) == []
    async with asyncio.timeout(1):
        await world.taken(said)


async def test_a_poll_that_waits_is_told_again(client, world):
    (said,) = await say(world, "one")
    await call(client, "getUpdates", offset=said + 1)
    waiting = asyncio.create_task(call(client, "getUpdates", offset=said + 1, timeout=10))
    await asyncio.sleep(0.05)
    await world.tell_again(said)
    async with asyncio.timeout(2):
        assert ids(await waiting) == [said]


async def test_what_never_was_cannot_be_told_again(world):
    with pytest.raises(LookupError, match="not remembered"):
        await world.tell_again(1)


async def test_what_happens_meanwhile_is_told_backwards(client, world):
    async with world.backwards():
        said = await say(world, "one", "two", "three")
        assert await call(client, "getUpdates") == []
    assert ids(await call(client, "getUpdates")) == said[::-1]
    assert ids(await call(client, "getUpdates", offset=said[0] + 1)) == said[:0:-1]
    assert await call(client, "getUpdates", offset=said[-1] + 1) == []


async def test_an_older_update_than_was_confirmed_is_told_first(client, world):
    async with world.backwards():
        first, second = await say(world, "one", "two")
    assert ids(await call(client, "getUpdates", limit=1)) == [second]
    assert ids(await call(client, "getUpdates", offset=second + 1)) == [first]


@pytest.mark.parametrize("told", NO_UPDATES)
async def test_anything_can_stand_in_for_an_update(client, world, told):
    (before,) = await say(world, "one")
    number = await world.tell_raw(told)
    (after,) = await say(world, "two")
    assert (await call(client, "getUpdates", allowed_updates=["message"]))[1] == told
    assert await call(client, "getUpdates", offset=number) == (await call(client, "getUpdates"))
    assert ids(await call(client, "getUpdates", offset=number + 1)) == [after]
    assert before < number < after


async def test_an_update_whose_message_is_nonsense_comes_as_it_is(client, world):
    await world.happen(YOU.id, {"message": "nonsense"})
    (update,) = await call(client, "getUpdates")
    assert update["message"] == "nonsense"


async def told_by_a_playground_of(now, *, updates):
    world = World(lambda: now)
    world.add_person(Person(1, "You"))
    return [await world.say(1, 1, "hello") for _ in range(updates)]


async def test_a_playground_that_is_started_again_does_not_repeat_ids():
    before = await told_by_a_playground_of(1_800_000_000.0, updates=200)
    after = await told_by_a_playground_of(1_800_000_001.0, updates=1)
    assert max(before) < after[0]
