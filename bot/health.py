"""Whether the bot is well: what its parts last said of themselves, and what to conclude.

Nothing is asked here. Parts report, and `problems` judges by how long ago that was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

_POLL_SILENT = timedelta(seconds=90)  # a poll lasts ten seconds, a pause at most thirty
_STORE_SILENT = timedelta(seconds=60)  # it is tried every ten


@dataclass(slots=True)
class Health:
    """What the parts have said.

    Attributes:
        is_polling: whether updates are fetched; else they are brought.
        polled_at: when Telegram last answered a request for updates.
        poll_problem: why no updates come; empty when all is well.
        written_at: when the database last took something.
        store_problem: why it does not; empty when all is well.
    """

    is_polling: bool = True
    polled_at: datetime | None = None
    poll_problem: str = ""
    written_at: datetime | None = None
    store_problem: str = ""

    def heard(self, at: datetime) -> None:
        """Note that Telegram has answered."""
        self.polled_at, self.poll_problem = at, ""

    def wrote(self, at: datetime) -> None:
        """Note that the database has taken something."""
        self.written_at, self.store_problem = at, ""

    def poll_age(self, now: datetime) -> float | None:
        """Return for how many seconds nothing was heard of Telegram; None if never."""
        return None if self.polled_at is None else (now - self.polled_at).total_seconds()

    def problems(self, now: datetime) -> list[str]:
        """Return what is wrong, in words for an operator; nothing when all is well."""
        found = []
        if self.store_problem:
            found.append(self.store_problem)
        elif self.written_at is None or now - self.written_at > _STORE_SILENT:
            found.append("The database has taken nothing for a while")
        is_silent = self.polled_at is None or now - self.polled_at > _POLL_SILENT
        if self.poll_problem:
            found.append(self.poll_problem)
        elif self.is_polling and is_silent:
            found.append("Telegram has not been heard for a while")
        return found
