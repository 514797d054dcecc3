"""How long to wait before something is tried again: longer each time, up to a bound."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

LONGEST_PAUSE_SECONDS = 30.0


def growing_pauses(first_seconds: float = 1.0) -> Iterator[float]:
    """Yield seconds without end, twice as long each time up to the longest.

    Args:
        first_seconds: of the first pause.
    """
    seconds = first_seconds
    for _ in itertools.count():
        yield seconds
        seconds = min(2 * seconds, LONGEST_PAUSE_SECONDS)
