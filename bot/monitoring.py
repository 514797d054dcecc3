"""Answers `/healthz` and `/metrics` over HTTP, for whatever looks after the bot.

It says nothing about people: counts, times, and what is wrong. It listens on loopback unless the
operator says otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.errors import PortTaken
from bot.services import Services

_HEADER_SECONDS = 20.0
_MOST_BYTES = 1 << 12


class _Told(RequestHandler):
    """Answers GET, and everything else with the status alone."""

    def initialize(self, services: Services, waiting: Callable[[], int]) -> None:
        self._services, self._waiting = services, waiting

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **_given: Any) -> None:
        self.set_status(status_code)
        self.finish()


class _Health(_Told):
    def get(self) -> None:
        """Say whether all is well: 200, or 503 with the reasons."""
        services = self._services
        now, health = services.now(), services.health
        problems = health.problems(now)
        if problems:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        self.set_header("Content-Type", "application/json")
        self.finish(
            json.dumps(
                {
                    "status": "failing" if problems else "ok",
                    "problems": problems,
                    "seconds_since_telegram_was_heard": health.poll_age(now),
                    "updates_waiting": self._waiting(),
                    "model": services.live.recommender.version_id,
                }
            )
        )


class _Metrics(_Told):
    def get(self) -> None:
        """Publish the counters."""
        services = self._services
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(
            services.metrics.published(
                waiting=self._waiting(),
                version=services.live.recommender.version_id,
                heard_at=services.health.polled_at,
            )
        )


class Monitoring:
    """The two addresses."""

    def __init__(self, services: Services, waiting: Callable[[], int]) -> None:
        """Prepare; nothing listens.

        Args:
            services: that are looked at.
            waiting: updates that have not been begun.
        """
        given = {"services": services, "waiting": waiting}
        self._application = Application(
            [("/healthz", _Health, given), ("/metrics", _Metrics, given)],
            log_function=lambda _handler: None,
        )
        self._server: HTTPServer | None = None

    def listen(self, address: str, port: int) -> int:
        """Begin to listen; returns the port, which was chosen if 0 was given.

        Raises:
            PortTaken: the port cannot be had.
        """
        try:
            sockets = bind_sockets(port, address)
        except OSError as error:
            message = f"The metrics cannot listen on {address}:{port}: {error.strerror}"
            raise PortTaken(message) from error
        self._server = HTTPServer(
            self._application,
            max_body_size=_MOST_BYTES,
            idle_connection_timeout=_HEADER_SECONDS,
            body_timeout=_HEADER_SECONDS,
        )
        self._server.add_sockets(sockets)
        return int(sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()
