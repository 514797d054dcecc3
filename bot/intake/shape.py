"""Whether an update has the types that the Bot API promises; its library takes them for granted.

Only what this bot reads is looked at. What has other types comes from no Telegram, and is set
aside instead of failing somewhere inside a handler.

Source: https://core.telegram.org/bots/api#available-types
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.intake.reading import LARGEST

_TYPES: dict[type, tuple[str, ...]] = {
    str: (
        "text", "caption", "data", "query", "result_id", "chat_instance", "inline_message_id",
        "first_name", "last_name", "username", "title", "type", "language_code", "emoji",
    ),
    int: (
        "message_id", "date", "edit_date", "message_thread_id", "length", "migrate_to_chat_id",
        "migrate_from_chat_id",
    ),
    bool: ("is_bot", "is_topic_message", "is_automatic_forward", "is_forum"),
    list: (
        "entities", "caption_entities", "photo", "new_chat_members", "old_reaction",
        "new_reaction",
    ),
    dict: (
        "message", "edited_message", "callback_query", "inline_query", "chosen_inline_result",
        "message_reaction", "from", "user", "chat", "sender_chat", "actor_chat", "via_bot",
        "reply_to_message", "pinned_message", "left_chat_member", "quote",
    ),
}  # fmt: skip
_TYPE_OF = {name: kind for kind, names in _TYPES.items() for name in names}
_ONLY_IN = {
    "data": {"callback_query"},
    "title": {"chat"},
    "type": {"chat", "entities", "caption_entities", "old_reaction", "new_reaction"},
}
_NUMBERED = frozenset(
    {
        "from",
        "user",
        "chat",
        "sender_chat",
        "actor_chat",
        "via_bot",
        "entities",
        "caption_entities",
    }
)
_ASKED = frozenset({"callback_query", "inline_query"})
"""Objects whose `id` and `offset` are texts, where those above have numbers."""
_MESSAGE = ("chat", "message_id", "date")
_NEEDED: dict[str, tuple[str, ...]] = {
    "message": _MESSAGE,
    "edited_message": _MESSAGE,
    "message_reaction": (*_MESSAGE, "old_reaction", "new_reaction"),
    "callback_query": ("id", "from", "chat_instance"),
    "inline_query": ("id", "from", "query", "offset"),
    "chosen_inline_result": ("result_id", "from", "query"),
    "chat": ("id", "type"),
    "from": ("id", "is_bot", "first_name"),
}
_BY_SOMEBODY = {  # one of these, as no channel's posts are asked for
    "update.message": ("from", "sender_chat"),
    "update.edited_message": ("from", "sender_chat"),
    "update.message_reaction": ("user", "actor_chat"),
}


def oddity(update: Any) -> str:
    """Return what in an update is not as promised, as a path; empty if all is well."""
    if not isinstance(update, dict):
        return "update"
    return next(_oddities(update, "update"), "")


def _oddities(value: dict[str, Any], path: str) -> Iterator[str]:
    """Yield what is odd within an object; null counts as nothing there."""
    own = path.rpartition(".")[2]
    missing = [name for name in _NEEDED.get(own, ()) if value.get(name) is None]
    if path in _BY_SOMEBODY and not any(map(value.get, _BY_SOMEBODY[path])):
        missing.append(_BY_SOMEBODY[path][0])
    yield from (f"{path}.{name}" for name in missing)
    for name, inner in value.items():
        where = f"{path}.{name}"
        expected = _expected(name, own)
        if expected is not None and inner is not None and not _is(inner, expected):
            yield where
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict):
                yield from _oddities(one, where)


def _is(value: Any, expected: type) -> bool:
    """Say whether a value is of a type, and a number one that the database can hold."""
    if type(value) is not expected:
        return False
    return not isinstance(value, int) or -LARGEST - 1 <= value <= LARGEST


def _expected(name: str, owner: str) -> type | None:
    """Return the type of a field; some have it only in some objects, or another one there."""
    if owner not in _ONLY_IN.get(name, {owner}):
        return None
    if name not in {"id", "offset"}:
        return _TYPE_OF.get(name)
    if owner in _ASKED:
        return str
    return int if owner in _NUMBERED else None
