"""The updates that have arrived, written down before Telegram is told so, until they are handled.

A row ends as one of two: `done`, with nothing in it but what tells a repetition, or `aside`, with
all of it, for an operator to look at. `docs/formats.md` describes the table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from bot.store.database import writing

MOST_CRASHES = 3
_DIGEST_BYTES = 16
_OPEN = "state != 'done'"  # word for word as in the index, or SQLite does not use it


class State(StrEnum):
    """How far an update has come."""

    WAITING = "waiting"
    BEGUN = "begun"
    SENDING = "sending"
    DONE = "done"
    ASIDE = "aside"


_BLAME = {State.BEGUN: 1.0, State.SENDING: 0.25}
"""How much of a death an update in hand is blamed for."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as Telegram sent it.

    Attributes:
        payload: the update as ASCII JSON.
        update_id: its number; 0 where it carries none.
        chat_id: where something happened, if in a chat.
        person_id: who did it, if known.
        kind: what has happened; not written down, and empty where the update was read again.
    """

    payload: str
    update_id: int = 0
    chat_id: int | None = None
    person_id: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An update that is in the inbox.

    Attributes:
        id: of the row, in the order of arrival.
        at: when it came, in UTC.
        arrival: the update.
        crashes: how often the process has died while it was at work on it; a death while it only
            waited for Telegram counts a quarter, as that is hardly its fault.
    """

    id: int
    at: datetime
    arrival: Arrival
    crashes: float = 0.0


@dataclass(frozen=True, slots=True)
class SetAside:
    """An update that could not be handled.

    Attributes:
        kept: the update.
        problem: why, in a few words for the operator.
    """

    kept: Kept
    problem: str


def keep(database: Database, arrivals: Sequence[Arrival], at: datetime) -> list[Kept]:
    """Write updates down, all or none, and return those that were not there before, in order.

    Telegram tells an update again if it has not heard that the first time arrived. The number
    alone does not tell a repetition: it begins anew somewhere after a week without updates, and
    with another token. So it is the number and the content, of which a keyed digest is kept.
    """
    if not arrivals:
        return []
    key = bytes(database.table("installation").get(1)["pseudonym_key"])
    kept = []
    with writing(database):
        for arrival in arrivals:
            rows = database.query(
                "INSERT OR IGNORE INTO inbox"
                " (at, state, update_id, digest, chat_id, person_id, payload)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                [
                    at.isoformat(timespec="milliseconds"),
                    State.WAITING,
                    arrival.update_id,
                    _digest(arrival.payload, key),
                    arrival.chat_id,
                    arrival.person_id,
                    arrival.payload,
                ],
            )
            kept += [Kept(row["id"], at, arrival) for row in rows]
    return kept


def begin(database: Database, kept_id: int) -> None:
    """Note that an update is being handled: if the process dies now, it may be by its fault."""
    with _quickly(database):
        database.execute("UPDATE inbox SET state = ? WHERE id = ?", [State.BEGUN, kept_id])


def wait_for_telegram(database: Database, kept_id: int) -> None:
    """Note that all that is left to do with an update is to be sent."""
    with _quickly(database):
        database.execute(
            "UPDATE inbox SET state = ? WHERE id = ? AND state = ?",
            [State.SENDING, kept_id, State.BEGUN],
        )


def finish(database: Database, kept_id: int) -> None:
    """Note that an update is handled, and let go of what was in it."""
    with _quickly(database):
        database.execute(
            "UPDATE inbox SET state = ?, payload = '', chat_id = NULL, person_id = NULL"
            " WHERE id = ?",
            [State.DONE, kept_id],
        )


def release(database: Database, kept_ids: Iterable[int]) -> None:
    """Note that the handling of updates was broken off on purpose: nobody's fault."""
    with _quickly(database):
        for kept_id in kept_ids:  # unless its end was being written down at that moment
            database.execute(
                "UPDATE inbox SET state = ? WHERE id = ? AND state IN (?, ?)",
                [State.WAITING, kept_id, State.BEGUN, State.SENDING],
            )


def set_aside(database: Database, kept_id: int, problem: str) -> None:
    """Give an update up, with all that is in it, for an operator to look at."""
    with writing(database):
        database.execute(
            "UPDATE inbox SET state = ?, problem = ? WHERE id = ?",
            [State.ASIDE, problem, kept_id],
        )


def taken_up_again(database: Database, after: datetime) -> list[Kept]:
    """Return what a process left behind that has ended, in the order of arrival.

    What was being handled when it died is given up if that has happened too often, and so is
    what came too long ago for anybody to wait for it.

    Args:
        database: where.
        after: when it must have come.
    """
    with writing(database):
        database.execute(
            f"UPDATE inbox SET state = ?, problem = ?"  # noqa: S608  # no value
            f" WHERE {_OPEN} AND state != ? AND at < ?",
            [
                State.ASIDE,
                "it was too old when it could be handled",
                State.ASIDE,
                after.isoformat(timespec="milliseconds"),
            ],
        )
        for state, share in _BLAME.items():
            database.execute(
                f"UPDATE inbox SET crashes = crashes + ?, state = ? WHERE {_OPEN} AND state = ?",  # noqa: S608  # no value
                [share, State.WAITING, state],
            )
        database.execute(
            f"UPDATE inbox SET state = ?, problem = ?"  # noqa: S608  # no value
            f" WHERE {_OPEN} AND state = ? AND crashes >= ?",
            [
                State.ASIDE,
                "the process died again and again while it was handled",
                State.WAITING,
                MOST_CRASHES,
            ],
        )
    return [one.kept for one in _rows_in(database, State.WAITING)]


def all_set_aside(database: Database) -> list[SetAside]:
    """Return the updates that were given up, in the order of arrival."""
    return list(_rows_in(database, State.ASIDE))


def try_again(database: Database, at: datetime) -> int:
    """Let the next start handle what was given up, as if it had come at the time given.

    Presses and reactions stay where they are: whoever made them has seen that nothing came of
    it, and may have said something else since.

    Returns:
        How many updates that are.
    """
    with writing(database):
        cursor = database.execute(
            f"UPDATE inbox SET state = ?, at = ?, crashes = 0, problem = ''"  # noqa: S608  # no value
            f" WHERE {_OPEN} AND state = ? AND payload NOT LIKE '%\"callback_query\":%'"
            " AND payload NOT LIKE '%\"message_reaction\":%'",
            [State.WAITING, at.isoformat(timespec="milliseconds"), State.ASIDE],
        )
    return int(cursor.rowcount)


def discard_set_aside(database: Database) -> int:
    """Erase what was given up; returns how many updates that were."""
    with writing(database):
        sql = f"DELETE FROM inbox WHERE {_OPEN} AND state = ?"  # noqa: S608  # no value
        cursor = database.execute(sql, [State.ASIDE])
    return int(cursor.rowcount)


def prune(database: Database, before: datetime, aside_before: datetime) -> None:
    """Forget handled updates that Telegram will not repeat any more, as it keeps them for a day.

    Args:
        database: where.
        before: when those must have come.
        aside_before: when what was given up must have come, which nobody has looked at since.
    """
    with _quickly(database):
        database.execute(
            f"DELETE FROM inbox WHERE {_OPEN} AND state = ? AND at < ?",  # noqa: S608  # no value
            [State.ASIDE, aside_before.isoformat(timespec="milliseconds")],
        )
        database.execute(
            "DELETE FROM inbox WHERE state = ? AND at < ?",
            [State.DONE, before.isoformat(timespec="milliseconds")],
        )


def _digest(payload: str, key: bytes) -> str:
    """Return what tells a payload from others and says nothing about it without the key."""
    return hashlib.blake2b(payload.encode(), digest_size=_DIGEST_BYTES, key=key).hexdigest()


def _rows_in(database: Database, state: State) -> Iterator[SetAside]:
    sql = f"SELECT * FROM inbox WHERE {_OPEN} AND state = ? ORDER BY id"  # noqa: S608  # no value
    for row in database.query(sql, [state]):
        arrival = Arrival(row["payload"], row["update_id"], row["chat_id"], row["person_id"])
        at = datetime.fromisoformat(row["at"])
        yield SetAside(Kept(row["id"], at, arrival, row["crashes"]), row["problem"])


@contextmanager
def _quickly(database: Database) -> Iterator[None]:
    """Write without waiting for the disk.

    The death of the process loses nothing of it. A power cut may: then an update is handled once
    more, and a vote in it counts once all the same.
    """
    if database.conn.in_transaction:  # with others, for whom the disk is waited for
        yield
        return
    database.execute("PRAGMA synchronous = NORMAL")
    try:
        with writing(database):
            yield
    finally:
        database.execute("PRAGMA synchronous = FULL")
