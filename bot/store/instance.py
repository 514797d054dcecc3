"""Which bot a database belongs to: one process at a time, and the file that it has opened.

The lock is for whoever would answer the same people twice or replace the file; whoever reads or
writes rows needs none, SQLite sees to that.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.errors import StoreUnavailable

_LONGEST_NUMBER = 20


@contextmanager
def sole_instance(db: Path) -> Iterator[None]:
    """Hold the lock that lets one process at a time run the bot on a database.

    It is on a file beside the real database, whichever links lead there, and the kernel frees it
    when the process ends, however it ends. The file stays: were it deleted, one process could
    hold the lock on the deleted file and another on a new one.

    Args:
        db: the database; it need not be there yet. Its folder is made.

    Raises:
        StoreUnavailable: another process holds the lock, or there is no way to take it.
    """
    real = db.resolve()
    path = real.with_name(f"{real.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not truncated: until the lock is held, what is written there is another process's.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)  # closed on exec, as all are
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        _take(descriptor, path, db)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, db: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    except BlockingIOError:
        number = os.pread(descriptor, _LONGEST_NUMBER, 0).strip()
        # Whoever took it this moment may not have written its number yet.
        who = f" (process {number.decode()})" if number.isdigit() else ""
        message = f"Another Kindred{who} runs on {db}"
        raise StoreUnavailable(message) from None
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: OSError) -> StoreUnavailable:
    return StoreUnavailable(f"The lock {path} cannot be used: {error.strerror or error}")


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file a path leads to, whatever becomes of the path.

    While a process has the file open, no other file gets its numbers.

    Attributes:
        device: the file system's number.
        inode: the file's number there.
    """

    device: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """Tell which file is there now. It is not opened: closing it would drop SQLite's locks.

        Raises:
            StoreUnavailable: there is none, or it cannot be looked at.
        """
        try:
            found = path.stat()
        except OSError as error:
            message = f"The database {path} cannot be used: {error.strerror or error}"
            raise StoreUnavailable(message) from error
        return cls(found.st_dev, found.st_ino)

    def still_at(self, path: Path) -> bool:
        """Say whether the path leads to this file yet: it was neither deleted nor replaced."""
        try:
            return Identity.of(path) == self
        except StoreUnavailable:
            return False
