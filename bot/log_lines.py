"""A log record as a line of text or of JSON: without secrets, and never as two entries.

Only what is named here is written: of `extra` nothing but the update and the chat.
"""

from __future__ import annotations

import json
import logging
import re
from abc import abstractmethod
from datetime import UTC, datetime

from bot.redaction import Redaction
from bot.talkative import without_contents

# Line breaks of any kind, what moves a terminal's cursor, and what turns the direction of writing.
_FORGING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_INDENT = "  "  # no line of a traceback can be taken for an entry


class Lines(logging.Formatter):
    """What both kinds have in common: the secrets are taken out part by part, before escaping."""

    def __init__(self, without_secrets: Redaction) -> None:
        """Begin.

        Args:
            without_secrets: is applied to everything that comes from outside this module.
        """
        super().__init__()
        self._without_secrets = without_secrets

    def format(self, record: logging.LogRecord) -> str:
        """Write one entry."""
        kept = without_contents(record)
        said = [kept.exc_text or "", kept.stack_info or ""]
        if kept.exc_info and kept.exc_info[1] is not None and not kept.exc_text:
            said[0] = self.formatException(kept.exc_info)
        return self.written(
            kept,
            logger=self._without_secrets(kept.name),
            message=self._without_secrets(kept.getMessage()).strip(),
            traceback=self._without_secrets("\n".join(filter(None, said))),
        )

    @abstractmethod
    def written(
        self, record: logging.LogRecord, *, logger: str, message: str, traceback: str
    ) -> str:
        """Put together what was said, in which no secret is left."""


class TextLines(Lines):
    """A line for people; a traceback's lines stand below it, indented."""

    def written(
        self, record: logging.LogRecord, *, logger: str, message: str, traceback: str
    ) -> str:
        """Put the parts in a row."""
        ids = [
            f"{what} {number}" for what, number in about_of(record).items() if number is not None
        ]
        line = f"{self.formatTime(record)} {record.levelname} {logger}: {message}"
        below = [_INDENT + _harmless(each) for each in traceback.split("\n") if traceback]
        return "\n".join([_harmless(line) + (f" [{' '.join(ids)}]" if ids else ""), *below])


class JsonLines(Lines):
    """One JSON object; what is not known is left out."""

    def written(
        self, record: logging.LogRecord, *, logger: str, message: str, traceback: str
    ) -> str:
        """Name the parts."""
        parts = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": logger,
            "message": message,
            **about_of(record),
            "traceback": traceback or None,
        }
        return json.dumps({name: part for name, part in parts.items() if part is not None})


def about_of(record: logging.LogRecord) -> dict[str, int | None]:
    """Return the update and the chat that a record is about, as far as it says so."""
    return {
        "update": getattr(record, "update_id", None),
        "chat": getattr(record, "chat_id", None),
    }


def _harmless(text: str) -> str:
    return _FORGING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
