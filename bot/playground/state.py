"""All that there is: people, chats, messages, files; and how a message and an update come about.

What people do stands in `acts`, what the bot does in `world`.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Any

from bot.playground.calls import Calls
from bot.playground.chats import Chat
from bot.playground.faults import Faults
from bot.playground.files import Files
from bot.playground.inline import InlineQuery
from bot.playground.limits import Limits
from bot.playground.menus import DEFAULT, Commands, Menus
from bot.playground.pending import PendingUpdates
from bot.playground.people import Person

BOT_ID = 1


class WorldState(PendingUpdates):
    """People, chats, messages and pending updates.

    Attributes:
        bot: the Bot API's `User` of the bot, as `getMe` tells it.
        people: by id.
        chats: by id.
        menus: the commands that the bot has set.
        files: what was sent.
        presses: the chats of the buttons that rest not yet, by the press's id.
        inline_queries: by id, in order.
        inline_messages: chat and number of the messages that the bot knows by such an id alone.
        calls: what the bot has called.
        faults: what goes wrong with its calls.
        limits: how fast it may send.
    """

    def __init__(
        self,
        now: Callable[[], float],
        bot_username: str = "kindred_playground_bot",
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin without people and words.

        Args:
            now: seconds since 1970.
            bot_username: the bot's.
            clock: seconds that never jump, by which its pace is measured.
        """
        # A bot may remember these ids from an earlier playground, so they begin where time stands:
        # in microseconds, for more than one of them is given out in most seconds.
        first_id = int(now() * 1_000_000)
        super().__init__(first_id)
        self._query_ids = itertools.count(first_id)
        self._message_ids = itertools.count(1)
        self._now = now
        self.bot = {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": "Kindred",
            "username": bot_username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.menus = Menus()
        self.files = Files()
        self.presses: dict[str, int] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.inline_messages: dict[str, tuple[int, int]] = {}
        self.calls = Calls(clock)
        self.faults = Faults()
        self.limits = Limits(clock)

    @property
    def commands(self) -> Commands:
        """Return the command menu for everybody."""
        return self.menus.of(DEFAULT, "")

    def add_person(self, person: Person) -> Chat:
        """Let someone in, with a private chat."""
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", "", (person.id,))
        return self.chats[person.id]

    def add_group(
        self,
        chat_id: int,
        title: str,
        members: tuple[int, ...],
        *,
        kind: str = "supergroup",
        is_bot_admin: bool = False,
    ) -> Chat:
        """Open a group of people and the bot; the first of them is its creator.

        Args:
            chat_id: negative.
            title: of the group.
            members: ids of people.
            kind: `group` or `supergroup`.
            is_bot_admin: an administrator sees what is said among people, and reactions.
        """
        chat = Chat(chat_id, kind, title, members, is_bot_admin=is_bot_admin)
        self.chats[chat_id] = chat
        return chat

    def bot_as_user(self) -> dict[str, Any]:
        """Return the Bot API's `User` of the bot, as it stands in messages."""
        return {name: self.bot[name] for name in ("id", "is_bot", "first_name", "username")}

    def as_chat(self, chat: Chat) -> dict[str, Any]:
        """Return the Bot API's `Chat`."""
        return self.people[chat.id].as_chat() if chat.kind == "private" else chat.as_group()

    def _post(self, chat: Chat, sender: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
        """Put a message into a chat; what is empty in its content is left out."""
        number = next(self._message_ids)
        message = {
            "message_id": number,
            "from": sender,
            "chat": self.as_chat(chat),
            "date": int(self._now()),
            **{name: value for name, value in content.items() if value not in (None, [])},
        }
        chat.messages[number] = message
        return message

    async def _change(self, chat: Chat, *updates: dict[str, Any]) -> int:
        """Tell pages of a newer chat and the bot of updates; returns the last one's id, or 0."""
        chat.version += 1
        update_id = 0
        for update in updates:
            update_id = self.tell(update)
        await self.notify()
        return update_id


def quoted(chat: Chat, number: int | None) -> dict[str, Any] | None:
    """Return a message as another one that answers it carries it; None if there is none."""
    if number is None or number not in chat.messages:
        return None
    original = chat.messages[number]
    return {name: value for name, value in original.items() if name != "reply_to_message"}
