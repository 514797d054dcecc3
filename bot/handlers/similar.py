"""`/similar`, what is typed in a private chat, a pressed artist: each is answered anew."""

from __future__ import annotations

from telegram import CallbackQuery, ForceReply, Update

from bot.answering import about, answer_for, examples_of, record_unanswered, shown_page
from bot.asking import asked_with, reading_of, storable
from bot.callback_data import ShowArtist
from bot.context import BotContext, place_of
from bot.conversation import say, say_in_place
from bot.rendering import keyboards, messages, requests
from bot.replies import acknowledge
from bot.store.events import typed_before
from bot.store.messages import About
from model.matching import Match, Outcome
from model.recommender import Recommender
from model.signed_request import Refused, Request, Unclear
from model.types import ArtistKey

_REFUSED = "refused"


async def similar(update: Update, context: BotContext) -> None:
    """Answer `/similar <artist>`, or for what it replies to; without either, ask for an artist."""
    asked = await asked_with(update, context)
    if asked is None:
        words = context.words(update)
        hint = words.plain("similar-ask-hint")
        asking = ForceReply(selective=True, input_field_placeholder=hint)
        await say(update, context, words.html("similar-ask"), asking)
    elif asked.key is not None:
        await _answer_known(update, context, asked.key, way="command")
    else:
        await _answer_typed(update, context, asked.typed, way="command")


async def artist_named(update: Update, context: BotContext) -> None:
    """Take plain text as the name of an artist, or of several."""
    message = update.effective_message
    if message is not None and message.text:
        await _answer_typed(update, context, storable(message.text), way="text")


async def artist_linked(update: Update, context: BotContext) -> None:
    """Answer for the artist whose key a deep link carries: `/start <key>`."""
    await _answer_known(update, context, ArtistKey((context.args or [""])[0]), way="link")


async def show_artist(
    update: Update, context: BotContext, press: CallbackQuery, on: ShowArtist
) -> None:
    """Go on from an artist that was pressed: in a new message, or in place of the question."""
    recommender = context.recommender
    if not recommender.catalog.knows(on.key):
        await acknowledge(press, context.words(update).plain("similar-gone"))
        return
    await acknowledge(press)
    request = Request(
        (Match.exact(recommender.artist(on.key)),), (), context.preferences.adventure
    )
    answer = await answer_for(update, context, recommender, request, typed="", way="button")
    shown = await shown_page(update, context, answer, 0)
    await (say_in_place if on.in_place else say)(update, context, *shown, about=about(answer))


async def _answer_known(update: Update, context: BotContext, key: ArtistKey, *, way: str) -> None:
    recommender = context.recommender
    if not recommender.catalog.knows(key):
        await say(update, context, context.words(update).html("similar-gone"), quietly=True)
        return
    request = Request((Match.exact(recommender.artist(key)),), (), context.preferences.adventure)
    answer = await answer_for(update, context, recommender, request, typed="", way=way)
    await say(update, context, *await shown_page(update, context, answer, 0), about=about(answer))


async def _answer_typed(update: Update, context: BotContext, typed: str, *, way: str) -> None:
    if await _is_asked_already(update, context, typed):
        return
    recommender = context.recommender
    reading = await reading_of(context, recommender, typed)
    match reading:
        case Request():
            answer = await answer_for(update, context, recommender, reading, typed=typed, way=way)
            shown = await shown_page(update, context, answer, 0)
            await say(update, context, *shown, about=about(answer))
        case Unclear(matching):
            score = matching.matches[0].score if matching.matches else 0.0
            outcome = str(matching.outcome)
            query_id = await record_unanswered(
                update, context, recommender, way=way, typed=typed, outcome=outcome, score=score
            )
            await _ask(update, context, recommender, reading, query_id)
        case Refused():
            query_id = await record_unanswered(
                update, context, recommender, way=way, typed=typed, outcome=_REFUSED
            )
            text = requests.refused(reading, examples_of(recommender), context.words(update))
            await say(update, context, text, about=About(query_id), quietly=True)


async def _ask(
    update: Update,
    context: BotContext,
    recommender: Recommender,
    unclear: Unclear,
    query_id: int,
) -> None:
    """Ask who was meant; where nobody can be offered, offer the artists that are clear."""
    words, matching = context.words(update), unclear.matching
    is_unsure = matching.outcome is Outcome.UNSURE
    offered = [one.artist for one in (matching.matches if is_unsure else unclear.clear)]
    if unclear.clear:
        text = requests.unclear_part(unclear, words)
    elif is_unsure:
        text = messages.unsure(matching.typed, words)
    else:
        text = messages.unknown(matching.typed, examples_of(recommender), words)
    buttons = keyboards.suggestions(offered, words) if offered else None
    await say(update, context, text, buttons, about=About(query_id), quietly=True)


async def _is_asked_already(update: Update, context: BotContext, typed: str) -> bool:
    """Say whether an edit changed nothing that matters: Telegram reports those of previews too."""
    edited = update.edited_message
    if edited is None:
        return False
    before = await context.services.store(
        typed_before, place_of(update).chat_id, edited.message_id
    )
    return before == typed
