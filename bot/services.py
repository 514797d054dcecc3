"""What the handlers ask: the model, the store, the words, the clock; made once, handed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from bot.i18n.translator import Translator
from bot.offload import Offload
from bot.settings import Settings
from bot.store.database import explained, open_database
from model.live import LiveRecommender

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that outlives one update.

    Attributes:
        live: the current model.
        database: used in the store's thread only; handlers ask `store`.
        database_path: where it lies, for what the operator is told.
        offload: the way to that thread, and to the model's.
        translator: the words.
        now: the time in UTC.
    """

    live: LiveRecommender
    database: Database
    database_path: Path
    offload: Offload
    translator: Translator
    now: Callable[[], datetime]

    async def store(
        self, work: Callable[Concatenate[Database, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Run a function of `bot.store` on the database, in the store's thread.

        Raises:
            StoreUnavailable: the database refuses, because it is full, locked or read-only.
        """

        def explained_work() -> _T:
            with explained(self.database_path):
                return work(self.database, *args, **kwargs)

        return await self.offload.store(explained_work)

    async def model(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run a question to the model in one of its threads."""
        return await self.offload.model(work, *args, **kwargs)

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
    return Services(live, database, settings.db, Offload(), Translator(), utc_now)
