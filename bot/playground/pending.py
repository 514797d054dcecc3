"""The updates that a bot has not taken yet."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from typing import Any

from bot.playground.webhook import FailedDelivery, Webhook

_ONLY_IF_ASKED_FOR = ("chat_member", "message_reaction", "message_reaction_count")
_MOST_REMEMBERED = 1000


class PendingUpdates:
    """A queue that a bot reads from an offset on, and that lets go of what is confirmed.

    Attributes:
        updates: those that wait.
        changed: notified whenever anything happens, in a chat too.
        allowed_updates: the kinds that the bot asked for last; none means all but a few.
        poll: stands for the bot's latest question for updates; an earlier one that still waits
            is over.
        webhook: where they are delivered; None while the bot has to fetch them.
        failed_delivery: the last to this webhook, if any.
        is_held: while it is true, nothing is told.
        told_instead: what the bot is told in place of an update, by its id.
    """

    def __init__(self, first_id: int) -> None:
        """Begin with none; ids count from the first."""
        self.updates: list[dict[str, Any]] = []
        self.changed = asyncio.Condition()
        self.allowed_updates: list[str] = []
        self.poll: object = None
        self.webhook: Webhook | None = None
        self.failed_delivery: FailedDelivery | None = None
        self.is_held = False
        self.told_instead: dict[int, Any] = {}
        self._update_ids = itertools.count(first_id)
        self._latest: deque[dict[str, Any]] = deque(maxlen=_MOST_REMEMBERED)
        self._to_be_told: set[int] = set()

    async def taken(self, update_id: int) -> None:
        """Wait until the bot has confirmed an update: by asking for later ones, or at its webhook.

        Told out of order, those with smaller ids have to be confirmed as well.
        """
        async with self.changed:
            await self.changed.wait_for(
                lambda: all(update["update_id"] > update_id for update in self.updates)
            )

    async def confirm(self, offset: int) -> None:
        """Forget the updates before an offset, but for those that must be told first."""
        before = [one for one in self.updates if one["update_id"] < offset]
        await self.forget([one for one in before if one["update_id"] not in self._to_be_told])

    async def forget(self, updates: list[dict[str, Any]]) -> None:
        """Keep some updates no longer; another one that says the same stays."""
        gone = {id(one) for one in updates}
        self.updates = [one for one in self.updates if id(one) not in gone]
        await self.notify()

    async def asked_for(self) -> list[dict[str, Any]]:
        """Return what can be told now, and forget updates of a kind that the bot does not want."""
        unasked = [one for one in self.updates if not self._is_asked_for(one)]
        if unasked:
            await self.forget(unasked)
        return [] if self.is_held else self.updates

    def told(self, updates: list[dict[str, Any]]) -> list[Any]:
        """Return updates as the bot gets to see them."""
        numbers = [one["update_id"] for one in updates]
        self._to_be_told.difference_update(numbers)
        return [
            self.told_instead.get(number, one)
            for number, one in zip(numbers, updates, strict=True)
        ]

    def tell(self, update: dict[str, Any]) -> int:
        """Add an update; returns its id. Whoever waits hears of it with the next notification."""
        update_id = next(self._update_ids)
        self.updates.append({"update_id": update_id, **update})
        self._latest.append(self.updates[-1])
        return update_id

    async def notify(self) -> None:
        """Wake whoever waits for anything to happen."""
        async with self.changed:
            self.changed.notify_all()

    def _is_asked_for(self, update: dict[str, Any]) -> bool:
        if update["update_id"] in self.told_instead:
            return True
        if self.allowed_updates:
            return any(kind in update for kind in self.allowed_updates)
        return not any(kind in update for kind in _ONLY_IF_ASKED_FOR)
