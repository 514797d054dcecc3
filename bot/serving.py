"""Runs an application until told to stop: connect, take up what was left, take updates, end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from typing import Any

from telegram.error import Forbidden, InvalidToken, TelegramError

from bot.context import BotApplication
from bot.errors import TelegramRefused
from bot.handlers import ALLOWED_UPDATES
from bot.handlers.failures import told
from bot.intake.intake import Intake
from bot.intake.polling import Polling
from bot.intake.webhook import MOST_CONNECTIONS, Webhook
from bot.menus import set_menus
from bot.monitoring import Monitoring
from bot.outgoing.fate import Flooded
from bot.pauses import growing_pauses
from bot.watching import feel_database, refresh_model, watch_webhook

logger = logging.getLogger(__name__)

_GRACE_SECONDS = 4.0  # for what is in hand; with what the database may take, ten in all
_MENU_SECONDS = 5.0
_NOT_KNOWN = "Telegram does not know this token: check KINDRED_TOKEN against @BotFather's"

Ready = Callable[[Intake], None]


async def serve(
    application: BotApplication, stop: asyncio.Event, *, ready: Ready = lambda _intake: None
) -> None:
    """Take updates until the event is set, then finish what is in hand.

    Args:
        application: built, not started.
        stop: ends it.
        ready: called once updates are taken, with what takes them.

    Raises:
        TelegramRefused: Telegram does not know the token.
        PortTaken: the webhook or the metrics cannot listen.
        StoreReplaced: the database's file was deleted or replaced.
    """
    services, bot = application.bot_data.services, application.bot
    intake = Intake(application, bot.delivery, partial(told, application))
    async with AsyncExitStack() as until_end:
        port = application.bot_data.settings.metrics_port
        if port is not None:
            await _monitored(application, intake, port, until_end)
        feeling = asyncio.create_task(feel_database(services))
        await until_end.enter_async_context(_beside(feeling))
        until_end.push_async_callback(application.bot.shutdown)  # opened even if nobody answers
        if not await _persistently(application.initialize, stop, "reached"):
            return
        until_end.push_async_callback(application.shutdown)
        await until_end.enter_async_context(_beside(refresh_model(services)))
        await until_end.enter_async_context(_beside(intake.prune_for_ever()))
        until_end.push_async_callback(application.bot_data.marks.close)
        until_end.push_async_callback(intake.close, _GRACE_SECONDS)
        menus = asyncio.create_task(set_menus(application))
        await until_end.enter_async_context(_beside(menus))
        await asyncio.wait({menus}, timeout=_MENU_SECONDS)
        await _unless_stopped(intake.resume(), stop)
        if not await _updates_come(application, intake, stop, until_end):
            return
        logger.info("ready: @%s takes updates", bot.username)
        ready(intake)
        stopping = asyncio.create_task(stop.wait())
        await until_end.enter_async_context(_beside(stopping))
        await asyncio.wait({stopping, feeling}, return_when=asyncio.FIRST_COMPLETED)
        if feeling.done():
            await feeling
        logger.info("stopping: what is in hand is finished")
        services.hurry()


async def _updates_come(
    application: BotApplication, intake: Intake, stop: asyncio.Event, until_end: AsyncExitStack
) -> bool:
    """Begin to take updates, by polling or by webhook; False if told to stop before that."""
    services, settings = application.bot_data.services, application.bot_data.settings
    bot = application.bot
    if settings.webhook_url:
        services.health.is_polling = False
        webhook = Webhook(
            intake,
            services.health,
            url=settings.webhook_url,
            secret=settings.webhook_secret,
            now=services.now,
        )
        webhook.listen(settings.webhook_listen, settings.webhook_port)
        until_end.push_async_callback(webhook.close)
        secret = settings.webhook_secret.get_secret_value()
        set_webhook = partial(
            bot.set_webhook,
            settings.webhook_url,
            max_connections=MOST_CONNECTIONS,
            allowed_updates=ALLOWED_UPDATES,
            secret_token=secret,
        )
        if not await _persistently(set_webhook, stop, "told where updates go"):
            return False
        watching = watch_webhook(bot, settings.webhook_url, services.health)
        await until_end.enter_async_context(_beside(watching))
        return True
    if not await _persistently(bot.delete_webhook, stop, "told that updates are fetched"):
        return False
    polling = Polling(
        bot, intake, services.health, allowed_updates=ALLOWED_UPDATES, now=services.now
    )
    until_end.push_async_callback(polling.say_goodbye)
    await until_end.enter_async_context(_beside(polling.run()))
    return True


async def _monitored(
    application: BotApplication, intake: Intake, port: int, until_end: AsyncExitStack
) -> None:
    monitoring = Monitoring(application.bot_data.services, lambda: intake.waiting)
    address = application.bot_data.settings.metrics_listen
    port = monitoring.listen(address, port)
    logger.info("health and metrics at http://%s:%d", address, port)
    until_end.push_async_callback(monitoring.close)


async def _persistently(
    call: Callable[[], Awaitable[Any]], stop: asyncio.Event, what: str
) -> bool:
    """Ask Telegram for something, as often as it takes; False if told to stop before that."""
    pauses = growing_pauses()
    while not stop.is_set():
        try:
            await _unless_stopped(call(), stop)
        except InvalidToken:
            raise TelegramRefused(_NOT_KNOWN) from None  # the cause carries the token
        except Forbidden as error:
            message = f"Telegram refuses this bot: {error.message}"
            raise TelegramRefused(message) from None
        # The last three are what python-telegram-bot makes of an answer that is no Bot API's.
        except (TelegramError, TypeError, KeyError, AttributeError) as error:
            seconds = error.seconds if isinstance(error, Flooded) else next(pauses)
            logger.warning(
                "Telegram cannot be %s (%s); trying again in %.0f s", what, error, seconds
            )
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), seconds)
        else:
            return not stop.is_set()
    return False


async def _unless_stopped(call: Awaitable[Any], stop: asyncio.Event) -> None:
    """Await a call, but not beyond the order to stop."""
    calling, stopping = asyncio.ensure_future(call), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({calling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if calling.done():
            await calling
    finally:
        for task in (calling, stopping):
            task.cancel()
        await asyncio.wait({calling, stopping})


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, Any] | asyncio.Task[Any]) -> AsyncIterator[None]:
    """Let something run beside a block, and end it with the block."""
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
