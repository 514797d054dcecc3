"""What stands below a message: buttons, or the wish for an answer."""

from __future__ import annotations

from typing import Any

from bot.playground.methods.parameters import Parameters, one_object
from bot.playground.methods.refusals import Refused

_LONGEST_PAYLOAD_BYTES = 64
_MOST_BUTTONS = 100


def markup_of(parameters: Parameters) -> dict[str, Any] | None:
    """Return a call's reply markup as it was sent; None if there are no buttons in it."""
    markup = one_object(parameters, "reply_markup")
    if not markup:
        return None
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    if len(buttons) > _MOST_BUTTONS:
        raise Refused(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        if not button.get("text"):
            raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= _LONGEST_PAYLOAD_BYTES:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup if buttons or "inline_keyboard" not in markup else None


def keyboard_in(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the markup if it is a keyboard in a message: bots are given back nothing else."""
    return markup if markup and "inline_keyboard" in markup else None
