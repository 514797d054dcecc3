"""People write, edit, press buttons and react."""

from __future__ import annotations

from typing import Any

from bot.playground.chats import Chat
from bot.playground.entities import entities_in
from bot.playground.files import Upload
from bot.playground.pictures import STAND_IN, picture_in
from bot.playground.state import BOT_ID, WorldState, quoted


class Talking(WorldState):
    """What people do inside a chat; each act returns the id of its update, or 0 without one."""

    async def say(
        self,
        chat_id: int,
        person_id: int,
        text: str,
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> int:
        """Let a person write; privacy mode hides from the bot what is not meant for it.

        Args:
            chat_id: where.
            person_id: who.
            text: as it is typed.
            reply_to: the number of anybody's message that is answered.
            thread_id: the topic of a forum.
        """
        content = {"text": text, "entities": entities_in(text)}
        return await self._speak(chat_id, person_id, content, reply_to, thread_id)

    async def say_photo(
        self,
        chat_id: int,
        person_id: int,
        caption: str = "",
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> int:
        """Let a person send a picture, of one pixel; see `say`."""
        photo = self.files.keep(Upload("", "image/png", STAND_IN), picture_in(STAND_IN))
        words = {"caption": caption or None, "caption_entities": entities_in(caption)}
        content = {**photo.in_message(), **words}
        return await self._speak(chat_id, person_id, content, reply_to, thread_id)

    async def edit(self, chat_id: int, person_id: int, message_id: int, text: str) -> int:
        """Let a person put another text or caption on a message of their own.

        Raises:
            ValueError: it is somebody else's.
        """
        chat = self.chats[chat_id]
        message = chat.messages[message_id]
        if message["from"]["id"] != person_id:
            problem = f"message {message_id} is not of person {person_id}"
            raise ValueError(problem)
        words, marks = ("text", "entities") if "text" in message else _CAPTION
        edited = {**message, words: text, marks: entities_in(text), "edit_date": int(self._now())}
        if not edited[marks]:
            del edited[marks]
        chat.messages[message_id] = edited
        is_seen = _is_seen(chat, edited)
        return await self._change(chat, *([{"edited_message": edited}] if is_seen else []))

    async def press(self, chat_id: int, person_id: int, message_id: int, data: str) -> int:
        """Let a person press a button; of an inline message the bot hears no more than its id."""
        chat, person = self.chats[chat_id], self.people[person_id]
        press_id = str(next(self._query_ids))
        self.presses[press_id] = chat_id
        inline_id = next(
            (one for one, at in self.inline_messages.items() if at == (chat_id, message_id)), None
        )
        press = {
            "id": press_id,
            "from": person.as_user(),
            **(
                {"inline_message_id": inline_id}
                if inline_id
                else {"message": chat.messages[message_id]}
            ),
            "chat_instance": str(chat_id),
            "data": data,
        }
        return await self._change(chat, {"callback_query": press})

    async def react(self, chat_id: int, person_id: int, message_id: int, emoji: str | None) -> int:
        """Let a person react, or no more; in groups a bot that is no administrator is not told."""
        chat = self.chats[chat_id]
        reactions = chat.reactions.setdefault(message_id, {})
        before = reactions.pop(person_id, None)
        if emoji is not None:
            reactions[person_id] = emoji
        if before == emoji or not (chat.kind == "private" or chat.is_bot_admin):
            return await self._change(chat)
        reaction = {
            "chat": self.as_chat(chat),
            "message_id": message_id,
            "user": self.people[person_id].as_user(),
            "date": int(self._now()),
            "old_reaction": reaction_types(before),
            "new_reaction": reaction_types(emoji),
        }
        return await self._change(chat, {"message_reaction": reaction})

    async def happen(self, chat_id: int, update: dict[str, Any]) -> int:
        """Let anything else happen that Telegram tells bots of."""
        chat = self.chats[chat_id]
        for content in update.values():
            if isinstance(content, dict) and content.get("is_topic_message"):
                chat.threads.add(content["message_thread_id"])
        return await self._change(chat, update)

    async def _speak(
        self,
        chat_id: int,
        person_id: int,
        content: dict[str, Any],
        reply_to: int | None,
        thread_id: int | None,
    ) -> int:
        chat, person = self.chats[chat_id], self.people[person_id]
        if chat.asks and chat.asks["message_id"] == reply_to:
            chat.asks = None
        if thread_id is not None:
            chat.threads.add(thread_id)
        place = {
            "message_thread_id": thread_id,
            "is_topic_message": True if thread_id is not None else None,
            "reply_to_message": quoted(chat, reply_to),
        }
        message = self._post(chat, person.as_user(), {**content, **place})
        is_seen = _is_seen(chat, message)
        return await self._change(chat, *([{"message": message}] if is_seen else []))


_CAPTION = ("caption", "caption_entities")


def reaction_types(emoji: str | None) -> list[dict[str, str]]:
    """Return the Bot API's list of no or one `ReactionTypeEmoji`."""
    return [] if emoji is None else [{"type": "emoji", "emoji": emoji}]


def _is_seen(chat: Chat, message: dict[str, Any]) -> bool:
    """Say whether privacy mode shows it to the bot: in groups, commands and replies to the bot."""
    if chat.kind == "private" or chat.is_bot_admin:
        return True
    replied = message.get("reply_to_message", {}).get("from", {})
    words = message.get("text") or message.get("caption", "")
    return bool(words.startswith("/") or replied.get("id") == BOT_ID)
