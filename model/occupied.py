"""Locks that end with whoever holds them, however that ends: on a file, and on a folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def sole_holder(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock on a file, once whoever holds it now has let go.

    The file is made where there is none, and stays: were it deleted, one process could hold the
    lock on the deleted file and another on a new one.

    Args:
        path: of the file.
        waiting: called where somebody holds it now.

    Raises:
        OSError: it can be neither opened nor locked.
    """
    try:  # NFS locks for one holder only what is open for writing
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)  # closed on exec, as all are
    except PermissionError:  # another user has made it
        descriptor = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def occupied(folder: Path) -> Iterator[None]:
    """Hold the lock on a folder that was just made, so that nobody takes it for abandoned.

    Raises:
        OSError: it cannot be locked.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def is_abandoned(folder: Path) -> bool:
    """Say whether nobody holds the lock on a folder; no, where that cannot be found out."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)
