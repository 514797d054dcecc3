"""Chats become others, and people turn away from the bot and back."""

from __future__ import annotations

from typing import Any

from bot.playground.chats import Chat
from bot.playground.state import WorldState

_SUPERGROUPS_BEGIN = -1_000_000_000_000


class Moving(WorldState):
    """What happens to a chat as a whole."""

    async def migrate(self, chat_id: int) -> int:
        """Make a group a supergroup, and say so in both; returns its new id. The old one is over.

        Raises:
            ValueError: it is no group, or has migrated before.
        """
        old = self.chats[chat_id]
        if old.kind != "group" or old.migrated_to:
            problem = f"chat {chat_id} is no group that could become a supergroup"
            raise ValueError(problem)
        new_id = _SUPERGROUPS_BEGIN + chat_id
        new = self.add_group(new_id, old.title, old.members, is_bot_admin=old.is_bot_admin)
        creator = self.people[old.members[0]].as_user()
        leaving = self._post(old, creator, {"migrate_to_chat_id": new_id})
        arriving = self._post(new, creator, {"migrate_from_chat_id": chat_id})
        old.migrated_to = new_id
        new.version += 1
        await self._change(old, {"message": leaving}, {"message": arriving})
        return new_id

    async def block(self, person_id: int) -> int:
        """Let a person want no more of the bot; returns the update's id."""
        return await self._block(self.chats[person_id], is_blocked=True)

    async def unblock(self, person_id: int) -> int:
        """Let a person want the bot again; returns the update's id."""
        return await self._block(self.chats[person_id], is_blocked=False)

    async def _block(self, chat: Chat, *, is_blocked: bool) -> int:
        chat.is_blocked = is_blocked
        user = self.bot_as_user()
        member: dict[str, Any] = {"status": "member", "user": user}
        kicked: dict[str, Any] = {"status": "kicked", "user": user, "until_date": 0}
        old, new = (member, kicked) if is_blocked else (kicked, member)
        change = {
            "chat": self.as_chat(chat),
            "from": self.people[chat.id].as_user(),
            "date": int(self._now()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        return await self._change(chat, {"my_chat_member": change})
