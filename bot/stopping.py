"""Being told to stop: by SIGINT or SIGTERM, from the first moment to the last, however often.

The signals stay caught when the event loop has ended: another one must neither break off the
closing of the database nor change the status.
"""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """Whether the process was told to stop."""

    def __init__(self) -> None:
        """Catch the signals from now on."""
        self._is_told = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._event = asyncio.Event()
        for number in _SIGNALS:
            signal.signal(number, self._told)

    def event(self) -> asyncio.Event:
        """Return an event of the running loop that is set once the process is told to stop."""
        self._loop = asyncio.get_running_loop()
        if self._is_told:
            self._event.set()
        return self._event

    def is_done(self) -> None:
        """Ignore the signals from now on: the process is about to end by itself.

        Python gives signals their old meaning back while it ends, except those that are ignored.
        """
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)

    def _told(self, _number: int, _frame: object) -> None:
        self._is_told = True
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(self._event.set)
