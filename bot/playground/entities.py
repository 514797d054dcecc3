"""What Telegram itself marks in a text that people write: commands and usernames."""

from __future__ import annotations

import re
from typing import Any

from bot.playground.markup import utf16_length

_MARKS = {
    "bot_command": re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?"),
    "mention": re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{3,32}(?!\w)"),
}


def entities_in(text: str) -> list[dict[str, Any]]:
    """Return the marks in a text, in order of their offset."""
    found = [
        {
            "type": kind,
            "offset": utf16_length(text[: mark.start()]),
            "length": utf16_length(mark[0]),
        }
        for kind, pattern in _MARKS.items()
        for mark in pattern.finditer(text)
    ]
    return sorted(found, key=lambda mark: mark["offset"])


def usernames_in(text: str) -> set[str]:
    """Return who is named with an @, in lower case and without it."""
    return {mark[0][1:].lower() for mark in _MARKS["mention"].finditer(text)}
