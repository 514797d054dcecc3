"""What a person is told when something fails, and what the log keeps of it.

A `PersonError` becomes the sentence it names. Anything else is ours: an apology for the person,
one entry with the update's number for the operator; what was typed is not logged.
"""

from __future__ import annotations

import logging

import httpx
from telegram import Update
from telegram.error import Forbidden, TelegramError, TimedOut

from bot.context import BotContext
from bot.errors import OperatorError, PersonError
from bot.replies import acknowledge, reply
from model.errors import ModelError

logger = logging.getLogger(__name__)

_NOT_SENT = (httpx.PoolTimeout, httpx.ConnectTimeout)
_EXPLAINED = (OperatorError, ModelError, TelegramError, OSError)


async def failed(update: object, context: BotContext) -> None:
    """Answer once for whatever a handler raised."""
    error = context.error
    if not isinstance(update, Update) or error is None:
        logger.error("Failed outside an update: %s", error, exc_info=error)
        return
    if isinstance(error, Forbidden):
        logger.info("Update %d: the chat does not take messages: %s", update.update_id, error)
        return
    is_sent = not isinstance(error.__cause__, _NOT_SENT)
    if isinstance(error, TimedOut) and is_sent:  # it may have arrived: an apology might follow it
        logger.warning("Update %d: Telegram took too long: %s", update.update_id, error)
        return
    if isinstance(error, PersonError):
        await _tell(update, context, error.message_key)
        return
    if isinstance(error, _EXPLAINED):  # the message says what to mend; a traceback would not
        logger.error("Update %d: %s: %s", update.update_id, type(error).__name__, error)
    else:
        logger.error("Update %d failed", update.update_id, exc_info=error)
    await _tell(update, context, "sorry")


async def _tell(update: Update, context: BotContext, message_key: str) -> None:
    """Say it where the person looks: on the pressed button, or in the chat."""
    await context.refresh_data()
    words = context.words(update)
    try:
        if update.callback_query is not None:
            await acknowledge(update.callback_query, words.plain(message_key))
        else:
            await reply(update, words.html(message_key), quietly=True)
    except TelegramError as error:
        logger.warning("Update %d: could not say so either: %s", update.update_id, error)
