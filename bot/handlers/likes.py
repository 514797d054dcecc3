"""`/likes`: a person's votes that count, each of which can be taken back."""

from __future__ import annotations

from telegram import CallbackQuery, InlineKeyboardMarkup, Update

from bot.callback_data import TurnLikes
from bot.context import BotContext, is_private, place_of
from bot.conversation import is_sent_to_private, say
from bot.errors import ButtonMeaningless
from bot.rendering import collections, messages
from bot.replies import acknowledge, change_message
from bot.store.votes import Opinion, take_back, votes_of

TOPIC = "likes"


async def likes(update: Update, context: BotContext) -> None:
    """List the votes of whoever asks."""
    if not await is_sent_to_private(update, context, TOPIC):
        await say(update, context, *await _listed(update, context, 0))


async def turn_likes(
    update: Update, context: BotContext, press: CallbackQuery, to: TurnLikes
) -> None:
    """Take a vote back, if one was pressed, and show a page of the others."""
    if not is_private(update):
        raise ButtonMeaningless
    services, said = context.services, None
    if to.taken_back is not None:
        opinion = Opinion(services.now(), press.id, place_of(update), 0)
        name = await services.store(take_back, opinion, to.taken_back)
        if name is not None:
            name = messages.shortened(name, messages.LONGEST_NAME)
            said = context.words(update).plain("vote-taken-back", artist=name)
    await acknowledge(press, said)
    await change_message(update, *await _listed(update, context, to.page))


async def _listed(
    update: Update, context: BotContext, page: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    votes = await context.services.store(votes_of, place_of(update).person_id)
    return collections.likes(votes, page, context.words(update), context.artist_link(update))
