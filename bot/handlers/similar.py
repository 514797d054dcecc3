"""`/similar`, what is typed in a private chat, a pressed artist: each is answered anew."""

from __future__ import annotations

from telegram import CallbackQuery, ForceReply, Update

from bot.answering import answer_for, examples_of, record_unanswered, shown_page
from bot.callback_data import ShowArtist
from bot.context import BotContext
from bot.rendering import keyboards, messages, requests
from bot.replies import acknowledge, reply
from model.matching import Match, Outcome
from model.recommender import Recommender
from model.signed_request import Refused, Request, Unclear, read_request

_REFUSED = "refused"


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
    """Take plain text as the name of an artist, or of several."""
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
    request = Request((Match.exact(recommender.artist(on.key)),))
    answer = await answer_for(update, context, recommender, request, typed="", way="button")
    await reply(update, *await shown_page(update, context, answer, 0))


async def _answer_typed(update: Update, context: BotContext, typed: str, *, way: str) -> None:
    recommender = context.recommender
    typed = typed.encode("utf-8", "replace").decode("utf-8")  # half a surrogate cannot be stored
    reading = await context.services.model(read_request, typed, recommender.match)
    match reading:
        case Request():
            answer = await answer_for(update, context, recommender, reading, typed=typed, way=way)
            await reply(update, *await shown_page(update, context, answer, 0))
        case Unclear(matching):
            score = matching.matches[0].score if matching.matches else 0.0
            outcome = str(matching.outcome)
            await record_unanswered(
                update, context, recommender, way=way, typed=typed, outcome=outcome, score=score
            )
            await _ask(update, context, recommender, reading)
        case Refused():
            await record_unanswered(
                update, context, recommender, way=way, typed=typed, outcome=_REFUSED
            )
            examples, words = examples_of(recommender), context.words(update)
            await reply(update, requests.refused(reading, examples, words))


async def _ask(
    update: Update, context: BotContext, recommender: Recommender, unclear: Unclear
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
    await reply(update, text, keyboards.suggestions(offered, words) if offered else None)
