"""Ctrl-C and SIGTERM where Python waits for Java, which is nearly always while Spark is at work.

py4j takes up and clears away what it was saying to Java if KeyboardInterrupt breaks in, and for
nothing else: whatever is said next would be answered with what was asked before.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def own_interrupt() -> Iterator[None]:
    """Give Ctrl-C back the meaning it had before a block, in which pyspark changes it.

    pyspark's own handler talks to Java in the middle of another talk, and fails at length.
    """
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if _is_main():
            signal.signal(signal.SIGINT, before)


@contextmanager
def ended_as_interrupted() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM go through a block alike, and mean afterwards what they did before.

    What they mean is not lost on the way, even if pyspark, as it lets go of Java, fails anew.
    """
    if not _is_main():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    found = {number: signal.getsignal(number) for number in numbers}
    before = {int(number): handler for number, handler in found.items() if callable(handler)}
    ordered: list[int] = []

    def interrupt(number: int, _frame: object) -> None:
        ordered.append(number)
        signal.signal(number, signal.SIG_IGN)  # once is enough, while it is cleared away
        raise KeyboardInterrupt

    for number in before:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if ordered:
            before[ordered[-1]](ordered[-1], None)


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()
