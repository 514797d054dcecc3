"""Logging to standard error, with the secrets taken out of everything, tracebacks included.

Records carry the numbers of the update and the chat they are about; never texts or names.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from pydantic import SecretStr

from bot.log_lines import JsonLines, Lines, TextLines
from bot.redaction import Redaction
from bot.settings import LogFormat, LogLevel
from bot.talkative import TALKATIVE
from bot.uncaught import log_the_uncaught

_OURS = ("bot", "model")
_LINES: dict[LogFormat, type[Lines]] = {"text": TextLines, "json": JsonLines}
_update_id: ContextVar[int | None] = ContextVar("update_id", default=None)
_chat_id: ContextVar[int | None] = ContextVar("chat_id", default=None)


@contextmanager
def about(*, update_id: int | None = None, chat_id: int | None = None) -> Iterator[None]:
    """Put these numbers on every record made in the block, and by tasks begun in it.

    What is not given stays as it is around the block. Threads do not take them over, unless
    `asyncio.to_thread` begins them.
    """
    given = ((_update_id, update_id), (_chat_id, chat_id))
    before = [(variable, variable.set(number)) for variable, number in given if number is not None]
    try:
        yield
    finally:
        for variable, token in before:
            variable.reset(token)


class _StandardError(logging.StreamHandler):  # type: ignore[type-arg]  # not generic at run time
    """Writes entries, and nothing else when that fails."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        """Say where the entry was made; logging itself would print what it was made of."""
        kind = sys.exc_info()[0]
        place = {"name": record.name, "levelname": "ERROR", "created": record.created}
        why = (record.filename, record.lineno, kind.__name__ if kind else "nothing")
        with suppress(Exception):  # there is nowhere else to say it
            said = "What %s:%d logs cannot be written (%s)"
            substitute = logging.makeLogRecord({**place, "msg": said, "args": why})
            self.stream.write(self.format(substitute) + self.terminator)
            self.flush()


def _put_numbers_on(record: logging.LogRecord) -> bool:
    """Note what a record is about; every record passes."""
    record.update_id, record.chat_id = _update_id.get(), _chat_id.get()
    return True


def configure_logging(
    level: LogLevel, *secrets: SecretStr, log_format: LogFormat = "text"
) -> None:
    """Log this project from the given level on and libraries from WARNING on, whatever it is.

    What nobody catches is logged too, and so are warnings.

    Args:
        level: of this project's entries.
        secrets: what no entry may contain, whoever makes it.
        log_format: lines for people, or one JSON object a line.
    """
    handler = _StandardError()
    handler.addFilter(_put_numbers_on)  # a logger's filter would not see what propagates to it
    handler.setFormatter(_LINES[log_format](Redaction(secrets)))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    log_the_uncaught()
