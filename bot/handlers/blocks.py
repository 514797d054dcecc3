"""Artists that a person never wants to see: chosen below an answer, let back by /blocked."""

from __future__ import annotations

from telegram import CallbackQuery, InlineKeyboardMarkup, Update

from bot.answering import seen_by, shown_page, words_of
from bot.answers import Named
from bot.callback_data import Block, ChooseBlocked, TurnBlocked
from bot.context import BotContext, place_of
from bot.conversation import is_sent_to_private, say
from bot.errors import AnswerForgotten
from bot.rendering import collections, keyboards, messages
from bot.replies import acknowledge, change_buttons, change_message
from bot.store.blocks import block, blocked_by, let_back
from bot.store.events import answer_of

TOPIC = "blocked"


async def choose_blocked(
    update: Update, context: BotContext, press: CallbackQuery, of: ChooseBlocked
) -> None:
    """Ask which artist of a page is meant."""
    answer = await context.services.store(answer_of, of.query_id, place_of(update).chat_id)
    seen = seen_by(update, context, answer)
    page = min(of.page, seen.pages - 1)
    await acknowledge(press, context.words(update).plain("block-whom"))
    await change_buttons(press, keyboards.blocking(seen, page, words_of(update, context, answer)))


async def block_artist(
    update: Update, context: BotContext, press: CallbackQuery, on: Block
) -> None:
    """Never show an artist to this person again; in private the answer is at once without it."""
    services, place = context.services, place_of(update)
    answer = await services.store(answer_of, on.query_id, place.chat_id)
    artist, page = answer.artist(on.key), seen_by(update, context, answer).page_of(on.key)
    if artist is None:
        raise AnswerForgotten
    named = Named(artist.artist_key, artist.artist_name)
    await services.store(block, place.person_id, named, services.now())
    context.blocked |= {named.key}
    name = messages.shortened(artist.artist_name, messages.LONGEST_NAME)
    await acknowledge(press, context.words(update).plain("block-done", artist=name))
    await change_message(update, *await shown_page(update, context, answer, page or 0))


async def blocked(update: Update, context: BotContext) -> None:
    """List whom this person never wants to see."""
    if not await is_sent_to_private(update, context, TOPIC):
        await say(update, context, *await _listed(update, context, 0))


async def turn_blocked(
    update: Update, context: BotContext, press: CallbackQuery, to: TurnBlocked
) -> None:
    """Let an artist back, if one was pressed, and show a page of the others."""
    said = None
    if to.let_back is not None:
        person_id = place_of(update).person_id
        name = await context.services.store(let_back, person_id, to.let_back)
        if name is not None:
            name = messages.shortened(name, messages.LONGEST_NAME)
            said = context.words(update).plain("block-let-back", artist=name)
    await acknowledge(press, said)
    await change_message(update, *await _listed(update, context, to.page))


async def _listed(
    update: Update, context: BotContext, page: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    artists = await context.services.store(blocked_by, place_of(update).person_id)
    return collections.blocked(artists, page, context.words(update), context.artist_link)
