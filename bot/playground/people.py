"""Who chats with the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on Telegram; not everybody has a username or tells a language."""

    id: int
    first_name: str
    username: str = ""
    language_code: str = "en"

    def as_user(self) -> dict[str, Any]:
        """Return the Bot API's `User`."""
        user = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {name: value for name, value in user.items() if value != ""}

    def as_chat(self) -> dict[str, Any]:
        """Return the Bot API's `Chat` of this person's private chat."""
        user = self.as_user()
        names = {name: user.get(name) for name in ("first_name", "username") if name in user}
        return {"id": self.id, "type": "private"} | names
