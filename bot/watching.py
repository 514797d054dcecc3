"""Looks after the bot while it runs: a newer model, and a database that takes something."""

from __future__ import annotations

import asyncio
import gc
import logging

from telegram.error import TelegramError

from bot.errors import StoreUnavailable
from bot.health import Health
from bot.outgoing.kindred_bot import KindredBot
from bot.services import Services
from bot.store.database import beat
from model.errors import ModelError

logger = logging.getLogger(__name__)

_REFRESH_SECONDS = 5.0  # a promoted version answers within this and its loading time
_BEAT_SECONDS = 10.0
_WEBHOOK_SECONDS = 30.0
_ELSEWHERE = "Another instance is running on this token: it has taken the webhook away"


async def refresh_model(services: Services) -> None:
    """Exchange the model whenever another version has become current."""
    said = ""
    while True:
        await asyncio.sleep(_REFRESH_SECONDS)
        try:
            if await services.offload.aside(services.live.refresh):
                gc.freeze()  # as at the start, see `bot.cli`
                logger.info("model %s answers now", services.live.recommender.version_id)
            said = ""
        except Exception as error:  # the next version must get its chance
            if str(error) != said:  # once, not every few seconds
                known = isinstance(error, (ModelError, OSError))
                logger.error("The new model is not used: %s", error, exc_info=not known)  # noqa: TRY400
            said = str(error)


async def watch_webhook(bot: KindredBot, url: str, health: Health) -> None:
    """See from time to time that Telegram still brings updates here, and how that goes.

    Another instance that fetches would take the webhook away without a word.
    """
    while True:
        try:
            info = await bot.get_webhook_info()
        except TelegramError as error:
            problem = f"Telegram cannot be asked about the webhook: {error}"
        else:
            problem = "" if info.url == url else _ELSEWHERE
        if problem and problem != health.poll_problem:
            logger.error("%s", problem)
        health.poll_problem = problem
        await asyncio.sleep(_WEBHOOK_SECONDS)


async def feel_database(services: Services) -> None:
    """Write something from time to time, so that a database that takes nothing is noticed.

    Raises:
        StoreReplaced: its file is gone, and what is written with it: only another start helps.
    """
    said = ""
    while True:
        services.check_database()
        try:
            await services.store(beat, services.now())
            services.health.wrote(services.now())
            if said:
                logger.info("The database takes everything again")
            said = ""
        except StoreUnavailable as error:
            services.health.store_problem = str(error)
            if str(error) != said:
                logger.error("%s", error)  # noqa: TRY400  # no bug of ours
            said = str(error)
        await asyncio.sleep(_BEAT_SECONDS)
