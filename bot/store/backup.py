"""Whole copies of the database: made while the bot runs, and put back while it does not.

What is written is written aside and moved into place, so that whatever breaks off, at any moment,
leaves what was there before. Versions of the model are plain folders and none of its business.
"""

from __future__ import annotations

import glob
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from bot.errors import OperatorError, StoreUnavailable
from bot.store.instance import sole_instance
from bot.store.migrations import migrations
from model.disk import to_disk

_LOGS = ("-wal", "-journal")  # SQLite applies what is in them to whatever lies beside them
_COMPANIONS = (*_LOGS, "-shm")
_BUSY_SECONDS = 5.0
_ABANDONED_SECONDS = 3600  # a copy takes seconds; what is an hour old was killed
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds.

    Attributes:
        size_bytes: of its one file.
        queries: with their answers.
        votes: of the whole log.
    """

    size_bytes: int
    queries: int
    votes: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back.

    Attributes:
        copied: what the database holds now.
        kept: where what it held before is, if there was anything.
    """

    copied: Copied
    kept: Path | None


def backup(db: Path, to: Path, *, force: bool = False) -> Copied:
    """Copy a database into one file, whether or not a bot is writing to it.

    Args:
        db: the database, of any schema from the first one on.
        to: the file, in a folder that is there; a Kindred database there is replaced.
        force: replace any other file, too.

    Raises:
        StoreUnavailable: there is no such database, it is damaged or somebody else's, or the copy
            could not be written. What was at `to` is there as it was.
        OperatorError: `to` is no place for a copy.
    """
    target = _place_for_copy(db, to)
    with _told(f"{db} was not copied to {to}"):
        if not force and target.exists() and target.stat().st_size and not _is_ours(target):
            message = f"{to} is no Kindred database and only overwritten with --force"
            raise OperatorError(message)
        with _beside(target) as aside:
            copied = _copy(db, aside / "copy")
            with _settled(target):
                _move(aside / "copy", target)
    return copied


def restore(file: Path, db: Path) -> Restored:
    """Put a copy in the place of the database, and keep what the database held beside it.

    An older schema is migrated when the bot starts.

    Args:
        file: what `backup` wrote, or any other whole Kindred database.
        db: the database; it need not be there.

    Raises:
        StoreUnavailable: a bot runs on the database or another program has it open; the file is
            missing, damaged, somebody else's or of a newer Kindred; or there is no room. The
            database is there as it was.
        OperatorError: the file is the database, or the database is no file.
    """
    target = _place_for_copy(file, db)
    with sole_instance(db), _told(f"{file} was not restored to {db}"), _beside(target) as aside:
        copied = _copy(file, aside / "copy")
        _refuse_newer(file, aside / "copy")
        kept = target.with_name(f"{target.name}.before-restore") if target.exists() else None
        before = _kept_aside(target, aside) if kept else None
        with _settled(target):
            if kept and before:
                _leave_to_its_owner(aside / "copy", target.stat())
                with _settled(kept):
                    _move(before, kept)
            _move(aside / "copy", target)
    return Restored(copied, kept)


def _place_for_copy(source: Path, to: Path) -> Path:
    """Return the real place, links followed, unless the source would be harmed."""
    if not source.is_file():
        message = f"There is no database {source}"
        raise StoreUnavailable(message)
    real, target = source.resolve(), to.resolve()
    beside_source = [_companion(real, suffix) for suffix in (*_COMPANIONS, ".lock")]
    why = ""
    if target.exists() and target.samefile(source):
        why = f"is {source} itself"
    elif target in beside_source:
        why = f"belongs to {source}"
    elif target.exists() and not target.is_file():
        why = "is not a file"
    if why:
        message = f"{to} {why}"
        raise OperatorError(message)
    return target


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Turn what SQLite and the file system say into one line that says what was not done."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        cause = getattr(error, "strerror", None) or error
        if _code(error) == sqlite3.SQLITE_BUSY:
            cause = "another program has it open"
        message = f"{what}: {cause}"
        raise StoreUnavailable(message) from error


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Make a folder for what is not whole yet: nobody else's to read, and on the same disk.

    One that a killed process left is cleared away when it is surely nobody's any more.
    """
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        with suppress(FileNotFoundError):  # it was not left at all, but finished this moment
            if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(".part", f".{target.name}.", target.parent) as folder:
        yield Path(folder)


def _copy(source: Path, to: Path) -> Copied:
    """Copy a database as it is this moment, by SQLite's backup API, and check the copy.

    All pages are copied in one step. That is one snapshot: with a write-ahead log, which the bot
    always has, a reader keeps no writer waiting. Between several steps others may write, whereupon
    the copy begins anew, and a busy bot would never be copied.
    """
    _make_private(to)
    with (
        closing(_opened(source, "ro")) as original,
        closing(sqlite3.connect(to, isolation_level=None)) as copy,
    ):
        # The backup API waits for a lock without end; reading first does not.
        original.execute("BEGIN")
        if not migrations.applied(Database(original)):
            message = f"{source} is no Kindred database"
            raise StoreUnavailable(message)
        copy.execute("PRAGMA synchronous = OFF")  # it is flushed once, below
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # so that it is one file
        (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            message = f"{source} is damaged: {' '.join(found.split())}"
            raise StoreUnavailable(message)
        database = Database(copy)
        queries, votes = database.table("queries").count, database.table("votes").count
    to_disk(to)
    return Copied(to.stat().st_size, queries, votes)


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    """Open a database that is there; `mode` is SQLite's, `ro` or `rw`."""
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)


def _is_ours(path: Path) -> bool:
    with closing(_opened(path, "ro")) as connection:
        try:
            return bool(migrations.applied(Database(connection)))
        except sqlite3.DatabaseError as error:
            if _code(error) in _DAMAGED:
                return False
            raise


def _refuse_newer(file: Path, copy: Path) -> None:
    with closing(_opened(copy, "ro")) as connection, closing(Database(memory=True)) as fresh:
        applied = {each.name for each in migrations.applied(Database(connection))}
        known = {each.name for each in migrations.pending(fresh)}
    if applied - known:
        message = f"{file} was written by a newer Kindred than this one"
        raise StoreUnavailable(message)


def _leave_to_its_owner(copy: Path, before: os.stat_result) -> None:
    copy.chmod(stat.S_IMODE(before.st_mode))
    if os.geteuid() == 0:  # the bot may run as somebody else
        os.chown(copy, before.st_uid, before.st_gid)


def _kept_aside(present: Path, aside: Path) -> Path:
    """Copy what the database holds, or its very bytes if it is damaged or somebody else's."""
    try:
        _copy(present, aside / "kept")
    except (StoreUnavailable, sqlite3.Error):  # why else would anybody restore it?
        _copy_as_it_is(present, aside / "as-it-is")
        return aside / "as-it-is"
    return aside / "kept"


def _copy_as_it_is(damaged: Path, to: Path) -> None:
    """Copy the bytes, logs too: what is lost for SQLite may be found by whoever mends it."""
    for suffix in ("", *_LOGS):
        source, copy = _companion(damaged, suffix), _companion(to, suffix)
        if source.exists():
            _make_private(copy)
            shutil.copyfile(source, copy)
            to_disk(copy)


@contextmanager
def _settled(target: Path) -> Iterator[None]:
    """Hold a database while it is replaced, with all that it holds in its one file.

    A log that it left would be applied to what replaces it. So it takes its log in first, which
    fails while anybody has it open, and nobody can begin another. Thus at every moment the path
    leads to all of the old one or all of the new one.
    """
    if target.exists():
        with closing(_opened(target, "rw")) as old:
            try:
                old.execute("PRAGMA journal_mode = DELETE")
                old.execute("BEGIN EXCLUSIVE")
            except sqlite3.DatabaseError as error:
                if _code(error) not in _DAMAGED:
                    raise
            else:
                yield
                return
    yield  # of one that is damaged or gone nothing can be held, nor its log be used


def _move(whole: Path, target: Path) -> None:
    """Move a whole file into the place of a settled one, with its logs if it has any."""
    for suffix in _COMPANIONS:
        _companion(target, suffix).unlink(missing_ok=True)
    whole.replace(target)
    for suffix in _LOGS:
        if _companion(whole, suffix).exists():
            _companion(whole, suffix).replace(_companion(target, suffix))
    to_disk(target.parent)


def _companion(db: Path, suffix: str) -> Path:
    return db.with_name(db.name + suffix)


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF  # the other bits are details


def _make_private(path: Path) -> None:
    """Make an empty file that only its owner may read: what people asked is theirs."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
