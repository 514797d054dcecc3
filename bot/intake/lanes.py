"""Does work in lanes: what is in one lane in its order, lane beside lane, each in its turn.

A lane is a chat. A chat that floods the bot has one thing done at a time like everybody else, and
one that has to wait, for Telegram or for a slow answer, lets nobody wait with it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Lanes(Generic[_T]):
    """Waiting work by lane; it begins as soon as its lane is free and there is room."""

    def __init__(self, work: Callable[[_T], Awaitable[None]], *, most_at_once: int) -> None:
        """Begin with none.

        Args:
            work: does one thing; what it raises is its own business, and ends nothing here.
            most_at_once: lanes that may be at work side by side.
        """
        self._work = work
        self._most_at_once = most_at_once
        self._waiting: dict[Hashable, deque[_T]] = {}
        self._next: deque[Hashable] = deque()  # lanes with something to do and nothing in hand
        self._running: dict[asyncio.Task[None], tuple[Hashable, _T]] = {}
        self._idle = asyncio.Event()
        self._idle.set()
        self._has_room = asyncio.Event()
        self._has_room.set()
        self._is_open = True

    @property
    def waiting(self) -> int:
        """How much has not begun."""
        return sum(map(len, self._waiting.values()))

    @property
    def free(self) -> int:
        """How many more lanes could be at work."""
        return max(self._most_at_once - len(self._running) - len(self._next), 0)

    def waiting_in(self, lane: Hashable) -> Sequence[_T]:
        """Return what of a lane has not begun, in its order."""
        return tuple(self._waiting.get(lane, ()))

    def add(self, lane: Hashable, item: _T) -> None:
        """Let something be done after all that its lane has to do already."""
        if lane in self._waiting:
            self._waiting[lane].append(item)
        else:
            self._waiting[lane] = deque([item])
            self._next.append(lane)
        self._idle.clear()
        self._begin()

    async def has_room(self) -> None:
        """Wait until one more lane could be at work."""
        await self._has_room.wait()

    async def idle(self) -> None:
        """Wait until nothing is left to do."""
        await self._idle.wait()

    async def close(self, grace_seconds: float) -> list[_T]:
        """Begin nothing any more, and break off what takes longer than the grace.

        Returns:
            What was broken off.
        """
        self._is_open = False
        if not self._running:
            return []
        _, late = await asyncio.wait(self._running, timeout=grace_seconds)
        broken_off = [self._running[task][1] for task in late]
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
        return broken_off

    def _begin(self) -> None:
        while self._is_open and self._next and len(self._running) < self._most_at_once:
            lane = self._next.popleft()
            item = self._waiting[lane].popleft()
            task = asyncio.create_task(self._done(item))
            self._running[task] = lane, item
            task.add_done_callback(self._ended)
        (self._has_room.set if self.free else self._has_room.clear)()

    async def _done(self, item: _T) -> None:
        await self._work(item)

    def _ended(self, task: asyncio.Task[None]) -> None:
        lane, _ = self._running.pop(task)
        if self._waiting[lane]:
            self._next.append(lane)
        else:
            del self._waiting[lane]
        self._begin()
        if not self._waiting:
            self._idle.set()
