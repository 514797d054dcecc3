"""Marks votes on buttons in a spare moment: a vote counts at once, its mark may come later.

A group may hear from the bot twenty times a minute, and may vote much more often. So a mark waits
until nobody's answer would wait behind it, and of several for one message only the last is made.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.errors import BotError

logger = logging.getLogger(__name__)

_GRACE_SECONDS = 1.0

Place = tuple[int, int]
"""A chat and the number of a message in it."""


@dataclass(slots=True)
class _Mark:
    make: Callable[[], Awaitable[None]]
    task: asyncio.Task[None] | None = None
    is_being_made: bool = False
    is_changed: bool = False

    def is_open(self) -> bool:
        """Say whether another mark may still take its place."""
        task = self.task
        return task is not None and not task.done() and not task.cancelling()


class Marks:
    """The marks that wait, by message."""

    def __init__(self, spare_moment: Callable[[int], Awaitable[None]]) -> None:
        """Begin with none.

        Args:
            spare_moment: returns when a chat can be spoken to without anybody having to wait.
        """
        self._spare_moment = spare_moment
        self._marks: dict[Place, _Mark] = {}

    def put(self, place: Place, make: Callable[[], Awaitable[None]]) -> None:
        """Let a mark be made; it takes the place of one that waits for the same message."""
        waiting = self._marks.get(place)
        if waiting is not None and waiting.is_open():
            waiting.make, waiting.is_changed = make, True
            return
        mark = self._marks[place] = _Mark(make)
        mark.task = asyncio.create_task(self._made(place, mark))
        # Not at the task's own end: one that is cancelled before it begins has none.
        mark.task.add_done_callback(lambda _task: self._forget(place, mark))

    async def settle(self, place: Place) -> None:
        """Let no mark of a message be made any more: something else is to stand there.

        One that is on its way is waited for, lest it arrive last.
        """
        mark = self._marks.get(place)
        if mark is None or mark.task is None:
            return
        mark.is_changed = False
        if not mark.is_being_made:
            mark.task.cancel()
        await asyncio.wait({mark.task})
        self._forget(place, mark)

    async def idle(self) -> None:
        """Wait until every mark is made."""
        while self._marks:
            tasks = [mark.task for mark in self._marks.values() if mark.task is not None]
            await asyncio.wait(tasks)

    async def close(self) -> None:
        """Make what can be made in a moment, and let go of the rest."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.idle(), _GRACE_SECONDS)
        tasks = [mark.task for mark in self._marks.values() if mark.task is not None]
        for task in tasks:  # on its way or not: it may be waiting for a Telegram that is gone
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _made(self, place: Place, mark: _Mark) -> None:
        is_wanted = True
        while is_wanted:
            await self._spare_moment(place[0])
            mark.is_being_made, mark.is_changed = True, False
            try:
                await mark.make()
            except (BotError, TelegramError) as error:
                logger.warning("A mark is not made: %s", error)
            mark.is_being_made, is_wanted = False, mark.is_changed

    def _forget(self, place: Place, mark: _Mark) -> None:
        if self._marks.get(place) is mark:
            del self._marks[place]
