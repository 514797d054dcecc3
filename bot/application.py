"""Puts the bot together. Wiring only: nothing is started, read or sent here."""

from __future__ import annotations

from functools import partial

from telegram.ext import Application, ContextTypes

from bot.context import BotApplication, BotContext, BotData
from bot.handlers import add_routes
from bot.marking import Marks
from bot.outgoing.delivery import Delivery
from bot.outgoing.kindred_bot import KindredBot
from bot.outgoing.pace import TELEGRAM_PACE, Pace
from bot.services import Services
from bot.settings import Settings


def build_application(
    settings: Settings, services: Services, base_url: str, pace: Pace = TELEGRAM_PACE
) -> BotApplication:
    """Build the application without starting it.

    It fetches no updates: `bot.intake` does, and hands each to the application's `process_update`.

    Args:
        settings: what the operator chose.
        services: what the handlers ask; closing them is the caller's business.
        base_url: the Bot API up to the token, Telegram's or an imitation's.
        pace: at which messages go out.
    """
    delivery = Delivery(pace, partial(services.metrics.timing, "telegram"))
    bot = KindredBot(settings.token.get_secret_value(), base_url, delivery)
    application = (
        Application.builder()
        .bot(bot)
        .updater(None)
        .context_types(ContextTypes(context=BotContext, bot_data=BotData))
        .job_queue(None)
        .build()
    )
    data = application.bot_data
    data.services, data.settings = services, settings
    data.marks = Marks(delivery.spare_moment)
    add_routes(application, services.translator, settings.admins)
    return application
