"""Asking for updates: acknowledged once taken in, never ended by what is answered."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError

from bot.errors import StoreUnavailable
from bot.health import Health
from bot.intake import polling as polling_module
from bot.intake.polling import Polling
from bot.outgoing.fate import Flooded

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


class FakeBot:
    """Answers as told, and then with nothing for ever; notes what it was asked."""

    def __init__(self, *answers):
        self.answers, self.asked, self.times = list(answers), [], []

    async def raw_updates(self, offset, *, limit, seconds, allowed_updates):
        assert allowed_updates == ()
        self.asked.append((offset, limit, seconds))
        self.times.append(asyncio.get_running_loop().time())
        if not self.answers:
            await asyncio.sleep(3600)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class FakeIntake:
    """Takes updates in, unless it is told to fail."""

    def __init__(self, *failures, room=256):
        self.failures, self.taken, self.room = list(failures), [], room
        self.is_open = asyncio.Event()
        self.is_open.set()

    async def has_room(self):
        await self.is_open.wait()

    async def accept(self, raw_updates):
        if self.failures:
            raise self.failures.pop(0)
        self.taken += raw_updates


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(polling_module, "growing_pauses", lambda: iter([0.01] * 1000))
    monkeypatch.setattr(polling_module, "_AGAIN_SECONDS", 0.05)


async def polled(bot, intake, health=None, *, seconds=0.2):
    polling = Polling(bot, intake, health or Health(), allowed_updates=(), now=lambda: NOW)
    task = asyncio.create_task(polling.run())
    await asyncio.sleep(seconds)
    assert not task.done()
    task.cancel()
    await asyncio.wait({task})
    return polling


def update(number):
    return {"update_id": number}


async def test_what_was_taken_in_is_acknowledged_by_the_next_question():
    bot, intake = FakeBot([update(7), update(5)], [update(9)]), FakeIntake()
    polling = await polled(bot, intake)
    assert [offset for offset, *_ in bot.asked] == [0, 8, 10]
    assert intake.taken == [update(7), update(5), update(9)]
    bot.answers.append([])
    await polling.say_goodbye()
    assert bot.asked[-1] == (10, 1, 0)


async def test_what_could_not_be_written_is_not_acknowledged():
    bot = FakeBot([update(7)], [update(7)])
    await polled(bot, FakeIntake(StoreUnavailable("full")))
    assert [offset for offset, *_ in bot.asked] == [0, 0, 8]


@pytest.mark.parametrize(
    "error",
    [NetworkError("gone"), Conflict("x"), InvalidToken("x"), KeyError("result"), ValueError("x")],
)
async def test_nothing_that_is_answered_ends_it(error):
    bot, intake, health = FakeBot(error, error, [update(1)]), FakeIntake(), Health()
    await polled(bot, intake, health)
    assert intake.taken == [update(1)]
    assert not health.poll_problem


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Conflict("terminated by other getUpdates request"), "Another instance is running"),
        (Conflict("can't use getUpdates method while webhook is active"), "set a webhook"),
        (InvalidToken("123:secret"), "does not know this token"),
        (NetworkError("gone"), "cannot be reached"),
    ],
)
async def test_what_is_wrong_is_said_in_a_line_and_in_health(error, said, caplog):
    health = Health()
    await polled(FakeBot(error, *[error] * 99), FakeIntake(), health)
    assert said in health.problems(NOW)[-1]
    assert "secret" not in caplog.text
    assert not [one for one in caplog.records if one.exc_info]


async def test_a_flood_halt_is_obeyed():
    bot = FakeBot(Flooded(0.15), [update(1)])
    await polled(bot, FakeIntake(), seconds=0.4)
    assert bot.times[1] - bot.times[0] >= 0.15


async def test_what_cannot_be_acknowledged_is_not_asked_for_at_full_speed():
    bot = FakeBot(*[["garbage"]] * 1000)
    await polled(bot, FakeIntake(), seconds=0.3)
    assert len(bot.asked) <= 8


async def test_no_more_is_asked_for_than_there_is_room_and_nothing_without():
    bot, intake = FakeBot([update(1)]), FakeIntake(room=3)
    intake.is_open.clear()
    task = asyncio.create_task(polled(bot, intake))
    await asyncio.sleep(0.05)
    assert bot.asked == []
    intake.is_open.set()
    await task
    assert bot.asked[0] == (0, 3, polling_module.POLL_SECONDS)


async def test_numbers_that_begin_anew_below_the_last_are_heard(monkeypatch):
    monkeypatch.setattr(polling_module, "_NUMBERED_ANEW_SECONDS", 0.0)
    bot = FakeBot([update(900)], [], [update(3)])
    await polled(bot, FakeIntake())
    assert [offset for offset, *_ in bot.asked] == [0, 901, 0, 4]
