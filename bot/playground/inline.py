"""What was asked in inline mode, what the bot offered, and where the chosen results stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class InlineQuery:
    """Words that somebody typed behind the bot's name in any chat.

    Attributes:
        id: the Bot API's.
        person_id: who asks.
        query: the words.
        offset: what the bot gave as the place to go on from; empty at first.
        update_id: of the update that tells the bot.
        answer: what the bot answered with: `results`, `next_offset`, `is_personal`, `cache_time`
            and `button`; None while it has not.
        messages: by a result's id, what it becomes in a chat: `text`, `entities`, `reply_markup`.
    """

    id: str
    person_id: int
    query: str
    offset: str
    update_id: int = 0
    answer: dict[str, Any] | None = None
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
