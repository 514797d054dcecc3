"""What has become of a request that failed: not sent, refused, or nobody knows.

A message that was not sent can be sent again as often as it takes. One whose answer was lost may
stand in the chat already; sent once more it stands there twice at most.
"""

from __future__ import annotations

from enum import Enum, auto
from http import HTTPStatus

import aiohttp
from telegram.error import BadRequest, NetworkError, TelegramError

_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
_LOST = (aiohttp.ClientError, OSError)  # among them each kind of being too late


class Flooded(TelegramError):
    """Telegram wants to hear nothing more for some seconds.

    Attributes:
        seconds: how many.
    """

    def __init__(self, seconds: float) -> None:
        """Say how many seconds."""
        super().__init__(f"Too many requests; to be left alone for {seconds:g} s")
        self.seconds = seconds


class Garbled(TelegramError):
    """Telegram, or what stands before it, has answered something that is none of the Bot API's.

    Attributes:
        code: the HTTP status.
    """

    def __init__(self, code: int) -> None:
        """Say with which status."""
        super().__init__(f"What came with status {code} is no answer of the Bot API")
        self.code = code


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
    if isinstance(error.__cause__, _LOST):
        return Fate.UNCLEAR
    if isinstance(error, Garbled):
        is_theirs = error.code >= HTTPStatus.INTERNAL_SERVER_ERROR
        return Fate.FAILED_THERE if is_theirs else Fate.UNCLEAR
    is_there = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    return Fate.FAILED_THERE if is_there else Fate.REFUSED
