"""Answers `/healthz` and `/metrics` over HTTP, for whatever looks after the bot.

It says nothing about people: counts, times, and what is wrong. It listens on loopback unless the
operator says otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_LATEST
from tornado.web import Application

from bot.listening import HEADER_SECONDS, Discreet, Listening
from bot.services import Services

_MOST_BYTES = 1 << 12


class _Told(Discreet):
    """Answers GET, and everything else with the status alone."""

    def initialize(self, services: Services, waiting: Callable[[], int]) -> None:
        self._services, self._waiting = services, waiting

    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")


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


class Monitoring(Listening):
    """The two addresses."""

    def __init__(self, services: Services, waiting: Callable[[], int]) -> None:
        """Prepare; nothing listens.

        Args:
            services: that are looked at.
            waiting: updates that have not been begun.
        """
        given = {"services": services, "waiting": waiting}
        application = Application(
            [("/healthz", _Health, given), ("/metrics", _Metrics, given)],
            log_function=lambda _handler: None,
        )
        super().__init__(
            application, "The metrics", max_body_size=_MOST_BYTES, body_timeout=HEADER_SECONDS
        )
