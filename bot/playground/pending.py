"""The updates that a bot has not taken yet."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

_ONLY_IF_ASKED_FOR = ("chat_member", "message_reaction", "message_reaction_count")


class PendingUpdates:
    """A queue that a bot reads from an offset on, and that lets go of what is confirmed.

    Attributes:
        updates: those that wait.
        changed: notified whenever anything happens, in a chat too.
        allowed_updates: the kinds that the bot asked for last; none means all but a few.
    """

    def __init__(self, first_id: int) -> None:
        """Begin with none; ids count from the first."""
        self.updates: list[dict[str, Any]] = []
        self.changed = asyncio.Condition()
        self.allowed_updates: list[str] = []
        self._update_ids = itertools.count(first_id)

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
        await self._notify()

    async def forget_unasked(self) -> None:
        """Keep no updates of a kind that the bot does not ask for."""
        unasked = [one for one in self.updates if not self._is_asked_for(one)]
        if unasked:
            await self.forget(unasked)

    def tell(self, update: dict[str, Any]) -> int:
        """Add an update; returns its id. Whoever waits hears of it with the next notification."""
        update_id = next(self._update_ids)
        self.updates.append({"update_id": update_id, **update})
        return update_id

    async def _notify(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    def _is_asked_for(self, update: dict[str, Any]) -> bool:
        if self.allowed_updates:
            return any(kind in update for kind in self.allowed_updates)
        return not any(kind in update for kind in _ONLY_IF_ASKED_FOR)
