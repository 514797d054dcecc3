"""The bot puts another text, caption, picture or other buttons on a message that is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.playground.chats import Chat
from bot.playground.methods.buttons import keyboard_in, markup_of
from bot.playground.methods.media import file_of
from bot.playground.methods.parameters import Parameters, chat_of, one_object, whole
from bot.playground.methods.refusals import UNCHANGED, Refused
from bot.playground.methods.texts import caption_of, text_of
from bot.playground.state import BOT_ID
from bot.playground.world import World


@dataclass(frozen=True, slots=True)
class _Edited:
    chat: Chat
    message: dict[str, Any]
    is_inline: bool


async def edit_message_text(world: World, parameters: Parameters) -> dict[str, Any] | bool:
    """Put another text, and other or no buttons, on a message."""
    edited = _edited(world, parameters)
    if "text" not in edited.message:
        raise Refused(400, "Bad Request: there is no text in the message to edit")
    text, entities = text_of(world, parameters)
    return await _change(
        world, edited, {"text": text, "entities": entities or None, **_buttons(parameters)}
    )


async def edit_message_caption(world: World, parameters: Parameters) -> dict[str, Any] | bool:
    """Put another or no caption, and other or no buttons, on a picture or document."""
    edited = _edited(world, parameters)
    if "text" in edited.message:
        raise Refused(400, "Bad Request: there is no caption in the message to edit")
    changes = {**caption_of(world, parameters), **_buttons(parameters)}
    return await _change(world, edited, changes)


async def edit_message_media(world: World, parameters: Parameters) -> dict[str, Any] | bool:
    """Put another picture or document in the place of one or of a text."""
    edited = _edited(world, parameters)
    media = one_object(parameters, "media")
    kind = media.get("type")
    if kind not in {"photo", "document"}:
        raise Refused(400, "Bad Request: can't parse input media: unsupported media type")
    stored = file_of(world, parameters, media.get("media"), kind)
    nothing_else = dict.fromkeys(("text", "entities", "photo", "document"))
    changes = {**nothing_else, **stored.in_message(), **caption_of(world, media)}
    return await _change(world, edited, {**changes, **_buttons(parameters)})


async def edit_message_reply_markup(world: World, parameters: Parameters) -> dict[str, Any] | bool:
    """Put other or no buttons on a message."""
    return await _change(world, _edited(world, parameters), _buttons(parameters))


def _edited(world: World, parameters: Parameters) -> _Edited:
    """Return one of the bot's messages, or one that a person sent by way of it in inline mode."""
    inline_id = parameters.get("inline_message_id")
    if inline_id is not None:
        if inline_id not in world.inline_messages:
            raise Refused(400, "Bad Request: MESSAGE_ID_INVALID")
        chat_id, number = world.inline_messages[inline_id]
        return _Edited(world.chats[chat_id], world.chats[chat_id].messages[number], is_inline=True)
    chat = chat_of(world, parameters)
    message = chat.messages.get(whole(parameters, "message_id"))
    if message is None:
        raise Refused(400, "Bad Request: message to edit not found")
    if message["from"]["id"] != BOT_ID:
        raise Refused(400, "Bad Request: message can't be edited")
    return _Edited(chat, message, is_inline=False)


def _buttons(parameters: Parameters) -> dict[str, Any]:
    return {"reply_markup": keyboard_in(markup_of(parameters))}


async def _change(world: World, edited: _Edited, changes: dict[str, Any]) -> dict[str, Any] | bool:
    """Make the changes; returns the message, or True where the bot may not see it."""
    if all(edited.message.get(name) == value for name, value in changes.items()):
        raise Refused(400, UNCHANGED)
    message = await world.bot_changes(edited.chat, edited.message["message_id"], changes)
    return True if edited.is_inline else message
