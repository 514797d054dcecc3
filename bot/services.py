"""What the handlers ask: the model, the store, the words, the clock; made once, handed over."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from bot.drawn import Drawn
from bot.errors import StoreReplaced
from bot.health import Health
from bot.i18n.translator import Translator
from bot.metrics import Metrics
from bot.offload import Offload
from bot.settings import Settings
from bot.store.database import explained, open_database, open_for_reading, wait_less, writing
from bot.store.instance import Identity
from model.live import LiveRecommender

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that outlives one update.

    Attributes:
        live: the current model.
        database: used in the store's thread only; handlers ask `store`.
        database_path: where it lies.
        database_file: which file was there when it was opened.
        offload: the way to that thread, and to the model's.
        translator: the words.
        drawn: pictures to be had again.
        now: the time in UTC.
        metrics: what is counted.
        health: what the parts say of themselves.
        is_ending: set when nothing shall wait for long any more.
    """

    live: LiveRecommender
    database: Database
    database_path: Path
    database_file: Identity
    offload: Offload
    translator: Translator
    drawn: Drawn
    now: Callable[[], datetime]
    metrics: Metrics
    health: Health
    is_ending: threading.Event

    async def store(
        self, work: Callable[Concatenate[Database, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Run a function of `bot.store` on the database, in the store's thread.

        Raises:
            StoreUnavailable: the database refuses, because it is full, locked or read-only.
        """

        def explained_work() -> _T:
            with explained(self.database_path):
                if self.is_ending.is_set():
                    wait_less(self.database)
                return work(self.database, *args, **kwargs)

        with self.metrics.timing("store"):
            return await self.offload.store(explained_work)

    async def model(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run a question to the model in one of its threads.

        Raises:
            Busy: too many questions wait.
        """
        with self.metrics.timing("model"):
            return await self.offload.model(work, *args, **kwargs)

    async def picture(
        self, draw: Callable[_P, bytes], *args: _P.args, **kwargs: _P.kwargs
    ) -> bytes:
        """Draw a picture aside, unless the very same was drawn not long ago."""
        with self.metrics.timing("picture"):
            return await self.offload.aside(partial(self.drawn.drawn, draw, *args, **kwargs))

    async def read_aside(
        self, work: Callable[Concatenate[Database, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Read much of the database aside, while the store goes on writing."""

        def reading() -> _T:
            database = open_for_reading(self.database_path)
            try:
                with explained(self.database_path):
                    return work(database, *args, **kwargs)
            finally:
                database.close()

        return await self.offload.aside(reading)

    def check_database(self) -> None:
        """See that the database's file is where it was.

        Raises:
            StoreReplaced: it was deleted or replaced.
        """
        if not self.database_file.still_at(self.database_path):
            message = f"The database {self.database_path} was deleted or replaced; start again"
            raise StoreReplaced(message)

    def hurry(self) -> None:
        """Let nothing wait long for a database that is locked: the process is about to end."""
        self.is_ending.set()

    def close(self) -> None:
        """Let running work end, then close the database."""
        self.offload.close()
        self.database.close()


def utc_now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


def open_services(settings: Settings) -> Services:
    """Load the current model and open the database.

    Raises:
        VersionError: there is no usable model.
        StoreUnavailable: the database cannot be used.
    """
    live = LiveRecommender(settings.models)
    database = open_database(settings.db)
    return Services(
        live,
        database,
        settings.db,
        Identity.of(settings.db),
        Offload(partial(writing, database)),
        Translator(),
        Drawn(),
        utc_now,
        Metrics(),
        Health(),
        threading.Event(),
    )
