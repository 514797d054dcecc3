"""The one door out of the event loop: threads for the store, the model, and what takes long.

SQLite has one writer, so all that touches the database runs in one thread, in order. The model
only computes, some milliseconds at a time: a second thread for it would wait for the interpreter
like the first, and take it from both (a twelfth fewer answers). A picture takes a hundred times as
long as an answer, so they have a thread of their own, with exports and what opens a new model.

What may wait for the model or a picture is bounded. Beyond that a person is told at once that it
is too much, instead of an answer for which nobody waits any longer.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from typing import Any, ParamSpec, TypeAlias, TypeVar

from bot.errors import Busy

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Outcome: TypeAlias = tuple[Any, BaseException | None]

_MOST_QUESTIONS = 200  # at some milliseconds each, about a second for the last
_MOST_TOGETHER = 64  # writes; what is done at once is told of at once
_MOST_PICTURES = 20  # at a tenth of a second each


class _Queue:
    """A thread with a queue that has an end."""

    def __init__(self, name: str, most: int) -> None:
        """Prepare the thread; it starts with its first work.

        Args:
            name: of the thread.
            most: what may wait or run at once.
        """
        self._thread = ThreadPoolExecutor(1, name)
        self._most = most
        self._in_hand = 0

    async def run(self, work: Callable[[], _T]) -> _T:
        """Run work in the thread, after all that was asked for before.

        Raises:
            Busy: too much waits.
        """
        if self._in_hand >= self._most:
            raise Busy
        self._in_hand += 1
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()
        self._thread.submit(self._do, work, future, loop)
        return await future

    def _do(
        self, work: Callable[[], _T], future: asyncio.Future[_T], loop: asyncio.AbstractEventLoop
    ) -> None:
        outcome = None if future.cancelled() else _outcome(work)
        with suppress(RuntimeError):  # the loop has ended, and nobody waits
            loop.call_soon_threadsafe(self._end, future, outcome)

    def _end(self, future: asyncio.Future[_T], outcome: _Outcome | None) -> None:
        self._in_hand -= 1
        if outcome is not None:
            _tell([(future, *outcome)])

    def close(self) -> None:
        """Wait for what is running, and end the thread."""
        self._thread.shutdown(cancel_futures=True)


class _Line:
    """One thread that does all that waits at once, and tells of it at once.

    To wait for a disk, and for the event loop's attention, takes longer than most of the work.
    """

    def __init__(self, name: str, together: Callable[[], AbstractContextManager[None]]) -> None:
        """Prepare the thread; it starts with its first work.

        Args:
            name: of the thread.
            together: makes what surrounds work that is done at once. If anything fails within,
                nothing shall have happened, and each is done again by itself.
        """
        self._thread = ThreadPoolExecutor(1, name)
        self._together = together
        self._waiting: deque[tuple[Callable[[], Any], asyncio.Future[Any]]] = deque()

    async def run(self, work: Callable[[], _T]) -> _T:
        """Run work in the thread, after all that was asked for before."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()
        self._waiting.append((work, future))
        if len(self._waiting) == 1:  # else the thread is about to take more than this
            self._thread.submit(self._do_what_waits, loop)
        return await future

    def _do_what_waits(self, loop: asyncio.AbstractEventLoop) -> None:
        while self._waiting:
            taken = [
                self._waiting.popleft() for _ in range(min(len(self._waiting), _MOST_TOGETHER))
            ]
            wanted = [(work, future) for work, future in taken if not future.cancelled()]
            outcomes = self._outcomes([work for work, _ in wanted])
            done = [
                (future, *outcome) for (_, future), outcome in zip(wanted, outcomes, strict=True)
            ]
            with suppress(RuntimeError):  # the loop has ended, and nobody waits
                loop.call_soon_threadsafe(_tell, done)

    def _outcomes(self, works: Sequence[Callable[[], Any]]) -> list[_Outcome]:
        if len(works) > 1:
            with suppress(Exception), self._together():
                return [(work(), None) for work in works]
        return [_outcome(work) for work in works]

    def close(self) -> None:
        """Wait for all that is to be done, and end the thread."""
        self._thread.shutdown()


def _outcome(work: Callable[[], Any]) -> _Outcome:
    try:
        return work(), None
    except BaseException as error:  # whoever waits for the work hears of it
        return None, error


def _tell(done: Sequence[tuple[asyncio.Future[Any], Any, BaseException | None]]) -> None:
    for future, result, error in done:
        if future.cancelled():
            continue
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)


class Offload:
    """Runs blocking work elsewhere and awaits it."""

    def __init__(
        self,
        together: Callable[[], AbstractContextManager[None]] = nullcontext,
        *,
        most_questions: int = _MOST_QUESTIONS,
        most_pictures: int = _MOST_PICTURES,
    ) -> None:
        """Prepare the threads.

        Args:
            together: surrounds what is done to the database at once, which is then all or nothing.
            most_questions: to the model that may wait or be answered at once.
            most_pictures: likewise, and exports.
        """
        self._store = _Line("kindred-store", together)
        self._model = _Queue("kindred-model", most_questions)
        self._aside = _Queue("kindred-aside", most_pictures)

    async def store(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run work on the database, after all that was asked for before."""
        return await self._store.run(partial(work, *args, **kwargs))

    async def model(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run work on the model, after all such work that was asked for before.

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
        self._store.close()
        self._model.close()
        self._aside.close()
