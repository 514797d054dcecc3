"""Takes secrets out of texts, however they are spelled there.

It knows the secrets by heart and looks for nothing else: what merely looks like a token stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import SecretStr

REDACTED = "<secret>"


class Redaction:
    """Some secrets, and a text without them.

    A bot's token is `number:secret`: the second half alone opens the bot, so it alone is looked
    for as well; the number alone is public.
    """

    def __init__(self, secrets: Iterable[SecretStr]) -> None:
        """Learn the secrets; empty ones are none."""
        known = {secret.get_secret_value() for secret in secrets} - {""}
        patterns = map(_pattern, sorted(known, key=len, reverse=True))  # none hides in another
        self._pattern = re.compile("|".join(patterns) or "(?!)")

    def __call__(self, text: str) -> str:
        """Return the text with each secret exchanged for `REDACTED`."""
        return self._pattern.sub(REDACTED, text)


def _pattern(secret: str) -> str:
    number, colon, half = secret.partition(":")
    if not half:
        return _in_any_spelling(secret)
    return f"(?:{_in_any_spelling(number + colon)})?{_in_any_spelling(half)}"


def _in_any_spelling(text: str) -> str:
    """Match a text also where URLs, JSON, `repr` or HTML write its signs by their number.

    They write letters and digits as they are.
    """
    return "".join(one if one.isalnum() else _sign(one) for one in text)


def _sign(sign: str) -> str:
    code = f"{ord(sign):02x}"
    return rf"(?:{re.escape(sign)}|%(?:25)*(?i:{code})|\\+(?:x|u00)(?i:{code})|&\#{ord(sign)};)"
