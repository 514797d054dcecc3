"""👍 and 👎 below an artist: counted, marked on the button, taken back by pressing again."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.answering import buttons_of, seen_by
from bot.callback_data import PressThumb
from bot.context import BotContext, place_of
from bot.errors import AnswerForgotten
from bot.rendering import messages
from bot.replies import acknowledge, change_buttons
from bot.store.events import answer_of
from bot.store.votes import Thumb, cast_vote

_SAID = {1: "vote-up", -1: "vote-down", 0: "vote-taken-back"}


async def vote(update: Update, context: BotContext, press: CallbackQuery, on: PressThumb) -> None:
    """Count a thumb, then say so; it is marked in a spare moment."""
    services, place = context.services, place_of(update)
    answer = await services.store(answer_of, on.query_id, place.chat_id)
    artist = answer.artist(on.key)
    if artist is None:
        raise AnswerForgotten
    thumb = Thumb(services.now(), press.id, place, on.thumb)
    counted = await services.store(cast_vote, thumb, answer, artist)
    name = messages.shortened(artist.artist_name, messages.LONGEST_NAME)
    services.metrics.voted(counted)
    await acknowledge(press, context.words(update).plain(_SAID[counted], artist=name))
    seen = seen_by(update, context, answer)
    page = seen.page_of(on.key)
    if page is None or press.message is None:  # it was blocked after its message was sent
        return

    async def mark() -> None:
        buttons = await buttons_of(update, context, seen, page, is_explained=on.is_explained)
        await change_buttons(update, buttons)

    context.bot_data.marks.put((place.chat_id, press.message.message_id), mark)
