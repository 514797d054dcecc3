"""How fast the bot may speak: python-telegram-bot's limiter, which counts messages and no signs.

That somebody is typing, or that a press has arrived, is no message: Telegram does not count it,
and where a chat has to wait for its next message, nobody's button shall hang.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import AIORateLimiter

_SIGNS = frozenset({"sendChatAction", "answerCallbackQuery", "answerInlineQuery"})


class MessageLimiter(AIORateLimiter):
    """Limits everything but signs."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Make a request when it may be made; a sign at once."""
        if endpoint in _SIGNS:
            return await callback(*args, **kwargs)
        return await super().process_request(
            callback, args, kwargs, endpoint, data, rate_limit_args
        )
