"""Puts the bot together. Wiring only: nothing is started, read or sent here."""

from __future__ import annotations

from telegram.ext import Application, ContextTypes
from telegram.request import HTTPXRequest

from bot.chat_order import ChatOrder
from bot.context import BotApplication, BotContext, BotData
from bot.handlers import add_routes
from bot.limits import MessageLimiter
from bot.polling import PersistentPolling
from bot.services import Services
from bot.settings import Settings

_CONNECTIONS = 16  # httpcore scans its pool for every request: 16 carry 1.7 times what 256 do
_POOL_SECONDS = 10.0  # to wait for one of them before a send fails
_ANSWER_SECONDS = 30.0  # that Telegram may take; a message given up too early is said twice
_FLOOD_RETRIES = 3


def build_application(settings: Settings, services: Services, base_url: str) -> BotApplication:
    """Build the application without starting it.

    Args:
        settings: what the operator chose.
        services: what the handlers ask; closing them is the caller's business.
        base_url: the Bot API up to the token, Telegram's or an imitation's.
    """
    request = HTTPXRequest(
        connection_pool_size=_CONNECTIONS,
        pool_timeout=_POOL_SECONDS,
        read_timeout=_ANSWER_SECONDS,
        write_timeout=_ANSWER_SECONDS,
    )
    application = (
        Application.builder()
        .token(settings.token.get_secret_value())
        .base_url(base_url)
        .request(request)
        .get_updates_request(PersistentPolling(connection_pool_size=1))
        .rate_limiter(MessageLimiter(max_retries=_FLOOD_RETRIES))
        .context_types(ContextTypes(context=BotContext, bot_data=BotData))
        .job_queue(None)
        .concurrent_updates(ChatOrder())
        .build()
    )
    application.bot_data.services = services
    application.bot_data.settings = settings
    add_routes(application, services.translator, settings.admins)
    return application
