"""Brings requests to Telegram: in turn, again where they did not arrive, not where unwanted.

It takes the place of python-telegram-bot's own limiter, which halts everybody for what one chat
has done, and lifts that halt with the next request that ends (its issue 5338).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from telegram.error import Forbidden, TelegramError
from telegram.ext import BaseRateLimiter

from bot.outgoing.fate import Fate, Flooded, fate_of
from bot.outgoing.pace import Pace, Turns

logger = logging.getLogger(__name__)

# No messages: Telegram does not count them, and where a chat has to wait no button shall hang.
_TYPING, _PRESSED = "sendChatAction", frozenset({"answerCallbackQuery", "answerInlineQuery"})
_MOST_FLOODED = 20  # times that one request is told to wait before it is given up
_MOST_UNCLEAR = 1  # so that a message stands in a chat twice at most
_MOST_FAILED_THERE = 15  # with growing pauses, five minutes
_LONGEST_TOAST_SECONDS = 10.0  # a press that is answered later is told to be too old
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_QUIET_SECONDS = 10.0  # between two lines in the log about the same trouble
_LOOK_AGAIN_SECONDS = 0.5


_before_sending: ContextVar[Callable[[], None] | None] = ContextVar("before_sending", default=None)


@contextmanager
def before_sending(note: Callable[[], None]) -> Iterator[None]:
    """Call something whenever a request is about to go out from within a block.

    That the bot types is none: it is shown beside the work.
    """
    token = _before_sending.set(note)
    try:
        yield
    finally:
        _before_sending.reset(token)


class Delivery(BaseRateLimiter[None]):
    """Every request goes through here but those that fetch updates.

    Attributes:
        probe: asks Telegram something that changes nothing.
    """

    def __init__(
        self, pace: Pace, timed: Callable[[], AbstractContextManager[object]] = nullcontext
    ) -> None:
        """Begin with nothing sent.

        Args:
            pace: that is kept.
            timed: makes what times one request, without the waiting before it.
        """
        self._timed = timed
        self.probe: Callable[[], Awaitable[Any]] | None = None
        self._turns = Turns(pace)
        self._halted_until: dict[int, float] = {}
        self._unwanted: dict[int, str] = {}
        self._said_at = -_QUIET_SECONDS

    async def initialize(self) -> None:
        """There is nothing to prepare."""

    async def shutdown(self) -> None:
        """There is nothing to let go of."""

    def is_wanted_again(self, chat_id: int) -> None:
        """Take it that a chat which has spoken wants to be answered."""
        self._unwanted.pop(chat_id, None)

    async def spare_moment(self, chat_id: int) -> None:
        """Wait until a message could go to a chat at once, so that none would wait behind it."""
        while not self._turns.is_free(chat_id):  # noqa: ASYNC110  # time alone makes it so
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002  # the name is python-telegram-bot's
    ) -> Any:
        """Make a request when it may be made, as often as it takes.

        Raises:
            Forbidden: the chat wants no messages; until it speaks again nothing is sent there.
            TelegramError: Telegram refuses the request, or it is not known to have arrived.
        """
        note = _before_sending.get()
        if note is not None and endpoint != _TYPING:
            note()
        chat_id = data.get("chat_id")
        if endpoint in _PRESSED:
            return await self._acknowledge(callback, args, kwargs)
        if endpoint == _TYPING or not isinstance(chat_id, int):
            with self._timed():
                return await callback(*args, **kwargs)
        return await self._delivered(chat_id, callback, args, kwargs)

    async def _delivered(
        self,
        chat_id: int,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
    ) -> Any:
        failed: dict[Fate, int] = dict.fromkeys(Fate, 0)
        flooded = 0
        while True:
            await self._turn(chat_id)
            try:
                with self._timed():
                    return await callback(*args, **kwargs)
            except Flooded as error:
                flooded += 1
                self._halt(chat_id, error)
                if flooded >= _MOST_FLOODED:
                    raise
            except Forbidden as error:
                self._unwanted[chat_id] = error.message
                raise
            except TelegramError as error:
                fate = fate_of(error)
                failed[fate] += 1
                if not _is_worth_another(failed, fate):
                    raise
                await self._pause(error, sum(failed.values()))
                if fate is Fate.UNCLEAR:  # the one time that is left is not for a dead line
                    await self._until_heard()

    async def _acknowledge(
        self, callback: Callable[..., Coroutine[Any, Any, Any]], args: Any, kwargs: dict[str, Any]
    ) -> Any:
        """Answer a press or what was typed: at once, and once more after a halt that is short."""
        try:
            with self._timed():
                return await callback(*args, **kwargs)
        except Flooded as error:
            if error.seconds > _LONGEST_TOAST_SECONDS:
                raise
            await asyncio.sleep(error.seconds)
            with self._timed():
                return await callback(*args, **kwargs)

    async def _turn(self, chat_id: int) -> None:
        """Wait until a request may go to a chat.

        Raises:
            Forbidden: nothing may.
        """
        loop = asyncio.get_running_loop()
        await self._turns.wait(chat_id)
        while loop.time() < self._halted_until.get(chat_id, 0.0):  # noqa: ASYNC110  # may be put off
            await asyncio.sleep(self._halted_until[chat_id] - loop.time())
        self._halted_until.pop(chat_id, None)
        if chat_id in self._unwanted:
            raise Forbidden(self._unwanted[chat_id])

    def _halt(self, chat_id: int, error: Flooded) -> None:
        """Keep silent in the chat that the request was for: Telegram counts each by itself."""
        until = asyncio.get_running_loop().time() + error.seconds
        self._halted_until[chat_id] = max(until, self._halted_until.get(chat_id, 0.0))
        logger.warning("Telegram wants chat %d left alone for %g s", chat_id, error.seconds)

    async def _until_heard(self) -> None:
        """Wait until Telegram answers anything at all."""
        times = 0
        while self.probe is not None:
            times += 1
            try:
                await self.probe()
            except TelegramError as error:
                await self._pause(error, times)
            else:
                return

    async def _pause(self, error: TelegramError, times: int) -> None:
        seconds = min(_FIRST_PAUSE_SECONDS * 2 ** min(times - 1, 9), _LONGEST_PAUSE_SECONDS)
        now = asyncio.get_running_loop().time()
        if now - self._said_at >= _QUIET_SECONDS:
            self._said_at = now
            logger.warning("Telegram does not answer (%s); trying again", error)
        await asyncio.sleep(seconds)


def _is_worth_another(failed: dict[Fate, int], fate: Fate) -> bool:
    match fate:
        case Fate.NOT_SENT:
            return True
        case Fate.FAILED_THERE:
            return failed[fate] <= _MOST_FAILED_THERE
        case Fate.UNCLEAR:
            return failed[fate] <= _MOST_UNCLEAR
        case Fate.REFUSED:
            return False
