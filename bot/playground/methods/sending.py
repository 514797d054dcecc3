"""The bot sends a text, a picture or a document, or takes a message away."""

from __future__ import annotations

from typing import Any

from bot.playground.chats import Chat
from bot.playground.methods.buttons import keyboard_in, markup_of
from bot.playground.methods.media import file_of
from bot.playground.methods.parameters import (
    Parameters,
    chat_of,
    flag,
    one_object,
    open_chat,
    whole,
)
from bot.playground.methods.refusals import Refused
from bot.playground.methods.texts import caption_of, text_of
from bot.playground.state import BOT_ID, quoted
from bot.playground.world import World


async def send_message(world: World, parameters: Parameters) -> dict[str, Any]:
    """Say something in a chat."""
    chat = open_chat(world, parameters)
    text, entities = text_of(world, parameters)
    return await _sent(world, chat, parameters, {"text": text, "entities": entities})


async def send_photo(world: World, parameters: Parameters) -> dict[str, Any]:
    """Show a picture in a chat."""
    return await _send_file(world, parameters, "photo")


async def send_document(world: World, parameters: Parameters) -> dict[str, Any]:
    """Send a file to a chat."""
    return await _send_file(world, parameters, "document")


async def delete_message(world: World, parameters: Parameters) -> bool:
    """Take a message away: the bot's own, and what a person wrote in private."""
    chat = chat_of(world, parameters)
    message = chat.messages.get(whole(parameters, "message_id"))
    if message is None:
        raise Refused(400, "Bad Request: message to delete not found")
    is_own = message["from"]["id"] == BOT_ID
    if not (is_own or chat.kind == "private" or chat.is_bot_admin):
        raise Refused(400, "Bad Request: message can't be deleted")
    await world.bot_deletes(chat, message["message_id"])
    return True


async def _send_file(world: World, parameters: Parameters, kind: str) -> dict[str, Any]:
    chat = open_chat(world, parameters)
    caption = caption_of(world, parameters)
    stored = file_of(world, parameters, parameters.get(kind), kind)
    return await _sent(world, chat, parameters, {**stored.in_message(), **caption})


async def _sent(
    world: World, chat: Chat, parameters: Parameters, content: dict[str, Any]
) -> dict[str, Any]:
    """Post what is the same of every message, with the buttons, the question and the topic."""
    markup = markup_of(parameters)
    content = {
        **content,
        "reply_markup": keyboard_in(markup),
        "reply_to_message": _answered(chat, parameters),
        **_topic(chat, parameters),
    }
    silently = flag(parameters, "disable_notification")
    message = await world.bot_says(chat, content, silently=silently)
    if markup and markup.get("force_reply"):
        await world.bot_asks(chat, message, markup)
    return message


def _answered(chat: Chat, parameters: Parameters) -> dict[str, Any] | None:
    wanted = one_object(parameters, "reply_parameters")
    message = quoted(chat, wanted.get("message_id"))
    if wanted and message is None and not wanted.get("allow_sending_without_reply"):
        raise Refused(400, "Bad Request: message to be replied not found")
    return message


def _topic(chat: Chat, parameters: Parameters) -> dict[str, Any]:
    thread_id = whole(parameters, "message_thread_id")
    if not thread_id:
        return {}
    if thread_id not in chat.threads:
        raise Refused(400, "Bad Request: message thread not found")
    return {"message_thread_id": thread_id, "is_topic_message": True}
