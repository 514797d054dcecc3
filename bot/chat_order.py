"""Handles the updates of one chat in their order and those of different chats side by side.

A group that has used up its messages per minute has to wait; nobody else should wait with it.
Whoever waits is shown so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.patience import resting_buttons, typing

_MOST_AT_ONCE = 256  # updates, waiting ones included; the work itself is limited by its threads


class ChatOrder(BaseUpdateProcessor):
    """A lock per chat, forgotten when nothing of that chat is under way."""

    def __init__(self) -> None:
        """Begin with no chat."""
        super().__init__(_MOST_AT_ONCE)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the handling of an update after that of its chat's earlier ones."""
        chat = update.effective_chat if isinstance(update, Update) else None
        lock = asyncio.Lock() if chat is None else self._locks.setdefault(chat.id, asyncio.Lock())
        async with resting_buttons(update), lock, typing(update):
            await coroutine

    async def initialize(self) -> None:
        """There is nothing to prepare."""

    async def shutdown(self) -> None:
        """There is nothing to let go of."""
