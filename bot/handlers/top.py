"""`/top`: what a chat likes most, this week and ever, as a picture."""

from __future__ import annotations

from datetime import timedelta

from telegram import Update

from bot.context import BotContext, is_private, place_of
from bot.conversation import say, show
from bot.rendering import tops
from bot.replies import Picture
from bot.store.messages import About
from bot.store.tops import top_of

_SHOWN = 10
_WEEK = timedelta(days=7)


async def top(update: Update, context: BotContext) -> None:
    """Draw the artists most liked in this chat; in private, by whoever asks."""
    services, words, place = context.services, context.words(update), place_of(update)
    ever = await services.store(top_of, place.chat_id, _SHOWN)
    if not ever:
        await say(update, context, words.html("top-none"), quietly=True)
        return
    week = await services.store(top_of, place.chat_id, _SHOWN, services.now() - _WEEK)
    chat = update.effective_chat
    title = chat.title if chat is not None and not is_private(update) else None
    theme = context.preferences.theme
    png = await services.picture(tops.picture, title, tuple(week), tuple(ever), words, theme)
    picture = Picture(png, tops.caption(week, ever, words), tops.buttons(ever))
    await show(update, context, picture, About())
