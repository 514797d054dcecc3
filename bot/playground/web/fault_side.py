"""What a test in another process asks: that something goes wrong, and what has been called."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from tornado.web import HTTPError

from bot.playground.faults import Delay, Disconnection, Fault, Garbage, Refusal, Trouble
from bot.playground.web.guarded import Guarded

_KINDS: dict[str, type[Trouble]] = {
    "refusal": Refusal,
    "delay": Delay,
    "disconnection": Disconnection,
    "garbage": Garbage,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_FIELDS: dict[str, Callable[[Any], bool]] = {
    "code": lambda value: _is_whole(value) and 400 <= value <= 599,  # noqa: PLR2004  # HTTP's errors
    "description": lambda value: isinstance(value, str),
    "parameters": lambda value: isinstance(value, dict),
    "seconds": lambda value: _is_number(value) and 0 <= value <= _LONGEST_DELAY_SECONDS,
    "after": lambda value: isinstance(value, bool),
}
_LONGEST_DELAY_SECONDS = 3600


class FaultsAndCalls(Guarded):
    """The faults that wait, and the calls that came.

    A fault is an object with `method`, `chat_id` and `times`, all of which may be missing, and one
    of `refusal`, `delay`, `disconnection` and `garbage`, an object with the fields of that class.
    """

    def get(self) -> None:
        """Return both."""
        faults = [
            {
                "method": fault.method,
                "chat_id": fault.chat_id,
                "times": left,
                _NAMES[type(fault.trouble)]: asdict(fault.trouble),
            }
            for fault, left in self.world.faults.left()
        ]
        self.finish({"faults": faults, "calls": [asdict(call) for call in self.world.calls]})

    def post(self) -> None:
        """Add a fault."""
        if not self.request.headers.get("Content-Type", "").startswith("application/json"):
            raise HTTPError(415)
        try:
            fault = _fault(json.loads(self.request.body))
        except (ValueError, TypeError, RecursionError):
            raise HTTPError(400) from None
        self.world.faults.add(fault)
        self.finish({"ok": True})

    def delete(self) -> None:
        """Let all go well again; the calls are forgotten too."""
        self.world.faults.clear()
        self.world.calls.clear()
        self.finish({"ok": True})


def _fault(content: Any) -> Fault:
    """Return the fault that was described.

    Raises:
        ValueError: a field is unknown or has a wrong value, or there is not exactly one trouble.
        TypeError: a field is missing.
    """
    kinds = [kind for kind in _KINDS if kind in content] if isinstance(content, dict) else []
    if len(kinds) != 1 or content.keys() - {"method", "chat_id", "times", *kinds}:
        raise ValueError
    method, chat_id, times = (
        content.get("method", ""),
        content.get("chat_id"),
        content.get("times", 1),
    )
    is_right = (
        isinstance(method, str)
        and (chat_id is None or _is_whole(chat_id))
        and (times is None or (_is_whole(times) and times > 0))
    )
    if not is_right:
        raise ValueError
    return Fault(method, _trouble(_KINDS[kinds[0]], content[kinds[0]]), times, chat_id)


def _trouble(kind: type[Trouble], fields: Any) -> Trouble:
    if not isinstance(fields, dict) or not all(
        name in _FIELDS and _FIELDS[name](value) for name, value in fields.items()
    ):
        raise ValueError
    return kind(**fields)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return _is_whole(value) or isinstance(value, float)
