"""What goes wrong between the bot and Telegram, as often as a test wants it to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """The call is refused.

    Attributes:
        code: the HTTP status.
        description: Telegram's sentence.
        parameters: what the bot can do about it, `retry_after` for one.
        after: whether what was asked for happens all the same.
    """

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)
    after: bool = False


@dataclass(frozen=True, slots=True)
class Delay:
    """The call takes longer: before its effect, or between its effect and its answer."""

    seconds: float
    after: bool = False


@dataclass(frozen=True, slots=True)
class Disconnection:
    """The connection ends without an answer, before or after the effect."""

    after: bool = False


@dataclass(frozen=True, slots=True)
class Garbage:
    """The answer is 200 and no JSON, in place of the effect or after it."""

    after: bool = False


Trouble = Refusal | Delay | Disconnection | Garbage


@dataclass(frozen=True, slots=True)
class Fault:
    """Calls that shall go wrong.

    Attributes:
        method: in any case; an empty one means every method.
        trouble: what happens to them.
        times: how many calls; None means all until the faults are cleared.
        chat_id: of the only chat where it happens; None means everywhere.
    """

    method: str
    trouble: Trouble
    times: int | None = 1
    chat_id: int | None = None


@dataclass(slots=True)
class _Waiting:
    fault: Fault
    left: int | None


class Faults:
    """The faults that wait for a call."""

    def __init__(self) -> None:
        """Begin with none."""
        self._waiting: list[_Waiting] = []

    def add(self, fault: Fault) -> None:
        """Let one wait, behind those that wait already."""
        self._waiting.append(_Waiting(fault, fault.times))

    def clear(self) -> None:
        """Let all go well from now on."""
        self._waiting.clear()

    def left(self) -> list[tuple[Fault, int | None]]:
        """Return the faults that wait, and how many calls each is still for."""
        return [(one.fault, one.left) for one in self._waiting]

    def met_by(self, method: str, chat_id: int | None) -> Trouble | None:
        """Return what goes wrong with a call: the first fault that is meant for it, and no other.

        Args:
            method: in lower case.
            chat_id: of its chat; None where it has none.
        """
        for one in self._waiting:
            is_meant = one.fault.method.lower() in {"", method}
            if is_meant and one.fault.chat_id in {None, chat_id}:
                if one.left is not None:
                    one.left -= 1
                    if one.left <= 0:
                        self._waiting.remove(one)
                return one.fault.trouble
        return None
