"""Logging to standard error, with the token taken out of everything, tracebacks included."""

from __future__ import annotations

import logging
from typing import Literal

from pydantic import SecretStr

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_TALKATIVE = (
    "httpx",
    "httpcore",
    "telegram",
    "apscheduler",
)  # their lines carry URLs, thus the token
_REDACTED = "<token>"


class _WithoutToken(logging.Formatter):
    def __init__(self, token: str) -> None:
        super().__init__(_FORMAT)
        self._token, self._secret_half = token, token.partition(":")[2]

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line.replace(self._token, _REDACTED).replace(self._secret_half, _REDACTED)


def configure_logging(
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"], token: SecretStr
) -> None:
    """Log this project from the given level on, libraries from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutToken(token.get_secret_value()))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in ("bot", "model"):
        logging.getLogger(name).setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
