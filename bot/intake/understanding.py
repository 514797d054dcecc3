"""From what is written down to python-telegram-bot's `Update`, where that can be had."""

from __future__ import annotations

import json
import logging

from telegram import Bot, Update

from bot.intake.shape import oddity
from bot.store.inbox import Arrival

logger = logging.getLogger(__name__)


def understood(arrival: Arrival, bot: Bot) -> Update | None:
    """Return the update that has arrived; None where it is none that can be handled.

    Nothing of its content is logged.
    """
    try:
        raw = json.loads(arrival.payload)
        if odd := oddity(raw):
            logger.warning("Update %d is odd at %s", arrival.update_id, odd)
            return None
        return Update.de_json(raw, bot)
    except Exception as error:  # python-telegram-bot checks nothing: anything may be raised
        logger.warning("Update %d cannot be read (%s)", arrival.update_id, type(error).__name__)
        return None
