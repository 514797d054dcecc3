"""What has become of a request that failed: not sent, refused, or nobody knows.

A message that was not sent can be sent again as often as it takes. One whose answer was lost may
stand in the chat already; sent once more it stands there twice at most.
"""

from __future__ import annotations

import json
from enum import Enum, auto
from http import HTTPStatus
from typing import Any

import httpx
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.request import HTTPXRequest

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_UNREADABLE = "invalid server response"
_SECONDS_IF_UNSAID = 5.0


class Flooded(TelegramError):
    """Telegram wants to hear nothing more for some seconds.

    Attributes:
        seconds: how many.
    """

    def __init__(self, seconds: float) -> None:
        """Say how many seconds."""
        super().__init__(f"Too many requests; to be left alone for {seconds:g} s")
        self.seconds = seconds


class Fate(Enum):
    """What has become of a request."""

    NOT_SENT = auto()
    FAILED_THERE = auto()  # Telegram's own servers are in trouble
    UNCLEAR = auto()
    REFUSED = auto()


def fate_of(error: TelegramError) -> Fate:
    """Return what an error says of its request."""
    if isinstance(error.__cause__, _NOT_SENT):
        return Fate.NOT_SENT
    if isinstance(error.__cause__, httpx.HTTPError):
        return Fate.UNCLEAR
    if error.message.lower().startswith(_UNREADABLE):
        return Fate.UNCLEAR
    is_there = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    return Fate.FAILED_THERE if is_there else Fate.REFUSED


class Requests(HTTPXRequest):
    """Requests that say in seconds how long a flood halt lasts.

    python-telegram-bot 22.8 warns of its own attribute whenever it makes a `RetryAfter`.
    """

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """Make the request.

        Raises:
            Flooded: Telegram answers 429.
        """
        code, body = await super().do_request(*given, **named)
        if code == HTTPStatus.TOO_MANY_REQUESTS:
            raise Flooded(_seconds_in(body))
        return code, body


def _seconds_in(body: bytes) -> float:
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return _SECONDS_IF_UNSAID
