"""What is raised where Spark itself is at fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from model.errors import ModelError

_HOLLOW = re.compile(
    r"\s*(Exception thrown in awaitResult|Job aborted|Multiple failures in stage materialization)?"
    r"[.:]?\s*"
)
"""What Spark's wrappers say of themselves, which is that something inside them went wrong."""


class UnavailableSpark(ModelError):
    """pyspark or Java is missing, the master cannot be reached, or a job of ours failed there."""


class _Throwable(Protocol):
    """As much of Java's exceptions as is asked for."""

    def getMessage(self) -> str | None: ...  # noqa: N802  # Java's name

    def getCause(self) -> _Throwable | None: ...  # noqa: N802  # Java's name


def reason_of(error: Exception) -> str:
    """Return in one line what Spark says went wrong, without Java's trace or Python's.

    Of an exception and its causes it is the outermost that says anything: those further in know
    less of what was being done, such as the file that was read.
    """
    java = getattr(error, "java_exception", None) or getattr(error, "_origin", None)
    messages = (message for message in _messages(java) if not _HOLLOW.fullmatch(message))
    lines = [line for line in next(messages, str(error)).splitlines() if line.strip()]
    traces = [at for at, line in enumerate(lines) if line.startswith("Traceback")]
    if traces:  # of a worker: what it raised is the first line after it that is not indented
        raised = (line for line in lines[traces[-1] + 1 :] if not line[0].isspace())
        return next(raised, lines[0]).strip()
    return lines[0].strip() if lines else repr(error)


def _messages(throwable: _Throwable | None) -> Iterator[str]:
    """Yield what a Java exception says, and then its causes."""
    while throwable is not None:
        yield throwable.getMessage() or ""
        throwable = throwable.getCause()
