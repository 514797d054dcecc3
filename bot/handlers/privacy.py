"""`/privacy`, `/mydata`, `/forget`: what is kept about a person, the whole of it, and its end."""

from __future__ import annotations

import json

from telegram import CallbackQuery, Update

from bot.callback_data import Forget
from bot.context import BotContext, is_private, place_of
from bot.conversation import is_sent_to_private, say
from bot.errors import ButtonMeaningless
from bot.rendering.keyboards import forgetting
from bot.replies import acknowledge, change_message, reply_with_file
from bot.store.personal import forget, personal_data

MYDATA, FORGET = "mydata", "forget"
_FILE = "kindred-{person_id}.json"


async def privacy(update: Update, context: BotContext) -> None:
    """Say what is kept, why and how long."""
    await say(update, context, context.words(update).html("privacy"))


async def mydata(update: Update, context: BotContext) -> None:
    """Hand out all that is kept about whoever asks, as a file."""
    if await is_sent_to_private(update, context, MYDATA):
        return
    person_id = place_of(update).person_id
    found = await context.services.store(personal_data, person_id)
    content = json.dumps({"person": person_id, **found}, ensure_ascii=False, indent=1)
    caption = context.words(update).html("mydata", rows=sum(map(len, found.values())))
    name = _FILE.format(person_id=person_id)
    await reply_with_file(update, content.encode(), name, caption)


async def ask_forget(update: Update, context: BotContext) -> None:
    """Ask once whether everything shall be erased."""
    if not await is_sent_to_private(update, context, FORGET):
        words = context.words(update)
        await say(update, context, words.html("forget-ask"), forgetting(words))


async def forget_pressed(
    update: Update, context: BotContext, press: CallbackQuery, on: Forget
) -> None:
    """Erase everything about whoever presses, or nothing.

    What is said afterwards is not remembered: that would be the first new thing to be kept.
    """
    words = context.words(update)
    if not is_private(update):
        raise ButtonMeaningless
    if not on.is_sure:
        await acknowledge(press)
        await change_message(update, words.html("forget-kept"), None)
        return
    erased = await context.services.store(forget, place_of(update).person_id)
    await acknowledge(press)
    text = words.html("forget-done", queries=erased.queries, votes=erased.votes)
    await change_message(update, text, None)
