"""Updates reach the bot as they should not: twice, out of order, or as no update at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.playground.state import WorldState


class GoingAstray(WorldState):
    """What a bot must survive. No offset confirms such an update before it was told."""

    async def tell_again(self, update_id: int) -> None:
        """Tell one of the latest updates once more, whether it was confirmed or not.

        Raises:
            LookupError: there was none with this id, or it was too long ago.
        """
        for update in self._latest:
            if update["update_id"] == update_id:
                self.updates.append(dict(update))
                self._to_be_told.add(update_id)
                await self.notify()
                return
        problem = f"update {update_id} is not remembered"
        raise LookupError(problem)

    async def tell_raw(self, told: Any) -> int:
        """Tell anything that JSON can say in place of an update; returns the id it stands for.

        An offset behind that id confirms it; the bot may have to guess that.
        """
        update_id = self.tell({})
        self.told_instead[update_id] = told
        await self.notify()
        return update_id

    @asynccontextmanager
    async def backwards(self) -> AsyncIterator[None]:
        """Tell nothing until the block ends, then all that waits, the newest first."""
        self.is_held = True
        try:
            yield
        finally:
            self.updates.reverse()
            self._to_be_told.update(one["update_id"] for one in self.updates)
            self.is_held = False
            await self.notify()
