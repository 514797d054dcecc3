"""What an update says of itself before anybody has understood it: its number, its chat, who.

The whole of it may be nonsense. What can be told is told, and nothing raises.
"""

from __future__ import annotations

import json
from typing import Any

from bot.store.inbox import Arrival

LARGEST = 2**63 - 1  # that SQLite holds
_LARGEST_UPDATE = 2**52  # acknowledging a larger one would acknowledge all that is to come


def arrival_of(raw: Any) -> Arrival:
    """Return an element of a batch, or the body of a webhook's request, as it is written down."""
    payload = json.dumps(raw, sort_keys=True)  # the order says nothing, and may change
    if not isinstance(raw, dict):
        return Arrival(payload, kind=kind_of(raw))
    content = content_of(raw)
    message = content.get("message")  # of a press
    chat = _object(content, "chat") or _object(message, "chat")
    # Whoever speaks as a group or channel, anonymous administrators too, shares one `from`.
    speaker = (_object(content, name) for name in ("sender_chat", "from", "user", "actor_chat"))
    person: dict[str, Any] = next(filter(None, speaker), {})
    return Arrival(
        payload,
        update_id_of(raw),
        _number(chat.get("id")),
        _number(person.get("id")),
        kind_of(raw),
    )


def update_id_of(raw: Any) -> int:
    """Return the number of an update; 0 where it carries none that can be acknowledged."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return _number(number, most=_LARGEST_UPDATE) or 0


def kind_of(raw: Any) -> str:
    """Return what has happened: `message`, `callback_query` and so on; `unknown` where unclear."""
    kinds = [name for name in raw if name != "update_id"] if isinstance(raw, dict) else []
    return kinds[0] if len(kinds) == 1 else "unknown"


def content_of(raw: dict[str, Any]) -> dict[str, Any]:
    """Return what an update carries, or the first of it; an empty object where that is none."""
    return next((value for value in raw.values() if isinstance(value, dict)), {})


def _object(value: Any, name: str) -> dict[str, Any]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _number(value: Any, most: int = LARGEST) -> int | None:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and abs(value) <= most else None
