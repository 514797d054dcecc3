"""How the secrets among the settings look, and reading one from a file.

What is wrong with a secret is said without repeating any of it, not even the path: whoever mixes
up two settings has put the secret there.
"""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import SecretStr

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_MOST_BYTES = 4096  # of a file; more than any secret has, and /dev/zero ends


def secret_in(path: Path) -> SecretStr:
    """Read a secret from a file, without the white space around it.

    Raises:
        ValueError: it cannot be read, or holds nothing.
    """
    try:
        with path.open("rb") as file:
            secret = file.read(_MOST_BYTES).decode("utf-8-sig").strip()
    except OSError as error:
        message = f"cannot be read ({error.strerror})"
        raise ValueError(message) from None
    except ValueError:  # a path that none can be, or bytes that are no letters
        message = "is not a file of text"
        raise ValueError(message) from None
    if not secret:
        message = "is empty"
        raise ValueError(message)
    return SecretStr(secret)


def bot_token(given: SecretStr) -> SecretStr:
    """Return a token without the white space around it.

    Raises:
        ValueError: it is none.
    """
    token = given.get_secret_value().strip()
    if not _TOKEN.fullmatch(token):
        message = "is not a bot token; @BotFather gives one like 123456:ABC-DEF"
        raise ValueError(message)
    return SecretStr(token)


def webhook_secret(given: SecretStr) -> SecretStr:
    """Return what a webhook's requests are known by, without the white space around it.

    Raises:
        ValueError: Telegram would not take it, or it is too short to be one.

    Source:
        `secret_token` of https://core.telegram.org/bots/api#setwebhook: 1 to 256 of these
        characters. The least length is ours.
    """
    secret = given.get_secret_value().strip()
    if not _WEBHOOK_SECRET.fullmatch(secret):
        message = "must be 16 to 256 characters, each a letter from A to Z, a digit, _ or -"
        raise ValueError(message)
    return SecretStr(secret)
