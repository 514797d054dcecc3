"""The Bot API: one short function a method, with Telegram's own limits and refusals.

Source: https://core.telegram.org/bots/api. A method that is not here answers 404, as Telegram
    does.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from bot.playground.markup import UnparsableMarkup, parsed_html, utf16_length
from bot.playground.world import Chat, World

Parameters = dict[str, Any]
Method = Callable[[World, Parameters], Awaitable[Any]]

_LONGEST_TEXT = 4096
_LONGEST_PAYLOAD_BYTES = 64
_MOST_BUTTONS = 100
_LONGEST_TOAST = 200
_MOST_UPDATES = 100
_MOST_COMMANDS = 100


class Refused(Exception):
    """What Telegram answers instead of a result."""

    def __init__(self, code: int, description: str) -> None:
        """Take the HTTP status and Telegram's sentence."""
        super().__init__(description)
        self.code, self.description = code, description


async def get_me(world: World, _parameters: Parameters) -> dict[str, Any]:
    """Say who the bot is."""
    return world.bot


async def get_updates(world: World, parameters: Parameters) -> list[dict[str, Any]]:
    """Confirm the updates before the offset and return those from it on, waiting if asked to."""
    offset, seconds = _whole(parameters, "offset", 0), _whole(parameters, "timeout", 0)
    limit = min(max(_whole(parameters, "limit", _MOST_UPDATES), 1), _MOST_UPDATES)
    allowed = _structure(parameters, "allowed_updates") or []
    if offset > 0:
        await world.confirm(offset)

    try:
        async with asyncio.timeout(seconds):
            while not (waiting := await _asked_for(world, allowed)):
                async with world.changed:
                    await world.changed.wait()
    except TimeoutError:
        waiting = []
    return waiting[:limit]


async def _asked_for(world: World, kinds: list[str]) -> list[dict[str, Any]]:
    """Return the updates that wait; those of a kind that nobody asked for are not kept."""
    unasked = [one for one in world.updates if kinds and not any(kind in one for kind in kinds)]
    if unasked:
        await world.forget(unasked)
    return world.updates


async def delete_webhook(world: World, parameters: Parameters) -> bool:
    """Do nothing: there is no webhook."""
    if parameters.get("drop_pending_updates") == "true":
        world.updates.clear()
    return True


async def send_message(world: World, parameters: Parameters) -> dict[str, Any]:
    """Say something in a chat."""
    chat = _chat(world, parameters)
    text, entities = _text(parameters)
    extra: dict[str, Any] = {}
    markup = _markup(parameters) or {}
    if "inline_keyboard" in markup:
        extra["reply_markup"] = markup
    replied = (_structure(parameters, "reply_parameters") or {}).get("message_id")
    if replied in chat.messages:
        original = chat.messages[replied]
        extra["reply_to_message"] = {k: v for k, v in original.items() if k != "reply_to_message"}
    if markup.get("force_reply"):  # Telegram shows it to people and does not give it back to bots
        return await world.bot_asks(chat, text, entities, extra, markup)
    return await world.bot_says(chat, text, entities, extra)


async def edit_message_text(world: World, parameters: Parameters) -> dict[str, Any]:
    """Put another text, and other or no buttons, on one of the bot's messages."""
    chat, message = _own_message(world, parameters)
    text, entities = _text(parameters)
    changes = {"text": text, "entities": entities or None, "reply_markup": _markup(parameters)}
    if all(message.get(name) == value for name, value in changes.items()):
        raise Refused(400, _UNCHANGED)
    return await world.bot_changes(chat, message["message_id"], changes)


async def edit_message_reply_markup(world: World, parameters: Parameters) -> dict[str, Any]:
    """Put other or no buttons on one of the bot's messages."""
    chat, message = _own_message(world, parameters)
    markup = _markup(parameters)
    if message.get("reply_markup") == markup:
        raise Refused(400, _UNCHANGED)
    return await world.bot_changes(chat, message["message_id"], {"reply_markup": markup})


async def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """Let a pressed button rest; each press can be answered once."""
    press_id = str(parameters.get("callback_query_id", ""))
    text = str(parameters.get("text", ""))
    if utf16_length(text) > _LONGEST_TOAST:
        raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
    chat_id = world.presses.pop(press_id, None)
    if chat_id is None:
        description = (
            "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
        raise Refused(400, description)
    await world.bot_toasts(world.chats[chat_id], press_id, text)
    return True


async def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Set the command menu; only the one for all languages is shown here."""
    commands = _structure(parameters, "commands")
    if not isinstance(commands, list) or len(commands) > _MOST_COMMANDS:
        raise Refused(400, "Bad Request: can't parse commands JSON object")
    if not parameters.get("language_code"):
        world.commands = commands
    return True


async def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show for a while that the bot is busy; nothing of it is kept."""
    _chat(world, parameters)
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "deletewebhook": delete_webhook,
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "answercallbackquery": answer_callback_query,
    "setmycommands": set_my_commands,
    "sendchataction": send_chat_action,
}
"""By name in lower case: Telegram does not mind the case of a method."""

_UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are"
    " exactly the same as a current content and reply markup of the message"
)


def _chat(world: World, parameters: Parameters) -> Chat:
    chat = world.chats.get(_whole(parameters, "chat_id", 0))
    if chat is None:
        raise Refused(400, "Bad Request: chat not found")
    return chat


def _own_message(world: World, parameters: Parameters) -> tuple[Chat, dict[str, Any]]:
    chat = _chat(world, parameters)
    message = chat.messages.get(_whole(parameters, "message_id", 0))
    if message is None:
        raise Refused(400, "Bad Request: message to edit not found")
    if not message["from"]["is_bot"]:
        raise Refused(400, "Bad Request: message can't be edited")
    return chat, message


def _text(parameters: Parameters) -> tuple[str, list[dict[str, Any]]]:
    source = str(parameters.get("text", ""))
    if str(parameters.get("parse_mode", "")).lower() == "html":
        try:
            text, entities = parsed_html(source)
        except UnparsableMarkup as error:
            raise Refused(400, f"Bad Request: can't parse entities: {error}") from error
    else:
        text, entities = source.strip(), []
    if not text:
        raise Refused(400, "Bad Request: message text is empty")
    if utf16_length(text) > _LONGEST_TEXT:
        raise Refused(400, "Bad Request: message is too long")
    return text, entities


def _markup(parameters: Parameters) -> dict[str, Any] | None:
    markup = _structure(parameters, "reply_markup")
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
    return dict(markup) if buttons or "inline_keyboard" not in markup else None


def _whole(parameters: Parameters, name: str, otherwise: int) -> int:
    try:
        return int(parameters.get(name, otherwise))
    except (TypeError, ValueError):
        raise Refused(400, f"Bad Request: {name} is invalid") from None


def _structure(parameters: Parameters, name: str) -> Any:
    """Return a parameter that is an object or a list, whether it came as JSON or inside a form."""
    value = parameters.get(name)
    if not isinstance(value, str) or not value:
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Refused(400, f"Bad Request: can't parse {name} JSON object") from None
