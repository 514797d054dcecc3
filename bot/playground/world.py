"""The imitated Telegram itself: people, chats, messages, and the updates a bot has not taken yet.

Everything lives in memory and ends with the process. Nothing here knows HTTP.
"""

from __future__ import annotations

from typing import Any

from bot.playground.acts.asking_inline import AskingInline
from bot.playground.acts.going_astray import GoingAstray
from bot.playground.acts.moving import Moving
from bot.playground.acts.talking import Talking
from bot.playground.chats import Chat
from bot.playground.entities import usernames_in
from bot.playground.people import Person
from bot.playground.state import BOT_ID

__all__ = ["BOT_ID", "Chat", "Person", "World"]

_CONTENT = ("text", "caption", "photo", "document")


class World(Talking, AskingInline, Moving, GoingAstray):
    """What people do, by inheritance, and what the bot does."""

    async def bot_says(
        self, chat: Chat, content: dict[str, Any], *, silently: bool = False
    ) -> dict[str, Any]:
        """Let the bot send something; returns the message."""
        message = self._post(chat, self.bot_as_user(), content)
        if silently:
            chat.silent.add(message["message_id"])
        await self._change(chat)
        return message

    async def bot_asks(self, chat: Chat, message: dict[str, Any], asking: dict[str, Any]) -> None:
        """Open the answer to a message of the bot's in people's apps, as `ForceReply` says.

        Args:
            chat: where it is.
            message: the bot's.
            asking: the Bot API's `ForceReply`; in a group a selective one asks
                whom the text names or answers.
        """
        is_selective = asking.get("selective") and chat.kind != "private"
        chat.asks = {
            "message_id": message["message_id"],
            "hint": asking.get("input_field_placeholder", ""),
            "people": self._addressed(message) if is_selective else None,
        }
        await self._change(chat)

    async def bot_changes(
        self, chat: Chat, message_id: int, changes: dict[str, Any]
    ) -> dict[str, Any]:
        """Let the bot edit a message; returns it."""
        message = {**chat.messages[message_id], **changes}
        # Telegram does not call a message edited whose buttons changed
        if any(name in changes for name in _CONTENT):
            message["edit_date"] = int(self._now())
        chat.messages[message_id] = {
            name: value for name, value in message.items() if value is not None
        }
        await self._change(chat)
        return chat.messages[message_id]

    async def bot_deletes(self, chat: Chat, message_id: int) -> None:
        """Let the bot take a message away."""
        del chat.messages[message_id]
        chat.reactions.pop(message_id, None)
        await self._change(chat)

    async def bot_reacts(self, chat: Chat, message_id: int, emoji: str | None) -> None:
        """Let the bot react to a message, or take its reaction back."""
        reactions = chat.reactions.setdefault(message_id, {})
        reactions.pop(BOT_ID, None)
        if emoji is not None:
            reactions[BOT_ID] = emoji
        await self._change(chat)

    async def bot_acts(self, chat: Chat, action: str) -> None:
        """Let the bot be seen typing, or the like."""
        chat.actions.append({"action": action, "time": self._now()})
        await self._change(chat)

    async def bot_toasts(self, chat: Chat, press_id: str, text: str) -> None:
        """Let a few words pop up for whoever pressed."""
        chat.toasts.append({"press_id": press_id, "text": text})
        await self._change(chat)

    def _addressed(self, message: dict[str, Any]) -> list[int]:
        names = usernames_in(message.get("text") or message.get("caption", ""))
        named = [one.id for one in self.people.values() if one.username.lower() in names]
        mentioned = [one["user"]["id"] for one in message.get("entities", []) if "user" in one]
        answered = message.get("reply_to_message", {}).get("from", {}).get("id")
        return [*named, *mentioned, *([answered] if answered in self.people else [])]
