"""A folder for what Spark leaves lying about while it runs, gone when it ends, however that is."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from model.occupied import is_abandoned, occupied

_PREFIX = "kindred-spark-"
_MOMENT_SECONDS = 10.0  # whoever has only just made a folder may not hold the lock on it yet


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Lend an empty folder, and clear away those that processes have left that were killed.

    Raises:
        OSError: there is no room for one.
    """
    _clear_abandoned(Path(tempfile.gettempdir()), time.time())
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder, occupied(Path(folder)):
        yield Path(folder)


def _clear_abandoned(among: Path, now: float) -> None:
    for folder in among.glob(f"{_PREFIX}*"):
        with suppress(FileNotFoundError):  # another may clear away just now
            if is_abandoned(folder) and folder.stat().st_mtime < now - _MOMENT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)  # it may be somebody else's
