"""Handles one update until it is done: begun, handled, noted as done; or given up and set aside.

What fails because the database does is tried again until that works, since nobody shall have to
say it twice. What fails by itself is given up after a few times, with all that is in it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from telegram import Update
from telegram.error import TelegramError

from bot.context import BotApplication
from bot.errors import StoreUnavailable
from bot.intake.allowance import Verdict
from bot.log import about
from bot.outgoing.delivery import before_sending
from bot.patience import typing
from bot.pauses import growing_pauses
from bot.replies import acknowledge
from bot.store.inbox import Kept, begin, finish, set_aside, wait_for_telegram

logger = logging.getLogger(__name__)

_MOST_FAILURES = 3
_NOT_TAKEN = "the database, or Telegram, took nothing of it"
_PATIENCE_SECONDS = 3600.0  # with which that is tried again
_FIRST_PAUSE_SECONDS = 1.0
_LOOK_AGAIN_SECONDS = 0.005
_NOTED_AFTER_SECONDS = 0.1  # that an update waits for Telegram: most have their answer by then

Tell = Callable[[Update, str], Coroutine[Any, Any, None]]
"""Says the message of a key to whoever caused an update; what Telegram refuses is passed over."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An update that waits to be handled.

    Attributes:
        kept: what the inbox has of it.
        update: it.
        verdict: whether it is handled at all.
        is_request: whether it asks for an answer in the chat, as no press does.
        rest: lets a pressed button rest meanwhile.
        is_harmless: set once the update is past all that could kill the process by its fault.
    """

    kept: Kept
    update: Update
    verdict: Verdict = Verdict.HANDLED
    is_request: bool = False
    rest: asyncio.Task[None] | None = None
    is_harmless: asyncio.Event = field(default_factory=asyncio.Event)


class Handling:
    """Handles updates with an application."""

    def __init__(self, application: BotApplication, tell: Tell) -> None:
        """Take what handles them.

        Args:
            application: initialised before the first update.
            tell: how a person is told that something is too much, or was given up.
        """
        self._application = application
        self._services = application.bot_data.services
        self._tell = tell
        self._to_note: dict[Item, asyncio.TimerHandle] = {}
        self._notes: set[asyncio.Task[None]] = set()
        self._at_work: set[Item] = set()

    async def calm(self, at_most: int, seconds: float) -> None:
        """Wait until few updates are being worked on, those that only wait for Telegram aside.

        Args:
            at_most: so many.
            seconds: to wait at the longest.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await asyncio.sleep(0)  # what was let in last begins
                while self._count_at_work() > at_most:  # noqa: ASYNC110  # of many, any may end first
                    await asyncio.sleep(_LOOK_AGAIN_SECONDS)

    def _count_at_work(self) -> int:
        return sum(not item.is_harmless.is_set() for item in self._at_work)

    async def handle(self, item: Item) -> None:
        """Handle an update, and note that it is done."""
        arrival = item.kept.arrival
        with about(update_id=arrival.update_id, chat_id=arrival.chat_id):
            self._at_work.add(item)
            try:
                if item.verdict is Verdict.HANDLED:
                    problem = await self._until_handled(item)
                else:
                    problem = ""
                    await self._turned_away(item)
                await self._settle(item, problem)
            finally:
                item.is_harmless.set()
                if item in self._to_note:
                    self._to_note.pop(item).cancel()
                self._at_work.discard(item)
                waited = self._services.now() - item.kept.at
                self._services.metrics.handled(waited.total_seconds())
                if item.rest is not None:
                    item.rest.cancel()
                    with suppress(asyncio.CancelledError, TelegramError):
                        await item.rest

    async def _until_handled(self, item: Item) -> str:
        """Return why an update is given up; empty if it was handled."""
        postponed = self._application.bot_data.postponed
        pauses, failures, began = (
            growing_pauses(_FIRST_PAUSE_SECONDS),
            0,
            asyncio.get_running_loop().time(),
        )
        try:
            while True:
                try:
                    await self._services.store(begin, item.kept.id)
                except StoreUnavailable as error:
                    logger.error("Waiting for the database: %s", error)  # noqa: TRY400  # no bug of ours
                    await asyncio.sleep(next(pauses))
                    continue
                before = postponed.get(item.kept.arrival.update_id, 0)
                try:
                    with before_sending(partial(self._note_harmless, item)):
                        async with typing(item.update):
                            await self._application.process_update(item.update)
                except Exception as error:
                    logger.exception("Handling an update failed outside its handler")
                    problem = type(error).__name__
                else:
                    if postponed.get(item.kept.arrival.update_id, 0) == before:
                        return ""
                    problem = _NOT_TAKEN
                failures += 1
                is_ours = problem != _NOT_TAKEN
                tried_seconds = asyncio.get_running_loop().time() - began
                if tried_seconds > _PATIENCE_SECONDS or (is_ours and failures >= _MOST_FAILURES):
                    return problem
                await asyncio.sleep(next(pauses))
        finally:
            postponed.pop(item.kept.arrival.update_id, None)

    def _note_harmless(self, item: Item) -> None:
        """Note that from now on an update mostly waits for Telegram."""
        if item.is_harmless.is_set():
            return
        item.is_harmless.set()
        loop = asyncio.get_running_loop()
        self._to_note[item] = loop.call_later(_NOTED_AFTER_SECONDS, self._write_harmless, item)

    def _write_harmless(self, item: Item) -> None:
        async def write() -> None:
            with suppress(StoreUnavailable):
                await self._services.store(wait_for_telegram, item.kept.id)

        task = asyncio.create_task(write())
        self._notes.add(task)
        task.add_done_callback(self._notes.discard)

    async def _turned_away(self, item: Item) -> None:
        if item.verdict is Verdict.TOLD:
            logger.info("Somebody asks for too much and is told so")
            await self._tell(item.update, "slow-down")
        elif item.update.callback_query is not None:
            with suppress(TelegramError):
                await acknowledge(item.update.callback_query)

    async def _settle(self, item: Item, problem: str) -> None:
        """Note what has become of an update, as soon as the database takes it."""
        pauses = growing_pauses(_FIRST_PAUSE_SECONDS)
        while True:
            try:
                if problem:
                    logger.error("An update is set aside: %s", problem)
                    await self._services.store(set_aside, item.kept.id, problem)
                    self._services.metrics.set_aside()
                    await self._tell(item.update, "sorry")
                else:
                    await self._services.store(finish, item.kept.id)
            except StoreUnavailable as error:
                logger.error("Waiting for the database: %s", error)  # noqa: TRY400  # no bug of ours
                await asyncio.sleep(next(pauses))
            else:
                return
