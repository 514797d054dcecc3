"""Fetches updates from Telegram, and tells it that they have arrived once they are on disk.

python-telegram-bot's own fetcher parses a batch as a whole, so that one update it cannot read
hides all others for good; ends without a word where its queue raises; and takes a proxy's 404 for
a wrong token. This one hands the batch on as it came, and nothing that is answered ends it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.errors import StoreUnavailable
from bot.health import Health
from bot.intake.intake import Intake
from bot.intake.reading import update_id_of
from bot.outgoing.fate import Flooded
from bot.outgoing.kindred_bot import KindredBot
from bot.pauses import growing_pauses

logger = logging.getLogger(__name__)

POLL_SECONDS = 10
_MOST_UPDATES = 100  # that Telegram tells at once
_AGAIN_SECONDS = 1.0
_GOODBYE_SECONDS = 2.0
_NUMBERED_ANEW_SECONDS = 24 * 3600.0  # Telegram begins anywhere after a week without updates
_OTHER_INSTANCE = "Another instance is running on this token: Telegram lets only one take updates"
_WEBHOOK_SET = "Another instance has set a webhook on this token: updates go there"
_REFUSED = "Telegram does not know this token now"


class Polling:
    """Asks for updates again and again."""

    def __init__(
        self,
        bot: KindredBot,
        intake: Intake,
        health: Health,
        *,
        allowed_updates: Sequence[str],
        now: Callable[[], datetime],
    ) -> None:
        """Prepare; nothing is asked.

        Args:
            bot: that asks.
            intake: that takes the updates.
            health: that hears how it goes.
            allowed_updates: kinds to ask for.
            now: the time in UTC.
        """
        self._bot, self._intake = bot, intake
        self._health, self._now = health, now
        self._allowed_updates = allowed_updates
        self._offset = 0
        self._brought_at = 0.0
        self._pauses = growing_pauses()

    async def run(self) -> None:
        """Ask until cancelled."""
        while True:
            await self._intake.has_room()  # Telegram keeps for a day what there is no room for
            try:
                await self._ask_once()
                self._pauses = growing_pauses()
            except StoreUnavailable as error:
                logger.error("Updates are left with Telegram: %s", error)  # noqa: TRY400  # no bug of ours
                await self._wait()
            except Flooded as error:
                await self._wait(error.seconds)
            except Exception as error:  # whatever is answered, the bot must not go deaf
                self._report(error)
                await self._wait()

    async def say_goodbye(self) -> None:
        """Tell Telegram what has arrived; if that fails it tells it again, which does no harm."""
        if self._offset:
            try:
                async with asyncio.timeout(_GOODBYE_SECONDS):
                    await self._bot.raw_updates(
                        self._offset, limit=1, seconds=0, allowed_updates=self._allowed_updates
                    )
            except (TelegramError, TimeoutError):
                logger.info("Telegram was not told what has arrived, and will tell it again")

    async def _ask_once(self) -> None:
        brought = await self._bot.raw_updates(
            self._offset,
            limit=min(self._intake.room, _MOST_UPDATES),
            seconds=POLL_SECONDS,
            allowed_updates=self._allowed_updates,
        )
        self._health.heard(self._now())
        seconds = asyncio.get_running_loop().time()
        if not brought:
            if seconds - self._brought_at > _NUMBERED_ANEW_SECONDS:
                self._offset = 0  # all before it is acknowledged, and the next may be below it
            return
        self._brought_at = seconds
        await self._intake.accept(brought)
        last = max(map(update_id_of, brought))
        if last >= self._offset:
            self._offset = last + 1
        else:  # nothing in it can be acknowledged, so it will come again at once
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _wait(self, seconds: float | None = None) -> None:
        await asyncio.sleep(next(self._pauses) if seconds is None else seconds)

    def _report(self, error: Exception) -> None:
        """Say what is wrong, in one line."""
        if isinstance(error, Conflict):
            is_elsewhere = "webhook" in error.message.lower()
            self._health.poll_problem = _WEBHOOK_SET if is_elsewhere else _OTHER_INSTANCE
            logger.error("%s", self._health.poll_problem)
        elif isinstance(error, InvalidToken):
            self._health.poll_problem = _REFUSED
            logger.error("%s; trying again", _REFUSED)
        else:
            self._health.poll_problem = f"Telegram cannot be reached: {type(error).__name__}"
            logger.warning("Taking updates failed (%s); trying again", error)
