"""What a person is told when something fails, and what the log keeps of it.

A `PersonError` becomes the sentence it names. Where the database fails, the update is handled
again when it works, and the person is told to wait. Anything else is ours: an apology for the
person, one entry for the operator; what was typed is not logged.
"""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot.context import BotApplication, BotContext
from bot.errors import Busy, OperatorError, PersonError, StoreUnavailable
from bot.outgoing.fate import Fate, fate_of
from bot.replies import acknowledge, reply
from model.errors import ModelError

logger = logging.getLogger(__name__)

_EXPLAINED = (OperatorError, ModelError, TelegramError, OSError)


async def failed(update: object, context: BotContext) -> None:
    """Answer once for whatever a handler raised."""
    error = context.error
    if not isinstance(update, Update) or error is None:
        logger.error("Failed outside an update: %s", error, exc_info=error)
        return
    if isinstance(error, Forbidden):
        logger.info("The chat does not take messages: %s", error)
    elif isinstance(error, TelegramError) and fate_of(error) is Fate.UNCLEAR:
        context.services.metrics.failed("telegram")
        # It may have arrived: an apology might follow the very answer.
        logger.warning("Telegram's answer was lost: %s", error)
    elif isinstance(error, TelegramError) and fate_of(error) is Fate.FAILED_THERE:
        context.services.metrics.failed("telegram")
        logger.error("%s; what was to be said is tried again", error)
        _postpone(update, context)
    elif isinstance(error, StoreUnavailable):
        context.services.metrics.failed("store")
        logger.error("%s; what was asked is kept and tried again", error)
        if _postpone(update, context) == 1:
            await _tell(update, context, "sorry-later")
    elif isinstance(error, PersonError):
        if isinstance(error, Busy):
            context.services.metrics.failed("busy")
        await _tell(update, context, error.message_key)
    else:
        _log(error, context)
        await _tell(update, context, "sorry")


async def told(application: BotApplication, update: Update, message_key: str) -> None:
    """Say the message of a key to whoever caused an update, outside its handler."""
    context = application.context_types.context.from_update(update, application)
    await _tell(update, context, message_key)


def _postpone(update: Update, context: BotContext) -> int:
    """Let the update be handled again; returns how often that has been said of it."""
    postponed = context.bot_data.postponed
    postponed[update.update_id] = postponed.get(update.update_id, 0) + 1
    return postponed[update.update_id]


def _log(error: Exception, context: BotContext) -> None:
    if isinstance(error, _EXPLAINED):  # the message says what to mend; a traceback would not
        cause = "telegram" if isinstance(error, TelegramError) else "model"
        logger.error("%s: %s", type(error).__name__, error)
    else:
        cause = "bug"
        logger.error("Handling an update failed", exc_info=error)
    context.services.metrics.failed(cause)


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
        logger.warning("Could not say so either: %s", error)
