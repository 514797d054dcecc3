"""The connection that fetches updates: nothing that Telegram answers ends the fetching for good.

python-telegram-bot 22.8 takes 401 and 404 for a wrong token and stops polling without a word to
the application, which then lives on, deaf. At the start that is right, and `bot.serving` says so;
later it is a proxy's hiccup, or a token that was revoked and may come back. So here both are
network errors, which are reported and retried with growing pauses.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from telegram.request import HTTPXRequest

_ENDS_POLLING = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)


class PersistentPolling(HTTPXRequest):
    """A request that never reports a wrong token."""

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """Make the request; what would end polling comes back as a bad gateway."""
        code, body = await super().do_request(*given, **named)
        return (HTTPStatus.BAD_GATEWAY if code in _ENDS_POLLING else code), body
