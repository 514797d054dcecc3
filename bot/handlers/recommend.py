"""`/recommend`: artists for whoever asks, or artists to vote on while nothing is known of them."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.answering import about, shown_page, words_of
from bot.answers import Answer, Kind
from bot.callback_data import AskStarters, Recommend
from bot.context import BotContext, place_of
from bot.conversation import say, say_in_place
from bot.errors import AnotherPersons
from bot.recommending import recommended, starters
from bot.replies import acknowledge
from bot.store.events import answer_of
from model.adventure import Adventure

TOPIC = "recommend"


async def recommend(update: Update, context: BotContext) -> None:
    """Answer `/recommend`, with a word behind it for better or lesser known artists."""
    said = {word.casefold() for word in context.args or []}
    adventure = next((one for one in Adventure if one in said), context.preferences.adventure)
    answer = await _for_taste(update, context, adventure, way="command")
    await say(update, context, *await shown_page(update, context, answer, 0), about=about(answer))


async def recommend_now(
    update: Update, context: BotContext, press: CallbackQuery, on: Recommend
) -> None:
    """Recommend from the votes that were just given, or ask on."""
    before = await _own(update, context, on.query_id)
    adventure, words = context.preferences.adventure, words_of(update, context, before)
    answer = await _for_taste(update, context, adventure, way="button")
    is_too_early = answer.kind is Kind.STARTERS
    await acknowledge(press, words.plain("starters-no-votes") if is_too_early else None)
    shown = await shown_page(update, context, answer, 0)
    await say_in_place(update, context, *shown, about=about(answer))


async def other_starters(
    update: Update, context: BotContext, press: CallbackQuery, on: AskStarters
) -> None:
    """Name other artists to vote on, for somebody who knows none of these."""
    await _own(update, context, on.query_id)
    answer = await starters(update, context, way="button")
    await acknowledge(press)
    shown = await shown_page(update, context, answer, 0)
    await say_in_place(update, context, *shown, about=about(answer))


async def _own(update: Update, context: BotContext, query_id: int) -> Answer:
    """Return an answer that was given to whoever presses.

    Raises:
        AnotherPersons: it was given to somebody else of the group.
    """
    place = place_of(update)
    answer = await context.services.store(answer_of, query_id, place.chat_id)
    # An anonymous admin asks as the group, and presses as themselves.
    if answer.person_id not in {place.person_id, place.chat_id}:
        raise AnotherPersons
    return answer


async def _for_taste(
    update: Update, context: BotContext, adventure: Adventure, *, way: str
) -> Answer:
    answer = await recommended(update, context, adventure=adventure, way=way)
    return answer or await starters(update, context, way=way)
