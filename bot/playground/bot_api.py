"""The Bot API: which methods there are. They have Telegram's own limits and refusals.

Source: https://core.telegram.org/bots/api. A method that is not here answers 404, as Telegram
    does.
"""

from __future__ import annotations

from bot.playground.methods import (
    chats,
    commands,
    edits,
    media,
    queries,
    reactions,
    sending,
    updates,
    webhooks,
)
from bot.playground.methods.parameters import Method
from bot.playground.methods.refusals import Refused

__all__ = ["METHODS", "Refused"]

METHODS: dict[str, Method] = {
    "getme": updates.get_me,
    "getupdates": updates.get_updates,
    "setwebhook": webhooks.set_webhook,
    "getwebhookinfo": webhooks.get_webhook_info,
    "deletewebhook": webhooks.delete_webhook,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "deletemessage": sending.delete_message,
    "getfile": media.get_file,
    "editmessagetext": edits.edit_message_text,
    "editmessagecaption": edits.edit_message_caption,
    "editmessagemedia": edits.edit_message_media,
    "editmessagereplymarkup": edits.edit_message_reply_markup,
    "answercallbackquery": queries.answer_callback_query,
    "answerinlinequery": queries.answer_inline_query,
    "setmycommands": commands.set_my_commands,
    "getmycommands": commands.get_my_commands,
    "deletemycommands": commands.delete_my_commands,
    "getchat": chats.get_chat,
    "getchatmember": chats.get_chat_member,
    "getchatadministrators": chats.get_chat_administrators,
    "setmessagereaction": reactions.set_message_reaction,
    "sendchataction": chats.send_chat_action,
}
"""By name in lower case: Telegram does not mind the case of a method."""
