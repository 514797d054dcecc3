"""Requests to the Bot API, by aiohttp.

python-telegram-bot's own are made by httpx. Its connections ask the system about each idle one
whenever a request begins or ends and write a request in two pieces, and every such call hands the
interpreter to the threads that work: beside them a bot answers a third less
(docs/decisions/20-requests-go-by-aiohttp.md).
"""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.outgoing.fate import Flooded, Garbled
from bot.outgoing.proxies import proxy_for

_CONNECT_SECONDS = 5.0
_IDLE_SECONDS = 15.0  # after which a connection is closed, lest the other side does so first
_SECONDS_IF_UNSAID = 5.0
_AS_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_REPEATED = ("from", "reply_markup", "entities", "caption_entities", "reply_to_message")
"""What Telegram says of a message that was sent, and whoever sent it knows."""


class Requests(BaseRequest):
    """Requests that say in seconds how long a flood halt lasts, and what is no answer at all.

    Of a message that was sent they bring what is news only: to make objects of its buttons would
    take a third as long as to send it.
    """

    def __init__(self, connections: int, *, pool_seconds: float, answer_seconds: float) -> None:
        """Prepare; nothing is opened.

        Args:
            connections: at most at once.
            pool_seconds: to wait for one of them and for the other side to take it.
            answer_seconds: that the other side may be silent.
        """
        self._connections = connections
        self._pool_seconds, self._answer_seconds = pool_seconds, answer_seconds
        self._session: aiohttp.ClientSession | None = None
        # aiohttp itself would look at the environment and for a file anew for every request.
        self._proxy_for = cache(proxy_for)

    @property
    def read_timeout(self) -> float:
        """Seconds that the other side may be silent, unless a request says otherwise."""
        return self._answer_seconds

    async def initialize(self) -> None:
        """Open for requests; those that go through a proxy find it in the environment."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=_IDLE_SECONDS
                ),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # silence counts, either way
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make a request and return status and body, see `BaseRequest.do_request`.

        Raises:
            TimedOut, NetworkError: there is no answer; `fate_of` tells what that means.
            Flooded: Telegram answers 429.
            Garbled: what is answered is not the Bot API's.
        """
        if self._session is None:
            message = "Requests are made between initialize and shutdown"
            raise RuntimeError(message)
        timeout = aiohttp.ClientTimeout(
            connect=_unless_default(pool_timeout, self._pool_seconds),
            sock_connect=_unless_default(connect_timeout, _CONNECT_SECONDS),
            sock_read=_unless_default(read_timeout, self._answer_seconds),
        )
        body_sent, headers = _sent(request_data)
        try:
            there = urlsplit(url)
            async with self._session.request(
                method,
                url,
                data=body_sent,
                headers=headers,
                proxy=self._proxy_for(there.scheme, there.hostname or ""),
                timeout=timeout,
            ) as response:
                code, body = response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError, ValueError) as error:  # the last of odd addresses
            message = f"{type(error).__name__}: {error}"
            raise NetworkError(message) from error
        if code == HTTPStatus.TOO_MANY_REQUESTS:
            raise Flooded(_seconds_in(body))
        if not _is_an_answer(code, body):
            raise Garbled(code)
        return code, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return an answer without what a message repeats of its request."""
        answer = BaseRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), dict):
            for name in _REPEATED:
                answer["result"].pop(name, None)
        return answer


def _unless_default(given: Any, default: float) -> float | None:
    """Return what was given; the default where that is python-telegram-bot's word for nothing."""
    return default if given is BaseRequest.DEFAULT_NONE else given


def _sent(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str]]:
    """Return parameters as a form, its files among them, and the headers that say so."""
    if data is None:
        return None, {}
    if not data.multipart_data:  # yarl writes in C what aiohttp has the standard library write
        return URL.build(query=data.json_parameters).raw_query_string.encode(), _AS_FORM
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)  # names of files in UTF-8
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form, {}


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
