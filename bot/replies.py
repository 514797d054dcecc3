"""Sends, edits and acknowledges in Telegram's manners; what is said is decided elsewhere.

Telegram refuses an edit that changes nothing and an acknowledgement that comes late. Neither is a
failure for the person, so both are passed over here, and only these.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from telegram import (
    CallbackQuery,
    ForceReply,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

logger = logging.getLogger(__name__)

_UNCHANGED = "message is not modified"
_LATE = ("query is too old", "query id is invalid")
_TOAST_CHARACTERS = 200
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)  # ten links would show one artist's page large


class Picture(NamedTuple):
    """What is sent as a photo.

    Attributes:
        png: the picture.
        caption: below it, Telegram's HTML.
        buttons: below that.
    """

    png: bytes
    caption: str
    buttons: InlineKeyboardMarkup


async def reply(
    update: Update,
    text: str,
    buttons: InlineKeyboardMarkup | ForceReply | None = None,
    *,
    quietly: bool = False,
) -> Message | None:
    """Answer in the chat and topic of an update, quoting the question in a group.

    Args:
        update: what is answered.
        text: Telegram's HTML.
        buttons: below it.
        quietly: whether no phone shall ring.

    Returns:
        What was sent; None where there is no chat.
    """
    message, chat = update.effective_message, update.effective_chat
    if chat is None:
        return None
    try:
        if message is not None:
            is_group = chat.type != ChatType.PRIVATE
            return await message.reply_text(
                text,
                parse_mode=ParseMode.HTML,
                reply_markup=buttons,
                link_preview_options=_NO_PREVIEW,
                disable_notification=quietly,
                do_quote=is_group and update.callback_query is None,
                allow_sending_without_reply=True,
            )
        # A button of a message so old that Telegram no longer tells what it was
        return await _send(update, chat.id, text, buttons)
    except ChatMigrated as moved:
        return await _send(update, moved.new_chat_id, text, buttons)


async def _send(
    update: Update, chat_id: int, text: str, buttons: InlineKeyboardMarkup | ForceReply | None
) -> Message:
    return await update.get_bot().send_message(
        chat_id,
        text,
        parse_mode=ParseMode.HTML,
        reply_markup=buttons,
        link_preview_options=_NO_PREVIEW,
    )


async def reply_with_picture(update: Update, picture: Picture) -> Message | None:
    """Answer with a photo, as `reply` answers with a text."""
    message, chat = update.effective_message, update.effective_chat
    if chat is None:
        return None
    png, caption, buttons = picture
    is_quoting = chat.type != ChatType.PRIVATE and update.callback_query is None
    try:
        if message is not None:
            return await message.reply_photo(
                png,
                caption,
                parse_mode=ParseMode.HTML,
                reply_markup=buttons,
                do_quote=is_quoting,
                allow_sending_without_reply=True,
            )
        return await _send_picture(update, chat.id, picture)
    except ChatMigrated as moved:
        return await _send_picture(update, moved.new_chat_id, picture)


async def _send_picture(update: Update, chat_id: int, picture: Picture) -> Message:
    png, caption, buttons = picture
    return await update.get_bot().send_photo(
        chat_id, png, caption, parse_mode=ParseMode.HTML, reply_markup=buttons
    )


async def change_picture(update: Update, picture: Picture) -> Message | None:
    """Put another picture on the message that was pressed; what cannot be changed is sent anew.

    Returns:
        What shows it now; None where there is no chat.
    """
    message = _pressed_message(update)
    if message is not None and message.photo:
        edit = message.edit_media(_media(picture), reply_markup=picture.buttons)
        if await _stands(edit):
            return message
    return await reply_with_picture(update, picture)


async def change_earlier_picture(
    update: Update, chat_id: int, message_id: int, picture: Picture
) -> bool:
    """Put another picture on an earlier message of the bot's; see `change_earlier`."""
    edit = update.get_bot().edit_message_media(
        _media(picture), chat_id, message_id, reply_markup=picture.buttons
    )
    return await _stands(edit)


async def reply_with_file(update: Update, content: bytes, name: str, caption: str) -> None:
    """Answer with a document.

    Args:
        update: what is answered.
        content: of the file.
        name: of the file.
        caption: below it, Telegram's HTML.
    """
    if update.effective_message is not None:
        await update.effective_message.reply_document(
            content, caption, filename=name, parse_mode=ParseMode.HTML
        )


def _media(picture: Picture) -> InputMediaPhoto:
    return InputMediaPhoto(picture.png, picture.caption, parse_mode=ParseMode.HTML)


async def acknowledge(press: CallbackQuery, text: str | None = None) -> None:
    """Let a pressed button rest, with a few words if there are any.

    What was pressed is done all the same where Telegram does not take that now.
    """
    try:
        await press.answer(text[:_TOAST_CHARACTERS] if text else None)
    except TelegramError as error:
        if not error.message.lower().startswith(_LATE):
            logger.warning("A press is not acknowledged: %s", error)


async def offer(
    query: InlineQuery,
    results: Sequence[InlineQueryResultArticle],
    *,
    cache_seconds: int,
    next_offset: str,
    button: InlineQueryResultsButton,
) -> None:
    """Answer what was typed for inline mode, to that person alone, unless they have typed on.

    Args:
        query: what was typed.
        results: at most 50, their ids all different.
        cache_seconds: how long Telegram may show them again.
        next_offset: of the page behind them; empty where there is none.
        button: above them.
    """
    with _passed_over(*_LATE):
        await query.answer(
            results,
            cache_time=cache_seconds,
            is_personal=True,
            next_offset=next_offset,
            button=button,
        )


async def change_message(
    update: Update, text: str, buttons: InlineKeyboardMarkup | None
) -> Message | None:
    """Put another text and other buttons, or none, on the message that was pressed.

    What is too old to be changed, is gone, or is a picture, is said anew.

    Returns:
        What says it now; None where there is no chat.
    """
    message = _pressed_message(update)
    if message is not None:
        edit = message.edit_text(
            text, parse_mode=ParseMode.HTML, reply_markup=buttons, link_preview_options=_NO_PREVIEW
        )
        if await _stands(edit):
            return message
    return await reply(update, text, buttons)


async def change_earlier(
    update: Update,
    chat_id: int,
    message_id: int,
    text: str,
    buttons: InlineKeyboardMarkup | None,
) -> bool:
    """Put another text and other buttons on an earlier message of the bot's.

    Returns:
        Whether that stands there now; not where the message is gone, too old or a picture, and the
        text is to be said anew.
    """
    edit = update.get_bot().edit_message_text(
        text,
        chat_id,
        message_id,
        parse_mode=ParseMode.HTML,
        reply_markup=buttons,
        link_preview_options=_NO_PREVIEW,
    )
    return await _stands(edit)


async def _stands(edit: Awaitable[Message | bool]) -> bool:
    """Edit a message, and say whether what was wanted stands there now."""
    try:
        await edit
    except BadRequest as error:
        return error.message.lower().startswith(_UNCHANGED)
    except ChatMigrated:
        return False
    return True


async def withdraw(update: Update, chat_id: int, message_id: int) -> None:
    """Delete a message of the bot's whose place another takes, if it can still be deleted."""
    with suppress(BadRequest):
        await update.get_bot().delete_message(chat_id, message_id)


async def change_buttons(update: Update, buttons: InlineKeyboardMarkup) -> None:
    """Put other buttons on the message that was pressed, unless it is too old for that or gone."""
    message = _pressed_message(update)
    if message is not None:
        await _stands(message.edit_reply_markup(buttons))


def _pressed_message(update: Update) -> Message | None:
    """Return the message that was pressed, unless Telegram only tells that there was one."""
    message = update.callback_query.message if update.callback_query is not None else None
    return message if isinstance(message, Message) and message.is_accessible else None


@contextmanager
def _passed_over(*beginnings: str) -> Iterator[None]:
    """Let a refusal go by whose sentence begins in one of these ways, and no other."""
    try:
        yield
    except BadRequest as error:
        if not error.message.lower().startswith(beginnings):
            raise
