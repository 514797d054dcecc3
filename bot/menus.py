"""Sets the command menus, in every language and for each who sees another one."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.context import BotApplication
from bot.handlers import ADMIN_COMMANDS, GROUP_MENU, PRIVATE_MENU

logger = logging.getLogger(__name__)


async def set_menus(application: BotApplication) -> None:
    """Set the command menus; without them the bot works all the same."""
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
