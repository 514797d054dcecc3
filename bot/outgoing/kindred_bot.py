"""The bot as python-telegram-bot has it, but for two things: updates come raw, and no repr tells.

Its own `get_updates` parses a batch as a whole, so one update that it cannot read hides all others
for good. And its `repr`, which is in that of the application and in many of its log's lines, has
the token in it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from telegram.ext import ExtBot

from bot.outgoing.delivery import Delivery
from bot.outgoing.fate import Garbled
from bot.outgoing.requests import Requests

_CONNECTIONS = 256  # a slow one may be for each chat that is served at once
_POOL_SECONDS = 10.0  # to wait for one of them before a send fails
_NOTHING = b'{"ok": true, "result": []}'
_POLL_SECONDS = 5.0  # beyond those that Telegram was told to wait for an update
_ANSWER_SECONDS = 30.0  # that Telegram may take; a message given up too early is said twice


class RawUpdates(Requests):
    """Keeps the updates of an answer as they came, where the caller would parse them."""

    def __init__(self) -> None:
        """Begin with none, on a connection of their own."""
        super().__init__(1, pool_seconds=_POOL_SECONDS, answer_seconds=_POLL_SECONDS)
        self._brought: list[Any] = []

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """Make the request; the updates that it brings are to be had by `brought`."""
        code, body = await super().do_request(*given, **named)
        if code != HTTPStatus.OK:
            return code, body
        result = json.loads(body)["result"]
        if not isinstance(result, list):
            raise Garbled(code)
        self._brought = result
        return code, _NOTHING

    def brought(self) -> list[Any]:
        """Return what the last request brought, once."""
        brought, self._brought = self._brought, []
        return brought


class KindredBot(ExtBot[Any]):
    """The bot that Kindred is."""

    def __init__(self, token: str, base_url: str, delivery: Delivery) -> None:
        """Prepare; nothing is sent.

        Args:
            token: from @BotFather.
            base_url: the Bot API up to the token.
            delivery: by which requests go.
        """
        self._polls = RawUpdates()
        super().__init__(
            token,
            base_url,
            request=Requests(
                _CONNECTIONS, pool_seconds=_POOL_SECONDS, answer_seconds=_ANSWER_SECONDS
            ),
            get_updates_request=self._polls,
            rate_limiter=delivery,
        )
        self._delivery = delivery
        delivery.probe = self.get_me

    def __repr__(self) -> str:
        return f"{type(self).__name__}[without its token]"

    @property
    def delivery(self) -> Delivery:
        """By which requests go."""
        return self._delivery

    async def raw_updates(
        self, offset: int, *, limit: int, seconds: int, allowed_updates: Sequence[str]
    ) -> list[Any]:
        """Return updates as they came, and let Telegram forget those before the offset.

        Args:
            offset: the first update that is wanted; 0 for all that are not forgotten.
            limit: the most to bring, 1 to 100.
            seconds: to wait for one if there is none.
            allowed_updates: kinds to bring.
        """
        self._polls.brought()
        await self.get_updates(
            offset or None, limit=limit, timeout=seconds, allowed_updates=allowed_updates
        )
        return self._polls.brought()
