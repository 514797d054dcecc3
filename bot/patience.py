"""Shows whoever waits that something is going on: the bot types, and a button does not hang."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram import CallbackQuery, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.replies import acknowledge

_PRESS_SECONDS = 0.8  # a button that is not answered spins; within a second it rests
_TYPING_SECONDS = 1.0
_AGAIN_SECONDS = 4.5  # Telegram shows typing for five
_MOST_TIMES = 6


async def rest(press: CallbackQuery) -> None:
    """Let a pressed button rest if its handling takes long; it then says nothing that pops up."""
    await asyncio.sleep(_PRESS_SECONDS)
    await acknowledge(press)


@asynccontextmanager
async def typing(update: object) -> AsyncIterator[None]:
    """Show that the bot types if handling an update takes longer than a second."""
    message = update.effective_message if isinstance(update, Update) else None
    if not isinstance(update, Update) or message is None or update.message_reaction is not None:
        yield
        return
    thread_id = message.message_thread_id if message.is_topic_message else None

    async def show() -> None:
        for _ in range(_MOST_TIMES):
            await update.get_bot().send_chat_action(
                message.chat_id, ChatAction.TYPING, message_thread_id=thread_id
            )
            await asyncio.sleep(_AGAIN_SECONDS)

    async with _after(_TYPING_SECONDS, show):
        yield


@asynccontextmanager
async def _after(
    seconds: float, sign: Callable[[], Coroutine[Any, Any, None]]
) -> AsyncIterator[None]:
    """Do something beside a block that takes long, until the block ends.

    That it fails is nobody's business. Most blocks end before: for them no task is made.
    """
    begun: list[asyncio.Task[None]] = []
    waiting = asyncio.get_running_loop().call_later(
        seconds, lambda: begun.append(asyncio.create_task(sign()))
    )
    try:
        yield
    finally:
        waiting.cancel()
        for task in begun:
            task.cancel()
            with suppress(asyncio.CancelledError, TelegramError):
                await task
