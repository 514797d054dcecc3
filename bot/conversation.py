"""Says things in a chat, for every handler, and remembers what each message is about.

A request gets one message. If the person edits the request, that message is edited; what a button
of a message brings about takes the message's place.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)

from bot import replies
from bot.context import BotContext, is_private
from bot.errors import StoreUnavailable
from bot.replies import Picture
from bot.store.messages import About, Said, answer_to, forget_said, record_said

logger = logging.getLogger(__name__)


NOTHING = About()


async def say(
    update: Update,
    context: BotContext,
    text: str,
    buttons: InlineKeyboardMarkup | ForceReply | None = None,
    *,
    about: About = NOTHING,
    quietly: bool = False,
) -> None:
    """Answer an update, and keep what the answer is about.

    Args:
        update: what is answered.
        context: of it.
        text: Telegram's HTML.
        buttons: below it.
        about: what the text is about.
        quietly: whether nobody's phone shall ring: for what concerns only whoever asked.
    """
    earlier = await _answer_to_the_unedited(update, context)
    if earlier is not None and not isinstance(buttons, ForceReply):
        place = earlier.chat_id, earlier.message_id
        if await replies.change_earlier(update, *place, text, buttons):
            await _keep(context, replace(earlier, about=about))
            return
        await replies.withdraw(update, *place)
    said = await replies.reply(update, text, buttons, quietly=quietly)
    await remember(update, context, said, about)


async def say_in_place(
    update: Update,
    context: BotContext,
    text: str,
    buttons: InlineKeyboardMarkup | None = None,
    *,
    about: About = NOTHING,
) -> None:
    """Put an answer in the place of the message whose button was pressed."""
    said = await replies.change_message(update, text, buttons)
    await remember(update, context, said, about)


async def show(update: Update, context: BotContext, picture: Picture, about: About) -> None:
    """Answer an update with a picture, and keep what it is about."""
    earlier = await _answer_to_the_unedited(update, context)
    if earlier is not None:
        place = earlier.chat_id, earlier.message_id
        if await replies.change_earlier_picture(update, *place, picture):
            await _keep(context, replace(earlier, about=about))
            return
        await replies.withdraw(update, *place)
    said = await replies.reply_with_picture(update, picture)
    await remember(update, context, said, about)


async def show_in_place(
    update: Update, context: BotContext, picture: Picture, about: About
) -> None:
    """Put a picture in the place of the one whose button was pressed."""
    said = await replies.change_picture(update, picture)
    await remember(update, context, said, about)


async def remember(
    update: Update, context: BotContext, said: Message | None, about: About
) -> None:
    """Keep which message this update was answered with, and what that is about.

    In a group nothing is kept of a message that is about nobody: there /forget could not tell
    whose it was.
    """
    if said is None:
        return
    message = update.effective_message
    is_pressed = update.callback_query is not None
    asked = None if is_pressed or message is None else message.message_id
    await _keep(context, Said(said.chat_id, said.message_id, asked, about))


async def is_sent_to_private(update: Update, context: BotContext, topic: str) -> bool:
    """In a group, offer to go on in private, where a person's own matters belong; else do nothing.

    Args:
        update: a command.
        context: of it.
        topic: the deep link's payload that says there what was wanted here.

    Returns:
        Whether that was said, so that nothing else is to be.
    """
    if is_private(update):
        return False
    words = context.words(update)
    button = private_button(context, topic, words.plain("button-private"))
    await say(update, context, words.html("private-only"), button, quietly=True)
    return True


def private_button(context: BotContext, topic: str, label: str) -> InlineKeyboardMarkup:
    """Return a button that opens the private chat and says there what was wanted."""
    link = f"https://t.me/{context.bot.username}?start={topic}"
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, url=link)]])


async def _keep(context: BotContext, said: Said) -> None:
    is_in_group = said.chat_id < 0
    keep = forget_said if said.about == NOTHING and is_in_group else record_said
    try:
        await context.services.store(keep, said)
    except StoreUnavailable as error:  # the answer was given: nobody need be told
        logger.warning("What message %d is about is not kept: %s", said.message_id, error)


async def _answer_to_the_unedited(update: Update, context: BotContext) -> Said | None:
    edited = update.edited_message
    if edited is None:
        return None
    earlier = await context.services.store(answer_to, edited.chat.id, edited.message_id)
    if earlier is not None:
        await context.bot_data.marks.settle((earlier.chat_id, earlier.message_id))
    return earlier
