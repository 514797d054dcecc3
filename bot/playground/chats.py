"""A conversation and what has happened in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Chat:
    """One person's own chat with the bot, or a group's.

    Attributes:
        id: a private chat has its person's.
        kind: `private`, `group` or `supergroup`.
        title: of a group.
        members: ids of people; the first of a group made it.
        messages: by number, in order.
        version: grows with every change, so that a page knows whether it is up to date.
        toasts: what popped up, oldest first.
        asks: which of the bot's messages asks to be answered, with what hint, and whom: ids of
            people, None for everybody.
        actions: what the bot was seen doing and when, oldest first: `typing` and the like.
        reactions: by message, then by who reacted.
        silent: numbers of the bot's messages for which no phone rang.
        threads: the topics that were written in; a chat that has some is a forum.
        is_bot_admin: whether the bot may do and see more than a member.
        is_blocked: whether the person of a private chat wants no more of the bot.
        migrated_to: the supergroup that a group has become; 0 if it has not.
    """

    id: int
    kind: str
    title: str
    members: tuple[int, ...]
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    version: int = 0
    toasts: list[dict[str, Any]] = field(default_factory=list)
    asks: dict[str, Any] | None = None
    actions: list[dict[str, Any]] = field(default_factory=list)
    reactions: dict[int, dict[int, str]] = field(default_factory=dict)
    silent: set[int] = field(default_factory=set)
    threads: set[int] = field(default_factory=set)
    is_bot_admin: bool = False
    is_blocked: bool = False
    migrated_to: int = 0

    def as_group(self) -> dict[str, Any]:
        """Return the Bot API's `Chat` of a group."""
        forum = {"is_forum": True} if self.threads else {}
        return {"id": self.id, "type": self.kind, "title": self.title, **forum}
