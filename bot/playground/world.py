"""The imitated Telegram itself: people, chats, messages, and the updates a bot has not taken yet.

Everything lives in memory and ends with the process. Nothing here knows HTTP.
"""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.markup import utf16_length

BOT_ID = 1
_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who chats with the bot."""

    id: int
    first_name: str
    username: str
    language_code: str = "en"

    def as_user(self) -> dict[str, Any]:
        """Return the Bot API's `User`."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "username": self.username,
            "language_code": self.language_code,
        }


@dataclass(slots=True)
class Chat:
    """A conversation: one person's own, or a group's.

    Attributes:
        id: a private chat has its person's.
        kind: `private`, `group` or `supergroup`.
        title: of a group.
        members: ids of people.
        messages: by number, in order.
        version: grows with every change, so that a page knows whether it is up to date.
        toasts: what popped up, oldest first.
        asks: which of the bot's messages asks to be answered, and with what hint.
    """

    id: int
    kind: str
    title: str
    members: tuple[int, ...]
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    version: int = 0
    toasts: list[dict[str, Any]] = field(default_factory=list)
    asks: dict[str, Any] | None = None


class World:
    """People, chats, messages and pending updates."""

    def __init__(
        self, now: Callable[[], float], bot_username: str = "kindred_playground_bot"
    ) -> None:
        """Begin with one person and no words spoken.

        Args:
            now: seconds since 1970.
            bot_username: the bot's.
        """
        self._now = now
        self.bot = {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": "Kindred",
            "username": bot_username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.commands: list[dict[str, str]] = []
        self.updates: list[dict[str, Any]] = []
        self.presses: dict[str, int] = {}
        self.changed = asyncio.Condition()
        # A bot may remember these ids from an earlier playground, so they begin where time stands.
        self._update_ids = itertools.count(int(now()))
        self._press_ids = itertools.count(int(now() * 1_000_000))
        self._message_ids = itertools.count(1)

    def add_person(self, person: Person) -> Chat:
        """Let someone in, with a private chat."""
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", "", (person.id,))
        return self.chats[person.id]

    def add_group(self, chat_id: int, title: str, members: tuple[int, ...]) -> Chat:
        """Open a group of people and the bot."""
        self.chats[chat_id] = Chat(chat_id, "supergroup", title, members)
        return self.chats[chat_id]

    async def say(
        self, chat_id: int, person_id: int, text: str, reply_to: int | None = None
    ) -> int:
        """Let a person write; returns the update's id, or 0 where privacy mode hides it."""
        chat, person = self.chats[chat_id], self.people[person_id]
        message = self._message(chat, person.as_user(), text, _commands_in(text))
        if chat.asks and chat.asks["message_id"] == reply_to:
            chat.asks = None
        if reply_to is not None and reply_to in chat.messages:
            message["reply_to_message"] = {
                name: value
                for name, value in chat.messages[reply_to].items()
                if name != "reply_to_message"
            }
        seen = chat.kind == "private" or text.startswith("/") or _is_to_bot(message)
        return await self._change(chat, {"message": message} if seen else None)

    async def press(self, chat_id: int, person_id: int, message_id: int, data: str) -> int:
        """Let a person press a button; returns the update's id."""
        chat, person = self.chats[chat_id], self.people[person_id]
        press_id = str(next(self._press_ids))
        self.presses[press_id] = chat_id
        press = {
            "id": press_id,
            "from": person.as_user(),
            "message": chat.messages[message_id],
            "chat_instance": str(chat_id),
            "data": data,
        }
        return await self._change(chat, {"callback_query": press})

    async def happen(self, chat_id: int, update: dict[str, Any]) -> int:
        """Let anything else happen that Telegram tells bots of; returns the update's id."""
        return await self._change(self.chats[chat_id], update)

    async def bot_says(
        self, chat: Chat, text: str, entities: list[dict[str, Any]], extra: dict[str, Any]
    ) -> dict[str, Any]:
        """Let the bot write something; returns the message."""
        message = self._message(chat, self._bot_as_user(), text, entities)
        message.update(extra)
        await self._change(chat, None)
        return message

    async def bot_asks(
        self,
        chat: Chat,
        text: str,
        entities: list[dict[str, Any]],
        extra: dict[str, Any],
        asking: dict[str, Any],
    ) -> dict[str, Any]:
        """Let the bot write something that asks to be answered; returns the message."""
        message = await self.bot_says(chat, text, entities, extra)
        hint = asking.get("input_field_placeholder", "")
        chat.asks = {"message_id": message["message_id"], "hint": hint}
        await self._change(chat, None)
        return message

    async def bot_changes(
        self, chat: Chat, message_id: int, changes: dict[str, Any]
    ) -> dict[str, Any]:
        """Let the bot edit a message; returns it."""
        message = {**chat.messages[message_id], **changes}
        if "text" in changes:  # Telegram does not call a message edited whose buttons changed
            message["edit_date"] = int(self._now())
        chat.messages[message_id] = {
            name: value for name, value in message.items() if value is not None
        }
        await self._change(chat, None)
        return chat.messages[message_id]

    async def bot_toasts(self, chat: Chat, press_id: str, text: str) -> None:
        """Let a few words pop up for whoever pressed."""
        chat.toasts.append({"press_id": press_id, "text": text})
        await self._change(chat, None)

    async def taken(self, update_id: int) -> None:
        """Wait until the bot has confirmed an update by asking for later ones."""
        async with self.changed:
            await self.changed.wait_for(
                lambda: all(update["update_id"] > update_id for update in self.updates)
            )

    async def confirm(self, offset: int) -> None:
        """Forget the updates before an offset."""
        await self.forget([one for one in self.updates if one["update_id"] < offset])

    async def forget(self, updates: list[dict[str, Any]]) -> None:
        """Keep some updates no longer."""
        self.updates = [one for one in self.updates if one not in updates]
        async with self.changed:
            self.changed.notify_all()

    def _message(
        self, chat: Chat, sender: dict[str, Any], text: str, entities: list[dict[str, Any]]
    ) -> dict[str, Any]:
        number = next(self._message_ids)
        message: dict[str, Any] = {
            "message_id": number,
            "from": sender,
            "chat": self._as_chat(chat),
            "date": int(self._now()),
            "text": text,
        }
        if entities:
            message["entities"] = entities
        chat.messages[number] = message
        return message

    async def _change(self, chat: Chat, update: dict[str, Any] | None) -> int:
        chat.version += 1
        update_id = 0
        if update is not None:
            update_id = next(self._update_ids)
            self.updates.append({"update_id": update_id, **update})
        async with self.changed:
            self.changed.notify_all()
        return update_id

    def _as_chat(self, chat: Chat) -> dict[str, Any]:
        if chat.kind == "private":
            person = self.people[chat.id]
            names = {"first_name": person.first_name, "username": person.username}
            return {"id": chat.id, "type": chat.kind, **names}
        return {"id": chat.id, "type": chat.kind, "title": chat.title}

    def _bot_as_user(self) -> dict[str, Any]:
        return {name: self.bot[name] for name in ("id", "is_bot", "first_name", "username")}


def _commands_in(text: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found[0]),
        }
        for found in _COMMAND.finditer(text)
    ]


def _is_to_bot(message: dict[str, Any]) -> bool:
    """Say whether privacy mode shows a group's message to the bot: a reply to what it said."""
    replied = message.get("reply_to_message", {}).get("from", {})
    return bool(replied.get("id") == BOT_ID)
