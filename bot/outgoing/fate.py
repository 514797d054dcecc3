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
_SECONDS_IF_UNSAID = 5.0
_REPEATED = ("reply_markup", "entities", "caption_entities", "reply_to_message")
"""What Telegram says of a message that was sent, and whoever sent it knows."""


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
    if isinstance(error.__cause__, httpx.HTTPError):
        return Fate.UNCLEAR
    if isinstance(error, Garbled):
        is_theirs = error.code >= HTTPStatus.INTERNAL_SERVER_ERROR
        return Fate.FAILED_THERE if is_theirs else Fate.UNCLEAR
    is_there = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    return Fate.FAILED_THERE if is_there else Fate.REFUSED


class Requests(HTTPXRequest):
    """Requests that say in seconds how long a flood halt lasts, and what is no answer at all.

    Of a message that was sent they bring what is news only: to make objects of its buttons would
    take a third as long as to send it.

    python-telegram-bot 22.8 warns of its own attribute whenever it makes a `RetryAfter`, and logs
    an answer that it cannot read, with what is in it.
    """

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """Make the request.

        Raises:
            Flooded: Telegram answers 429.
            Garbled: what is answered is not the Bot API's.
        """
        code, body = await super().do_request(*given, **named)
        if code == HTTPStatus.TOO_MANY_REQUESTS:
            raise Flooded(_seconds_in(body))
        if not _is_an_answer(code, body):
            raise Garbled(code)
        return code, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return an answer without what a message repeats of its request."""
        answer = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), dict):
            for name in _REPEATED:
                answer["result"].pop(name, None)
        return answer


def _is_an_answer(code: int, body: bytes) -> bool:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return False
    if not isinstance(answer, dict):
        return False
    return code != HTTPStatus.OK or (answer.get("ok") is True and answer.get("result") is not None)


def _seconds_in(body: bytes) -> float:
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return _SECONDS_IF_UNSAID
