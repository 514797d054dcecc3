"""What the bot has asked of the Bot API and when, so that its pace can be measured."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MOST_CALLS = 10_000


@dataclass(slots=True)
class Call:
    """A method that was called.

    Attributes:
        method: in lower case.
        chat_id: of the chat that it is about; None where it names none.
        time: when it came, in seconds by a clock that never jumps.
        code: the HTTP status of its answer; 0 where there is none, or none yet.
    """

    method: str
    chat_id: int | None
    time: float
    code: int = 0


class Calls:
    """The latest calls, in the order in which they came."""

    def __init__(self, clock: Callable[[], float], most: int = MOST_CALLS) -> None:
        """Begin with none.

        Args:
            clock: seconds from any beginning on.
            most: how many are remembered.
        """
        self._clock = clock
        self._calls: deque[Call] = deque(maxlen=most)

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls)

    def begin(self, method: str, chat_id: int | None) -> Call:
        """Write a call down; its code is set once it is answered."""
        call = Call(method, chat_id, self._clock())
        self._calls.append(call)
        return call

    def of(self, method: str, chat_id: int | None = None) -> list[Call]:
        """Return the calls of a method, for a chat or for all of them."""
        return [
            call
            for call in self._calls
            if call.method == method and chat_id in {None, call.chat_id}
        ]

    def clear(self) -> None:
        """Forget them."""
        self._calls.clear()
