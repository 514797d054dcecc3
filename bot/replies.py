"""Sends, edits and acknowledges in Telegram's manners; what is said is decided elsewhere.

Telegram refuses an edit that changes nothing and an acknowledgement that comes late. Neither is a
failure for the person, so both are passed over here, and only these.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from telegram import (
    CallbackQuery,
    ForceReply,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest

_UNCHANGED = "message is not modified"
_LATE = ("query is too old", "query id is invalid")
_TOAST_CHARACTERS = 200
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)  # ten links would show one artist's page large


async def reply(
    update: Update, text: str, buttons: InlineKeyboardMarkup | ForceReply | None = None
) -> None:
    """Answer in the chat and topic of an update, quoting the question in a group."""
    message, chat = update.effective_message, update.effective_chat
    if message is not None:
        is_group = chat is not None and chat.type != ChatType.PRIVATE
        await message.reply_text(
            text,
            parse_mode=ParseMode.HTML,
            reply_markup=buttons,
            link_preview_options=_NO_PREVIEW,
            do_quote=is_group and update.callback_query is None,
            allow_sending_without_reply=True,
        )
    elif (
        chat is not None
    ):  # a button of a message so old that Telegram no longer tells what it was
        await update.get_bot().send_message(
            chat.id,
            text,
            parse_mode=ParseMode.HTML,
            reply_markup=buttons,
            link_preview_options=_NO_PREVIEW,
        )


async def acknowledge(press: CallbackQuery, text: str | None = None) -> None:
    """Let a pressed button rest, with a few words if there are any."""
    with _passed_over(*_LATE):
        await press.answer(text[:_TOAST_CHARACTERS] if text else None)


async def change_message(update: Update, text: str, buttons: InlineKeyboardMarkup | None) -> None:
    """Put another text and other buttons, or none, on the message that was pressed.

    What is too old to be changed is said anew.
    """
    press = update.callback_query
    if press is None or not isinstance(press.message, Message):
        await reply(update, text, buttons)
        return
    with _passed_over(_UNCHANGED):
        await press.edit_message_text(
            text, parse_mode=ParseMode.HTML, reply_markup=buttons, link_preview_options=_NO_PREVIEW
        )


async def change_buttons(press: CallbackQuery, buttons: InlineKeyboardMarkup) -> None:
    """Put other buttons on the message that was pressed, unless it is too old for that."""
    if isinstance(press.message, Message):
        with _passed_over(_UNCHANGED):
            await press.edit_message_reply_markup(buttons)


@contextmanager
def _passed_over(*beginnings: str) -> Iterator[None]:
    """Let a refusal go by whose sentence begins in one of these ways, and no other."""
    try:
        yield
    except BadRequest as error:
        if not error.message.lower().startswith(beginnings):
            raise
