"""The process dies at any moment, again and again: nothing is lost, nothing counts twice.

Telegram is in this process and survives; the bot is a child that is killed at random moments, in
the middle of its start too. People go on asking and voting meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import time
from functools import partial

import pytest

from bot.playground.server import PlaygroundServer
from bot.playground.world import Person, World
from tests.end_to_end.conftest import payload
from tests.end_to_end.processes import ended, environment_for, started, until_said

KILLS = int(os.environ.get("KINDRED_KILLS", "50"))
PEOPLE = [Person(5000 + number, f"Person {number}", f"person{number}") for number in range(6)]
NAMES = ["radiohead", "muse", "björk", "miles davis", "metallica", "the beatles", "queen", "blur"]


class Voters:
    """People who vote on one answer and ask for others, and know what they did."""

    def __init__(self, world, answers, rng):
        self.world, self.answers, self.rng = world, answers, rng
        self.presses = dict.fromkeys(answers, 0)
        self.asked = dict.fromkeys(answers, 0)

    async def act(self):
        person_id = self.rng.choice(list(self.answers))
        if self.rng.random() < 0.6:
            answer = self.answers[person_id]
            thumb = payload(answer, "👍", row=0)
            await self.world.press(person_id, person_id, answer["message_id"], thumb)
            self.presses[person_id] += 1
        else:
            await self.world.say(person_id, person_id, f"/similar {self.rng.choice(NAMES)}")
            self.asked[person_id] += 1


def has_messages(chat, count):
    return len(chat.messages) == count


def answers_in(chat, person_id):
    return [one for one in chat.messages.values() if one["from"]["id"] != person_id]


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_no_vote_is_lost_or_doubled_and_every_command_is_answered(
    demo_models, tmp_path, pytestconfig
):
    seed = int(os.environ.get("KINDRED_SEED", str(random.randrange(10**6))))
    print(f"KINDRED_SEED={seed}")  # noqa: T201  # to see the same again
    rng = random.Random(seed)
    world = World(time.time)
    for person in PEOPLE:
        world.add_person(person)
    server = PlaygroundServer(world)
    server.listen(0)
    environment = environment_for(demo_models, tmp_path, pytestconfig.rootpath, server)
    environment["KINDRED_REQUESTS_PER_MINUTE"] = "6000"
    process = await started(environment, tmp_path)
    await until_said(process, b"ready")
    answers = {}
    for person in PEOPLE:
        await world.say(person.id, person.id, "/similar radiohead")
    for person in PEOPLE:
        chat = world.chats[person.id]
        async with asyncio.timeout(30), world.changed:
            await world.changed.wait_for(partial(has_messages, chat, 2))
        answers[person.id] = list(chat.messages.values())[-1]
    voters = Voters(world, answers, rng)
    for kill in range(KILLS):
        for _ in range(rng.randrange(1, 6)):
            await voters.act()
            await asyncio.sleep(rng.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        await process.communicate()
        assert sqlite3.connect(tmp_path / "bot.db").execute(
            "PRAGMA integrity_check"
        ).fetchone() == ("ok",), kill
        process = await started(environment, tmp_path)
        if rng.random() < 0.7:  # else it dies somewhere in its start
            await until_said(process, b"ready")
        else:
            await asyncio.sleep(rng.random() * 2)
    await settled(world, voters)
    process.send_signal(signal.SIGTERM)
    assert await ended(process) == 0
    await server.close()

    database = sqlite3.connect(tmp_path / "bot.db")
    assert database.execute("SELECT count(*) FROM inbox WHERE state != 'done'").fetchone() == (0,)
    for person_id, presses in voters.presses.items():
        votes = database.execute(
            "SELECT vote FROM votes WHERE person_id = ? ORDER BY id", [person_id]
        ).fetchall()
        # A thumb pressed again is taken back: one row a press, by turns, whatever was repeated.
        assert [vote for (vote,) in votes] == [1, 0] * (presses // 2) + [1] * (presses % 2)
        assert len(answers_in(world.chats[person_id], person_id)) > voters.asked[person_id]


async def settled(world, voters):
    """Wait until the bot has taken everything and answered every command."""
    async with asyncio.timeout(120):
        while world.updates or any(  # noqa: ASYNC110  # the world notifies of less than all this
            len(answers_in(world.chats[one], one)) <= voters.asked[one] for one in voters.asked
        ):
            await asyncio.sleep(0.1)
        await asyncio.sleep(1)
