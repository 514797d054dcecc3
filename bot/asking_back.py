"""What is said to a request that cannot be answered as it stands; it is written down as well."""

from __future__ import annotations

from collections.abc import Callable

from telegram import ForceReply, Update

from bot.answering import examples_of, record_unanswered
from bot.callback_data import Payload
from bot.context import BotContext
from bot.conversation import say
from bot.rendering import keyboards, messages, requests
from bot.store.messages import About
from model.matching import Outcome
from model.recommender import Recommender
from model.signed_request import Refused, Unclear
from model.types import ArtistKey

_REFUSED = "refused"


async def ask_which(update: Update, context: BotContext, question_key: str) -> None:
    """Ask for an artist where none was named; the answer is a reply to this very question."""
    words = context.words(update)
    hint = words.plain("similar-ask-hint")
    asking = ForceReply(selective=True, input_field_placeholder=hint)
    await say(update, context, words.html(question_key), asking)


async def ask_back(
    update: Update,
    context: BotContext,
    recommender: Recommender,
    reading: Unclear | Refused,
    *,
    typed: str,
    way: str,
    leads_to: Callable[[ArtistKey], Payload],
) -> None:
    """Ask who was meant, or say why nobody can be close to that.

    Where nobody can be offered, the artists that are clear are.

    Args:
        update: with the request.
        context: of it.
        recommender: the model that read it.
        reading: what it made of it.
        typed: the request.
        way: see `bot.answering.answer_for`.
        leads_to: what a button with an artist sends.
    """
    words = context.words(update)
    if isinstance(reading, Refused):
        query_id = await record_unanswered(
            update, context, recommender, way=way, typed=typed, outcome=_REFUSED
        )
        text = requests.refused(reading, examples_of(recommender), words)
        await say(update, context, text, about=About(query_id), quietly=True)
        return
    matching = reading.matching
    query_id = await record_unanswered(
        update,
        context,
        recommender,
        way=way,
        typed=typed,
        outcome=str(matching.outcome),
        score=matching.matches[0].score if matching.matches else 0.0,
    )
    is_unsure = matching.outcome is Outcome.UNSURE
    offered = [one.artist for one in (matching.matches if is_unsure else reading.clear)]
    if reading.clear:
        text = requests.unclear_part(reading, words)
    elif is_unsure:
        text = messages.unsure(matching.typed, words)
    else:
        text = messages.unknown(matching.typed, examples_of(recommender), words)
    buttons = keyboards.suggestions(offered, words, leads_to) if offered else None
    await say(update, context, text, buttons, about=About(query_id), quietly=True)
