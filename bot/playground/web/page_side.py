"""What the page asks: itself, who is there, what was said, and that somebody says or presses."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from pathlib import Path
from typing import Any

from tornado.web import HTTPError

from bot.playground.chats import Chat
from bot.playground.people import Person
from bot.playground.web.guarded import Guarded

_PAGE = Path(__file__).parents[1] / "page"
_POLL_SECONDS = 20.0
_LONGEST_TYPED = 4096


class Page(Guarded):
    """A file of the page."""

    def get(self, name: str) -> None:
        """Return it."""
        path = _PAGE / (name or "index.html")
        if not path.is_file():
            raise HTTPError(404)
        self.set_header("Content-Type", mimetypes.guess_type(path.name)[0] or "text/plain")
        self.finish(path.read_bytes())


class SentFile(Guarded):
    """A picture or document that was sent."""

    def get(self, file_id: str) -> None:
        """Return it."""
        self.finish_file(self.world.files.find(file_id))


class Overview(Guarded):
    """Who is there."""

    def get(self) -> None:
        """Tell the page of the bot, the people and the chats."""
        chats = self.world.chats.values()
        self.finish(
            {
                "bot": self.world.bot,
                "people": [person.as_user() for person in self.world.people.values()],
                "chats": [
                    {
                        "id": chat.id,
                        "kind": chat.kind,
                        "title": chat.title,
                        "members": chat.members,
                    }
                    for chat in chats
                ],
            }
        )


class _OneChat(Guarded):
    def chat(self, chat_id: str) -> Chat:
        """Return a chat of the path."""
        chat = self.world.chats.get(int(chat_id))
        if chat is None:
            raise HTTPError(404)
        return chat

    def posted(self) -> dict[str, Any]:
        """Return the JSON object that was sent."""
        if not self.request.headers.get("Content-Type", "").startswith("application/json"):
            raise HTTPError(415)
        try:
            content = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise HTTPError(400) from None
        if not isinstance(content, dict) or not isinstance(content.get("person"), int):
            raise HTTPError(400)
        if content["person"] not in self.world.people:
            raise HTTPError(400)
        return content


class Messages(_OneChat):
    """What was said in a chat."""

    async def get(self, chat_id: str) -> None:
        """Return a chat as soon as it is newer than the page has it."""
        chat, known = self.chat(chat_id), self.get_query_argument("known", "-1")
        person = self._reader(chat)
        try:
            async with asyncio.timeout(_POLL_SECONDS), self.world.changed:
                await self.world.changed.wait_for(lambda: str(chat.version) != known)
        except TimeoutError:
            pass
        asks = chat.asks if _is_asked(chat, person) else None
        self.finish(
            {
                "version": chat.version,
                "messages": list(chat.messages.values()),
                "reactions": {
                    number: sorted(by_person.values())
                    for number, by_person in chat.reactions.items()
                },
                "toasts": chat.toasts,
                "asks": asks,
                "commands": self.world.menus.seen_by(person, chat),
            }
        )

    async def post(self, chat_id: str) -> None:
        """Let a person say something."""
        chat, content = self.chat(chat_id), self.posted()
        text = content.get("text")
        if not isinstance(text, str) or not 0 < len(text.strip()) <= _LONGEST_TYPED:
            raise HTTPError(400)
        reply_to = content.get("reply_to")
        if not isinstance(reply_to, int | None):
            raise HTTPError(400)
        update_id = await self.world.say(chat.id, content["person"], text.strip(), reply_to)
        self.finish({"update_id": update_id})

    def _reader(self, chat: Chat) -> Person:
        """Return who looks at the chat: the person of the query, or its first member."""
        try:
            number = int(self.get_query_argument("person", str(chat.members[0])))
            return self.world.people[number]
        except (ValueError, KeyError):
            raise HTTPError(400) from None


class Presses(_OneChat):
    """Buttons that are pressed in a chat."""

    async def post(self, chat_id: str) -> None:
        """Let a person press a button."""
        chat, content = self.chat(chat_id), self.posted()
        message_id, data = content.get("message_id"), content.get("data")
        if not isinstance(message_id, int) or not isinstance(data, str):
            raise HTTPError(400)
        if message_id not in chat.messages:
            raise HTTPError(400)
        update_id = await self.world.press(chat.id, content["person"], message_id, data)
        self.finish({"update_id": update_id})


def _is_asked(chat: Chat, person: Person) -> bool:
    asks = chat.asks or {}
    return asks.get("people") is None or person.id in asks["people"]
