"""Runs an application until told to stop: connect, set the menu, take updates, end in order."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Iterable

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import Conflict, Forbidden, InvalidToken, TelegramError

from bot.context import BotApplication
from bot.errors import TelegramRefused
from bot.handlers import ADMIN_COMMANDS, ALLOWED_UPDATES, GROUP_MENU, PRIVATE_MENU
from model.errors import ModelError

logger = logging.getLogger(__name__)

_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
_NOT_KNOWN = "Telegram does not know this token: check KINDRED_TOKEN against @BotFather's"
_REFRESH_SECONDS = 5.0  # a promoted version answers within this and its loading time


def stop_on_signals() -> asyncio.Event:
    """Return an event that SIGINT and SIGTERM set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def serve(
    application: BotApplication, stop: asyncio.Event, *, ready: Callable[[], None] = lambda: None
) -> None:
    """Take updates by polling until the event is set, then finish what is in hand.

    Args:
        application: built, not started.
        stop: ends it.
        ready: called once updates are taken.

    Raises:
        TelegramRefused: Telegram does not know the token.
    """
    if not await _connected(application, stop):
        return
    try:
        await _set_menus(application)
        await application.start()
        try:
            await _take_updates(application, stop, ready)
        finally:
            await application.stop()
    finally:
        await application.shutdown()


async def _take_updates(
    application: BotApplication, stop: asyncio.Event, ready: Callable[[], None]
) -> None:
    updater = application.updater
    if updater is None:
        message = "The application was built without an updater"
        raise ValueError(message)
    try:
        await updater.start_polling(
            bootstrap_retries=-1, allowed_updates=ALLOWED_UPDATES, error_callback=_polling_failed
        )
    except InvalidToken:
        raise TelegramRefused(_NOT_KNOWN) from None  # the cause carries the token
    logger.info("ready: @%s takes updates", application.bot.username)
    ready()
    refreshing = asyncio.create_task(_refresh_model(application))
    try:
        await stop.wait()
    finally:
        refreshing.cancel()
        await updater.stop()
        await application.update_queue.join()


async def _connected(application: BotApplication, stop: asyncio.Event) -> bool:
    """Say hello to Telegram, as often as it takes; False if told to stop before that."""
    pause = _FIRST_PAUSE_SECONDS
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            raise TelegramRefused(_NOT_KNOWN) from None  # the cause carries the token
        except Forbidden as error:
            message = f"Telegram refuses this bot: {error.message}"
            raise TelegramRefused(message) from None
        # The last three are what python-telegram-bot makes of an answer that is no Bot API's.
        except (TelegramError, TypeError, KeyError, AttributeError) as error:
            logger.warning("Telegram cannot be reached (%s); trying again in %.0f s", error, pause)
            try:
                await asyncio.wait_for(stop.wait(), pause)
            except TimeoutError:
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
        else:
            return True
    return False


async def _set_menus(application: BotApplication) -> None:
    """Set the command menus in every language; without them the bot works all the same."""
    translator = application.bot_data.services.translator
    menus: list[tuple[BotCommandScope, Iterable[str]]] = [
        (BotCommandScopeDefault(), PRIVATE_MENU),
        (BotCommandScopeAllPrivateChats(), PRIVATE_MENU),
        (BotCommandScopeAllGroupChats(), GROUP_MENU),
    ]
    admins = application.bot_data.settings.admins
    menus += [(BotCommandScopeChat(admin), (*PRIVATE_MENU, *ADMIN_COMMANDS)) for admin in admins]
    for scope, names in menus:
        for language, words in translator.languages.items():
            menu = [BotCommand(name, words.plain(f"command-{name}")) for name in names]
            code = None if words is translator.words_for(None) else language[:2]
            try:
                await application.bot.set_my_commands(menu, scope, language_code=code)
            except TelegramError as error:  # an admin may not have spoken to the bot yet
                logger.warning("The command menu for %s could not be set: %s", scope.type, error)
                break


async def _refresh_model(application: BotApplication) -> None:
    """Exchange the model when another version has become current."""
    services = application.bot_data.services
    said = ""
    while True:
        await asyncio.sleep(_REFRESH_SECONDS)
        try:
            if await services.model(services.live.refresh):
                logger.info("model %s answers now", services.live.recommender.version_id)
            said = ""
        except Exception as error:  # the next version must get its chance
            if str(error) != said:  # once, not every few seconds
                known = isinstance(error, (ModelError, OSError))
                logger.error("The new model is not used: %s", error, exc_info=not known)  # noqa: TRY400
            said = str(error)


def _polling_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        logger.error(
            "Another instance is running on this token: Telegram lets only one take updates"
        )
    else:
        logger.warning("Taking updates failed (%s); trying again", error)
