"""`/recommend`: artists for whoever asks, or artists to vote on while nothing is known of them."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.answering import about, shown_page
from bot.answers import Answer, Kind
from bot.callback_data import AskStarters, Recommend
from bot.context import BotContext, is_private
from bot.conversation import say, say_in_place
from bot.recommending import recommended, starters
from bot.replies import acknowledge
from model.adventure import Adventure

TOPIC = "recommend"


async def recommend(update: Update, context: BotContext) -> None:
    """Answer `/recommend`, with a word behind it for better or lesser known artists."""
    said = {word.casefold() for word in context.args or []}
    adventure = next((one for one in Adventure if one in said), context.preferences.adventure)
    answer = await _for_taste(update, context, adventure, way="command")
    await say(update, context, *await shown_page(update, context, answer, 0), about=about(answer))


async def recommend_now(
    update: Update, context: BotContext, press: CallbackQuery, _on: Recommend
) -> None:
    """Recommend from the votes that were just given, or ask on."""
    answer = await _for_taste(update, context, context.preferences.adventure, way="button")
    words = context.words(update)
    is_too_early = answer.kind is Kind.STARTERS
    await acknowledge(press, words.plain("starters-no-votes") if is_too_early else None)
    await _put(update, context, answer)


async def other_starters(
    update: Update, context: BotContext, press: CallbackQuery, _on: AskStarters
) -> None:
    """Name other artists to vote on, for somebody who knows none of these."""
    answer = await starters(update, context, way="button")
    await acknowledge(press)
    await _put(update, context, answer)


async def _for_taste(
    update: Update, context: BotContext, adventure: Adventure, *, way: str
) -> Answer:
    answer = await recommended(update, context, adventure=adventure, way=way)
    return answer or await starters(update, context, way=way)


async def _put(update: Update, context: BotContext, answer: Answer) -> None:
    """Show an answer in place in private; in a group the message is another person's too."""
    shown = await shown_page(update, context, answer, 0)
    put = say_in_place if is_private(update) else say
    await put(update, context, *shown, about=about(answer))
