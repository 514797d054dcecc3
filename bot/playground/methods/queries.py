"""The bot answers who pressed a button or asked in inline mode; each can be answered once."""

from __future__ import annotations

import re
from typing import Any

from bot.playground.markup import utf16_length
from bot.playground.methods.buttons import keyboard_in, markup_of
from bot.playground.methods.parameters import Parameters, flag, objects, one_object, whole
from bot.playground.methods.refusals import TOO_LATE, Refused
from bot.playground.methods.texts import text_of
from bot.playground.world import World

_LONGEST_TOAST = 200
_MOST_RESULTS = 50
_LONGEST_ID_BYTES = 64
_CACHE_SECONDS = 300
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


async def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """Let a pressed button rest."""
    press_id = str(parameters.get("callback_query_id", ""))
    text = str(parameters.get("text") or "")
    if utf16_length(text) > _LONGEST_TOAST:
        raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
    chat_id = world.presses.pop(press_id, None)
    if chat_id is None:
        raise Refused(400, TOO_LATE)
    await world.bot_toasts(world.chats[chat_id], press_id, text)
    return True


async def answer_inline_query(world: World, parameters: Parameters) -> bool:
    """Offer articles to who asked in inline mode; other kinds of results are not imitated."""
    asked = world.inline_queries.get(str(parameters.get("inline_query_id", "")))
    results = objects(parameters, "results")
    if len(results) > _MOST_RESULTS:
        raise Refused(400, "Bad Request: RESULTS_TOO_MUCH")
    messages = {_required(one, "id"): _message(world, one) for one in results}
    if len(messages) < len(results):
        raise Refused(400, "Bad Request: RESULT_ID_DUPLICATE")
    if not all(len(one.encode()) <= _LONGEST_ID_BYTES for one in messages):
        raise Refused(400, "Bad Request: RESULT_ID_INVALID")
    next_offset = str(parameters.get("next_offset") or "")
    if len(next_offset.encode()) > _LONGEST_ID_BYTES:
        raise Refused(400, "Bad Request: NEXT_OFFSET_INVALID")
    answer = {
        "results": results,
        "next_offset": next_offset,
        "is_personal": flag(parameters, "is_personal"),
        "cache_time": whole(parameters, "cache_time", _CACHE_SECONDS),
        "button": _button(parameters),
    }
    if asked is None or asked.answer is not None:
        raise Refused(400, TOO_LATE)
    asked.answer, asked.messages = answer, messages
    return True


def _message(world: World, result: dict[str, Any]) -> dict[str, Any]:
    """Check a result, and return the message that comes of it where it is chosen."""
    if result.get("type") != "article":
        raise Refused(400, "Bad Request: can't parse inline query result: type must be article")
    _required(result, "title")
    content = one_object(result, "input_message_content")
    if not content:
        raise Refused(400, _missing("input_message_content"))
    text, entities = text_of(world, content, "message_text")
    keyboard = keyboard_in(markup_of(result))
    return {"text": text, "entities": entities, "reply_markup": keyboard}


def _button(parameters: Parameters) -> dict[str, Any] | None:
    """Return the button above the results, which leads to the bot's private chat."""
    button = one_object(parameters, "button")
    if not button:
        return None
    _required(button, "text")
    if not _START_PARAMETER.fullmatch(str(button.get("start_parameter", ""))):
        raise Refused(400, "Bad Request: START_PARAM_INVALID")
    return button


def _required(result: dict[str, Any], name: str) -> str:
    value = result.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(400, _missing(name))
    return value


def _missing(name: str) -> str:
    return f"Bad Request: can't parse inline query result: Can't find field \"{name}\""
