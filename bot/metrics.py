"""What is counted and timed while the bot runs, in Prometheus' terms.

Labels come from closed lists, never from what people or Telegram send: each value of a label is
a series that is kept for good.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from telegram.constants import UpdateType

_KINDS = frozenset(UpdateType)
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_THUMBS = {1: "up", -1: "down", 0: "taken_back"}


class Metrics:
    """One process's counters."""

    def __init__(self) -> None:
        """Begin at nought."""
        self._registry = registry = CollectorRegistry()
        self._updates = Counter(
            "kindred_updates", "Updates that have come.", ["kind"], registry=registry
        )
        self._answers = Counter(
            "kindred_answers", "Queries by what became of them.", ["outcome"],
            registry=registry,
        )  # fmt: skip
        self._votes = Counter(
            "kindred_votes", "Votes that were written down.", ["vote"], registry=registry
        )
        self._errors = Counter(
            "kindred_errors", "What failed, by where the cause lies.", ["cause"],
            registry=registry,
        )  # fmt: skip
        self._aside = Counter(
            "kindred_updates_set_aside", "Updates that were given up.", registry=registry
        )
        self._steps = Histogram(
            "kindred_step_seconds", "Time by step: of the whole, and of its parts.", ["step"],
            buckets=_SECONDS, registry=registry,
        )  # fmt: skip
        self._step = cache(self._steps.labels)  # a dozen times for each update
        self._waiting = Gauge(
            "kindred_updates_waiting", "Updates that have not been begun.", registry=registry
        )
        self._model = Gauge(
            "kindred_model", "1 for the version that answers.", ["version"], registry=registry
        )
        self._heard = Gauge(
            "kindred_last_poll_timestamp_seconds",
            "When Telegram was last asked for updates with success, or sent one.",
            registry=registry,
        )

    def arrived(self, kind: str) -> None:
        """Count an update."""
        self._updates.labels(kind if kind in _KINDS else "other").inc()

    def handled(self, seconds: float) -> None:
        """Time an update from its arrival to its end, its waiting included."""
        self._step("whole").observe(max(seconds, 0.0))

    def answered(self, outcome: str) -> None:
        """Count a query by what became of it; the outcomes are the store's."""
        self._answers.labels(outcome).inc()

    def voted(self, vote: int) -> None:
        """Count a vote: 1, -1, or 0 for one taken back."""
        self._votes.labels(_THUMBS[vote]).inc()

    def failed(self, cause: str) -> None:
        """Count a failure: `store`, `telegram`, `model`, `busy` or `bug`."""
        self._errors.labels(cause).inc()

    def set_aside(self) -> None:
        """Count an update that was given up."""
        self._aside.inc()

    def timing(self, step: str) -> AbstractContextManager[object]:
        """Time a step: `store`, `model`, `picture` or `telegram`."""
        return self._step(step).time()

    def published(self, *, waiting: int, version: str, heard_at: datetime | None) -> bytes:
        """Return everything in Prometheus' text format.

        Args:
            waiting: updates that have not been begun.
            version: of the model that answers.
            heard_at: when Telegram last answered a request for updates, or brought one.
        """
        self._waiting.set(waiting)
        if heard_at is not None:
            self._heard.set(heard_at.timestamp())
        self._model.clear()
        self._model.labels(version).set(1)
        return generate_latest(self._registry)
