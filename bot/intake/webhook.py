"""Is told updates by Telegram, over HTTP behind a proxy that speaks TLS.

Only who knows the secret is listened to. An update is acknowledged once it is on disk; until the
database takes it the answer is 503, and Telegram tells it again.
"""

from __future__ import annotations

import hmac
import json
import logging
import re
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr
from tornado.web import Application

from bot.errors import StoreUnavailable
from bot.health import Health
from bot.intake.intake import Intake
from bot.listening import Discreet, Listening

logger = logging.getLogger(__name__)

MOST_CONNECTIONS = 40  # that Telegram may have open at once
_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
_MOST_BYTES = 1 << 20  # an update has some kilobytes
_MOST_HEADER_BYTES = 1 << 14
_BODY_SECONDS = 10.0


class _Door(Discreet):
    """One address, one method, one secret; everything else is turned away without a word."""

    def initialize(
        self, intake: Intake, secret: SecretStr, health: Health, now: Callable[[], datetime]
    ) -> None:
        self._intake, self._secret = intake, secret.get_secret_value().encode()
        self._health, self._now = health, now

    async def post(self) -> None:
        """Take an update in."""
        given = self.request.headers.get(_SECRET, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            self.set_status(HTTPStatus.FORBIDDEN)
            return
        try:
            raw = json.loads(self.request.body)
        except (ValueError, RecursionError):
            self.set_status(HTTPStatus.BAD_REQUEST)
            return
        try:
            await self._intake.accept([raw])
        except StoreUnavailable as error:
            logger.error("An update is left with Telegram: %s", error)  # noqa: TRY400  # no bug of ours
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        self._health.heard(self._now())

    def log_exception(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        """Log without the request, whose body is somebody's words."""
        logger.error("A webhook's request failed: %s", type(error).__name__)


class _Wall(Discreet):
    """Every other address: nothing is there, and nothing is said about it."""

    def prepare(self) -> None:
        self.set_status(HTTPStatus.NOT_FOUND)
        self.finish()


class Webhook(Listening):
    """Listens where Telegram's updates arrive."""

    def __init__(
        self,
        intake: Intake,
        health: Health,
        *,
        url: str,
        secret: SecretStr,
        now: Callable[[], datetime],
    ) -> None:
        """Prepare; nothing listens.

        Args:
            intake: that takes the updates.
            health: that hears when one has come.
            url: where Telegram sends them; its path is the one that is answered here.
            secret: that it sends along.
            now: the time in UTC.
        """
        given = {"intake": intake, "secret": secret, "health": health, "now": now}
        path = urlsplit(url).path.rstrip("/")
        application = Application(
            [(f"{re.escape(path)}/?", _Door, given)],
            default_handler_class=_Wall,
            log_function=lambda _handler: None,
        )
        super().__init__(
            application,
            "The webhook",
            max_body_size=_MOST_BYTES,
            max_buffer_size=_MOST_BYTES + _MOST_HEADER_BYTES,
            max_header_size=_MOST_HEADER_BYTES,
            body_timeout=_BODY_SECONDS,
        )
