"""The one door out of the event loop: threads for the store, the model, and what takes long.

SQLite has one writer, so all that touches the database runs in one thread, in order. The model
only computes; two threads keep one long question from holding up the rest. A picture takes a
hundred times as long as an answer, so they have a thread of their own, with exports.

What may wait for the model or a picture is bounded. Beyond that a person is told at once that it
is too much, instead of an answer for which nobody waits any longer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

from bot.errors import Busy

_P = ParamSpec("_P")
_T = TypeVar("_T")

_MODEL_THREADS = 2
_MOST_QUESTIONS = 200  # at some milliseconds each, about a second for the last
_MOST_PICTURES = 20  # at a tenth of a second each


class _Pool:
    """Threads with a queue that has an end."""

    def __init__(self, name: str, threads: int, most: int | None = None) -> None:
        """Prepare the threads; they start with their first work.

        Args:
            name: of the threads.
            threads: how many.
            most: what may wait or run at once; None for no bound.
        """
        self._threads = ThreadPoolExecutor(threads, name)
        self._most = most
        self._in_hand = 0

    async def run(self, work: Callable[[], _T]) -> _T:
        """Run work in a thread, after all that was asked for before.

        Raises:
            Busy: too much waits.
        """
        if self._most is not None and self._in_hand >= self._most:
            raise Busy
        self._in_hand += 1
        loop = asyncio.get_running_loop()
        future = self._threads.submit(work)
        # Not when nobody waits any more: the work is in the queue all the same.
        future.add_done_callback(lambda _future: self._ended(loop))
        return await asyncio.wrap_future(future)

    def _ended(self, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the loop has ended, and with it the counting
            loop.call_soon_threadsafe(self._count_down)

    def _count_down(self) -> None:
        self._in_hand -= 1

    def close(self, *, is_all_done: bool) -> None:
        """Wait for what is running, and for what waits if all is to be done; end the threads."""
        self._threads.shutdown(cancel_futures=not is_all_done)


class Offload:
    """Runs blocking work elsewhere and awaits it."""

    def __init__(
        self, *, most_questions: int = _MOST_QUESTIONS, most_pictures: int = _MOST_PICTURES
    ) -> None:
        """Prepare the threads.

        Args:
            most_questions: to the model that may wait or be answered at once.
            most_pictures: likewise, and exports.
        """
        self._store = _Pool("kindred-store", 1)
        self._model = _Pool("kindred-model", _MODEL_THREADS, most_questions)
        self._aside = _Pool("kindred-aside", 1, most_pictures)

    async def store(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run work on the database, after all that was asked for before."""
        return await self._store.run(partial(work, *args, **kwargs))

    async def model(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run work on the model, beside other such work.

        Raises:
            Busy: too many questions wait.
        """
        return await self._model.run(partial(work, *args, **kwargs))

    async def aside(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run long work, such as a picture, after all such work that was asked for before.

        Raises:
            Busy: too many pictures wait.
        """
        return await self._aside.run(partial(work, *args, **kwargs))

    def close(self) -> None:
        """Wait for what is running, and for all that is to be written, and end the threads."""
        self._store.close(is_all_done=True)
        self._model.close(is_all_done=False)
        self._aside.close(is_all_done=False)
