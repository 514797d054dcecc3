"""`/similar`, an artist's name in a private chat, a pressed artist, a turned page."""

from __future__ import annotations

from telegram import CallbackQuery, ForceReply, Update

from bot.answering import answer_for, buttons_of, examples_of, record_unanswered
from bot.answers import Answer
from bot.callback_data import ShowArtist, TurnPage
from bot.context import BotContext, place_of
from bot.rendering import keyboards, messages
from bot.replies import acknowledge, change_message, reply
from bot.store.events import answer_of
from model.matching import Match, Outcome

_SUGGESTED = 5


async def similar(update: Update, context: BotContext) -> None:
    """Answer `/similar <artist>`; without an artist, ask for one."""
    typed = " ".join(context.args or [])
    if typed:
        await _answer_typed(update, context, typed, way="command")
        return
    words = context.words(update)
    hint = words.plain("similar-ask-hint")
    asking = ForceReply(selective=True, input_field_placeholder=hint)
    await reply(update, words.html("similar-ask"), asking)


async def artist_named(update: Update, context: BotContext) -> None:
    """Take plain text as the name of an artist."""
    message = update.effective_message
    if message is not None and message.text:
        await _answer_typed(update, context, message.text, way="text")


async def show_artist(
    update: Update, context: BotContext, press: CallbackQuery, on: ShowArtist
) -> None:
    """Go on from an artist that was pressed, in a new message."""
    recommender = context.recommender
    if not recommender.catalog.knows(on.key):
        await acknowledge(press, context.words(update).plain("similar-gone"))
        return
    await acknowledge(press)
    match = Match.exact(recommender.artist(on.key))
    answer = await answer_for(update, context, recommender, match, typed="", way="button")
    await _send(update, context, answer)


async def turn_page(
    update: Update, context: BotContext, press: CallbackQuery, to: TurnPage
) -> None:
    """Show another page of a stored answer: nothing repeats, not even after a retraining."""
    services, place = context.services, place_of(update)
    answer = await services.store(answer_of, to.query_id, place.chat_id)
    page = min(to.page, answer.pages - 1)
    text = messages.similar(answer, page, context.words(update), context.settings.artist_link)
    buttons = await buttons_of(update, context, answer, page)
    await acknowledge(press)
    await change_message(update, text, buttons)


async def _answer_typed(update: Update, context: BotContext, typed: str, *, way: str) -> None:
    recommender, words = context.recommender, context.words(update)
    typed = typed.encode("utf-8", "replace").decode("utf-8")  # half a surrogate cannot be stored
    matching = await context.services.model(recommender.match, typed, limit=_SUGGESTED)
    if matching.is_confident:
        match = matching.matches[0]
        answer = await answer_for(update, context, recommender, match, typed=typed, way=way)
        await _send(update, context, answer)
        return
    await record_unanswered(update, context, recommender, matching, way=way)
    if matching.outcome is Outcome.UNSURE:
        artists = [match.artist for match in matching.matches]
        await reply(update, messages.unsure(typed, words), keyboards.suggestions(artists, words))
    else:
        await reply(update, messages.unknown(typed, examples_of(recommender), words))


async def _send(update: Update, context: BotContext, answer: Answer) -> None:
    words = context.words(update)
    if not answer.artists:
        await reply(update, messages.nobody_similar(answer.seed_name, words))
        return
    text = messages.similar(answer, 0, words, context.settings.artist_link)
    await reply(update, text, await buttons_of(update, context, answer, 0))
