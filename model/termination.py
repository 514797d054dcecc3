"""An order to end that is obeyed like Ctrl-C: what was begun is cleared away on the way out."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_BY_SIGNAL = 128  # a shell's status of what a signal has ended, plus the signal


@contextmanager
def obeyed() -> Iterator[None]:
    """Turn SIGTERM within a block into the end of the process with status 143.

    Python by itself ends at once, and leaves on the disk whatever was half written.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough, while it is cleared away
        raise SystemExit(_BY_SIGNAL + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
