"""Libraries that log too much: from which level on they are heard, and what is cut short."""

from __future__ import annotations

import copy
import logging
import traceback

TALKATIVE = ("aiohttp", "httpx", "httpcore", "telegram", "apscheduler", "tornado")
"""Loggers to be heard from WARNING on: below it their lines carry URLs, thus the token, and whole
updates, thus what people write."""

# How python-telegram-bot 22.8 begins the entries, at ERROR and CRITICAL, that go on with what
# Telegram sent; the error they end with may quote it as well.
_GO_ON_WITH_CONTENTS = (
    "Can not load invalid JSON data",
    "Error while parsing updates!",
    "Something went wrong processing the data received from Telegram.",
    "Error while building CallbackContext for update",
)


def without_contents(record: logging.LogRecord) -> logging.LogRecord:
    """Return the record, or one without what people wrote; the kind and place of an error stay."""
    if record.name.split(".")[0] != "telegram":
        return record
    beginning = next((one for one in _GO_ON_WITH_CONTENTS if str(record.msg).startswith(one)), "")
    if not beginning:
        return record
    shortened = copy.copy(record)
    shortened.msg, shortened.args = f"{beginning} (its contents are not logged)", ()
    shortened.exc_info, shortened.exc_text = None, None
    if record.exc_info and record.exc_info[0] is not None:
        kind, _, place = record.exc_info
        shortened.exc_text = "".join(traceback.format_tb(place)) + kind.__name__
    return shortened
