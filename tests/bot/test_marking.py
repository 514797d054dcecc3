"""Marks in spare moments: the last of several, not over something newer, none in the way."""

from __future__ import annotations

import asyncio
from typing import TypeAlias

from telegram.error import BadRequest

from bot.marking import Marks

PLACE, OTHER = (1, 10), (1, 11)


Made: TypeAlias = list[str]


class Spare:
    """A moment that comes when the test says so."""

    def __init__(self):
        self.comes = asyncio.Event()

    async def wait(self, _chat_id):
        await self.comes.wait()


def making(made, what):
    async def make():
        made.append(what)

    return make


async def test_of_several_for_one_message_the_last_is_made():
    spare = Spare()
    made: Made = []
    marks = Marks(spare.wait)
    for what in "abc":
        marks.put(PLACE, making(made, what))
    marks.put(OTHER, making(made, "other"))
    spare.comes.set()
    await marks.idle()
    assert sorted(made) == ["c", "other"]


async def test_one_that_comes_while_another_is_being_made_is_made_after_it():
    spare, goes_on = Spare(), asyncio.Event()
    made: Made = []
    spare.comes.set()
    marks = Marks(spare.wait)

    async def slow():
        await goes_on.wait()
        made.append("slow")

    marks.put(PLACE, slow)
    await asyncio.sleep(0.01)
    marks.put(PLACE, making(made, "later"))
    goes_on.set()
    await marks.idle()
    assert made == ["slow", "later"]


async def test_settling_lets_none_be_made_any_more_and_waits_for_one_on_its_way():
    spare, goes_on = Spare(), asyncio.Event()
    made: Made = []
    marks = Marks(spare.wait)
    marks.put(PLACE, making(made, "never"))
    await marks.settle(PLACE)
    spare.comes.set()
    await marks.idle()
    assert made == []

    async def slow():
        await goes_on.wait()
        made.append("slow")

    marks.put(PLACE, slow)
    await asyncio.sleep(0.01)
    marks.put(PLACE, making(made, "never"))
    settling = asyncio.create_task(marks.settle(PLACE))
    await asyncio.sleep(0.01)
    assert not settling.done()
    goes_on.set()
    await settling
    assert made == ["slow"]


async def test_a_mark_that_telegram_refuses_is_nobodys_trouble(caplog):
    spare = Spare()
    made: Made = []
    spare.comes.set()
    marks = Marks(spare.wait)
    refusal = BadRequest("message to edit not found")

    async def refused():
        raise refusal

    marks.put(PLACE, refused)
    await marks.idle()
    marks.put(PLACE, making(made, "next"))
    await marks.idle()
    assert made == ["next"]
    assert "A mark is not made" in caplog.text


async def test_closing_waits_for_none_that_telegram_holds_up():
    spare = Spare()
    spare.comes.set()
    marks = Marks(spare.wait)

    async def held_up():
        await asyncio.sleep(60)

    marks.put(PLACE, held_up)
    await asyncio.sleep(0.01)
    async with asyncio.timeout(3):
        await marks.close()


async def test_closing_waits_a_moment_and_no_longer():
    marks = Marks(Spare().wait)
    marks.put(PLACE, making([], "never"))
    async with asyncio.timeout(3):
        await marks.close()
    await marks.idle()
