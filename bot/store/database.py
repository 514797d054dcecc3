"""Opens the SQLite file: settings, migrations, and the errors that an operator can mend."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from bot.errors import StoreUnavailable
from bot.store.migrations import migrations

_BUSY_SECONDS = 3.0  # how long another process, such as an export, may hold the file
_LAST_BUSY_MS = 50


def open_database(path: Path) -> Database:
    """Open the database, making it and its folder if they are not there, and migrate it.

    Raises:
        StoreUnavailable: it cannot be opened or written, or is no SQLite file.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Used by the store's one thread, but opened and closed by the main one.
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
        database = Database(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        # A vote that was confirmed survives a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # What somebody has had erased is overwritten, not only let go of.
        connection.execute("PRAGMA secure_delete = ON")
        migrations.apply(database)
        return database


def open_for_reading(path: Path) -> Database:
    """Open an existing database that is only looked at.

    Raises:
        StoreUnavailable: it is not there, or is no Kindred database.
    """
    if not path.is_file():
        message = f"There is no database {path}"
        raise StoreUnavailable(message)
    with explained(path):
        database = Database(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True))
        if migrations.pending(database):
            message = (
                f"{path} is no database of this Kindred, or an older one; start the bot on it once"
            )
            raise StoreUnavailable(message)
        return database


@contextmanager
def _part_of_writing(database: Database) -> Iterator[None]:
    database.conn.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        database.conn.execute("ROLLBACK TO part")
        raise
    finally:
        database.conn.execute("RELEASE part")


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """Write all of a block or nothing of it, waiting for another process that is writing.

    The lock is taken at once: SQLite does not wait for one in a transaction that has read before.
    Within another such block, it is nothing by itself where it fails, and all only with that.
    """
    if database.conn.in_transaction:
        with _part_of_writing(database):
            yield
        return
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.conn.execute("COMMIT")
    except BaseException:
        database.conn.rollback()
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into one line for the operator."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a mistake of ours, which no waiting mends
    except (sqlite3.Error, OSError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = f"The database {path} cannot be used: {cause}"
        raise StoreUnavailable(message) from error


def wait_less(database: Database) -> None:
    """Wait for another process hardly any more, from now on."""
    database.execute(f"PRAGMA busy_timeout = {_LAST_BUSY_MS}")


def beat(database: Database, at: datetime) -> None:
    """Write that the bot is alive, which shows whether the database takes anything."""
    with writing(database):
        database.table("pulse").upsert({"id": 1, "at": at.isoformat()}, pk="id")
