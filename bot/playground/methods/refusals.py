"""How Telegram says no, and the sentences that several methods share."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """What Telegram answers instead of a result."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        """Take the HTTP status, Telegram's sentence, and what a bot can do about it."""
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters or {}


UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are"
    " exactly the same as a current content and reply markup of the message"
)
TOO_LATE = "Bad Request: query is too old and response timeout expired or query ID is invalid"
