"""The one door out of the event loop: threads for the store, the model, and what takes long.

SQLite has one writer, so all that touches the database runs in one thread, in order. The model
only computes; two threads keep one long question from holding up the rest. A picture takes a
hundred times as long as an answer, so they have a thread of their own, with exports.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

_MODEL_THREADS = 2


class Offload:
    """Runs blocking work elsewhere and awaits it."""

    def __init__(self) -> None:
        """Prepare the threads; they start with their first work."""
        self._store = ThreadPoolExecutor(1, "kindred-store")
        self._model = ThreadPoolExecutor(_MODEL_THREADS, "kindred-model")
        self._aside = ThreadPoolExecutor(1, "kindred-aside")

    async def store(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run work on the database, after all that was asked for before."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._store, partial(work, *args, **kwargs))

    async def model(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run work on the model, beside other such work."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._model, partial(work, *args, **kwargs))

    async def aside(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run long work, such as a picture, after all such work that was asked for before."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._aside, partial(work, *args, **kwargs))

    def close(self) -> None:
        """Wait for what is running and end the threads."""
        self._store.shutdown()
        self._model.shutdown(cancel_futures=True)
        self._aside.shutdown(cancel_futures=True)
