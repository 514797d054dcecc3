"""What Python prints past the log, brought into it: whatever nobody catches, and warnings."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

logger = logging.getLogger(__name__)


def log_the_uncaught() -> None:
    """Let the log have what would otherwise go to standard error as it is, secrets included."""
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_a_thread
    sys.unraisablehook = _unraisable
    logging.captureWarnings(capture=True)


def _uncaught(
    kind: type[BaseException], error: BaseException, place: TracebackType | None
) -> None:
    logger.critical("Nobody caught %s", kind.__name__, exc_info=(kind, error, place))


def _uncaught_in_a_thread(died: threading.ExceptHookArgs) -> None:
    if died.exc_type is SystemExit:  # how a thread may end
        return
    name = died.thread.name if died.thread else "which has gone"
    logger.critical(
        "Nobody caught %s in the thread %s", died.exc_type.__name__, name, exc_info=died.exc_value
    )


def _unraisable(failed: sys.UnraisableHookArgs) -> None:
    """Log what failed where nothing can be raised; its repr might say anything."""
    place = getattr(failed.object, "__qualname__", type(failed.object).__name__)
    logger.critical(
        "Nobody could catch %s in %s", failed.exc_type.__name__, place, exc_info=failed.exc_value
    )
