"""Works on many things at once and yields the results in order, without piling any up."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import pyarrow as pa

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def side_by_side(work: Callable[[Thing], Result], things: Iterable[Thing]) -> Iterator[Result]:
    """Yield what becomes of each thing, in order, as many worked on as there are processors.

    Args:
        work: called in other threads; worth while where it leaves Python's lock alone.
        things: one more than can be worked on is taken ahead.
    """
    at_once = pa.cpu_count()
    pending: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        for thing in things:
            pending.append(pool.submit(work, thing))
            if len(pending) > at_once:
                yield pending.popleft().result()
        for done in pending:
            yield done.result()
