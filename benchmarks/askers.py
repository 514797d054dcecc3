"""People who ask a bot of the playground, and note when they could be heard and were answered."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterator, Sequence

import numpy as np

from bot.playground.calls import Call, Calls
from bot.playground.world import BOT_ID, Person, World

_ANSWER = "sendmessage"
_FIRST_ID = 5000
_SHORTEST_SLIP = 4  # letters; a slip in less is another word


def questions(names: Sequence[str]) -> Iterator[str]:
    """Yield questions for artists without end, every second with a letter left out."""
    rng, is_slip = np.random.default_rng(3), False
    while True:
        name = names[int(rng.integers(len(names)))]
        if is_slip and len(name) > _SHORTEST_SLIP:
            at = int(rng.integers(1, len(name)))
            name = name[:at] + name[at + 1 :]
        is_slip = not is_slip
        yield f"/similar {name}"


class Askers:
    """Some people, each in a chat of their own, who wait for an answer before they ask again.

    Attributes:
        world: where they are.
    """

    def __init__(self, people: int, questions: Iterator[str]) -> None:
        """Let them in.

        Args:
            people: how many.
            questions: what they ask, without end.
        """
        self.world = World(time.time)
        self.world.calls = self._answers = _Answers()
        self._questions = questions
        self._ids = range(_FIRST_ID, _FIRST_ID + people)
        for number in self._ids:
            self.world.add_person(Person(number, f"P{number}"))

    async def ask(self, person_id: int) -> float:
        """Ask once, and return how many seconds later the request with the answer came."""
        asked, answered = time.perf_counter(), self._answers.awaited(person_id)
        await self.world.say(person_id, person_id, next(self._questions))
        return await answered - asked

    async def ask_once(self) -> None:
        """Let everybody ask, and wait until all are answered."""
        await asyncio.gather(*map(self.ask, self._ids))

    async def flood(self, seconds: float) -> tuple[int, int]:
        """Let everybody ask again as soon as they are answered.

        Returns:
            How many answers came within the time, and how many in all.
        """
        end, in_time, in_all = time.perf_counter() + seconds, 0, 0

        async def keep_asking(person_id: int) -> None:
            nonlocal in_time, in_all
            while time.perf_counter() < end:
                await self.ask(person_id)
                in_time += time.perf_counter() < end
                in_all += 1

        await asyncio.gather(*map(keep_asking, self._ids))
        return in_time, in_all

    async def at_random(self, a_second: float, seconds: float) -> list[float]:
        """Let questions come at random moments, whatever is answered; returns all that it took."""
        rng, idle = np.random.default_rng(2), deque(self._ids)
        took: list[float] = []

        async def ask_once(person_id: int) -> None:
            took.append(await self.ask(person_id))
            idle.append(person_id)

        moments = time.perf_counter() + np.cumsum(
            rng.exponential(1 / a_second, max(int(a_second * seconds), 1))
        )
        async with asyncio.TaskGroup() as asking:
            for moment in moments:
                await asyncio.sleep(max(float(moment) - time.perf_counter(), 0.0))
                asking.create_task(ask_once(idle.popleft()))
        return took

    def share_with_buttons(self) -> float:
        """Return which share of what the bot has said has buttons below it."""
        said = [
            message
            for chat in self.world.chats.values()
            for message in chat.messages.values()
            if message["from"]["id"] == BOT_ID
        ]
        return sum("reply_markup" in message for message in said) / len(said)


class _Answers(Calls):
    """Hears the request with an answer when it comes, before the imitation looks at it."""

    def __init__(self) -> None:
        super().__init__(time.perf_counter)
        self._awaited: dict[int | None, asyncio.Future[float]] = {}

    def awaited(self, chat_id: int) -> asyncio.Future[float]:
        """Return the moment of the next answer in a chat, once it is there."""
        self._awaited[chat_id] = asyncio.get_running_loop().create_future()
        return self._awaited[chat_id]

    def begin(self, method: str, chat_id: int | None) -> Call:
        """Write a call down, and tell whoever waits for it."""
        call = super().begin(method, chat_id)
        answered = self._awaited.pop(chat_id, None) if method == _ANSWER else None
        if answered is not None:
            answered.set_result(call.time)
        return call
