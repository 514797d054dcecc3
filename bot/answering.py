"""From an artist to a written-down answer, and from an answer to its buttons: what handlers share.

Whatever is told to a person has been written to the store before: an answer comes back from here
only with its number.
"""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot.answers import PAGE_SIZE, PAGES, Answer, AnsweredArtist
from bot.context import BotContext, is_private, place_of
from bot.rendering import keyboards
from bot.store.events import Query, record_query
from bot.store.votes import own_votes, tallies
from model.matching import Match, Matching, Outcome
from model.recommender import Recommender, SimilarArtist


async def answer_for(
    update: Update,
    context: BotContext,
    recommender: Recommender,
    match: Match,
    *,
    typed: str,
    way: str,
) -> Answer:
    """Find who is similar to an artist and write query and answer down.

    Args:
        update: who asks, and where.
        context: of the update.
        recommender: the model that found the match; it may have been exchanged since.
        match: the artist asked for, and how well that fits what was typed.
        typed: what was written, empty for a button.
        way: how it was asked: `command`, `text` or `button`.
    """
    artist, services = match.artist, context.services
    found = await services.model(recommender.similar, artist.key, n=PAGE_SIZE * PAGES)
    artists = tuple(_answered(one) for one in found)
    query = _query(update, context, recommender, way, typed, Outcome.CONFIDENT, match)
    query_id = await services.store(record_query, query, artists)
    return Answer(
        query_id,
        typed,
        is_exact=match.is_exact,
        seed_key=artist.key,
        seed_name=artist.name,
        model_version=recommender.version_id,
        artists=artists,
    )


async def record_unanswered(
    update: Update, context: BotContext, recommender: Recommender, matching: Matching, *, way: str
) -> None:
    """Write down a query that was answered with a question, or with "unknown"."""
    best = next(iter(matching.matches), None)
    query = _query(update, context, recommender, way, matching.typed, matching.outcome, best)
    await context.services.store(record_query, query, ())


async def buttons_of(
    update: Update, context: BotContext, answer: Answer, page: int
) -> InlineKeyboardMarkup:
    """Return a page's buttons with the votes that count now: a person's own, or in a group all."""
    services, place, words = context.services, place_of(update), context.words(update)
    keys = [artist.artist_key for artist in answer.page(page)]
    if is_private(update):
        own = await services.store(own_votes, place.person_id, keys)
        marks = keyboards.own_marks(own, words)
    else:
        counted = await services.store(tallies, place.chat_id, keys)
        marks = keyboards.counted_marks(counted, words)
    return keyboards.similar(answer, page, marks, words)


def examples_of(recommender: Recommender) -> tuple[str, str, str]:
    """Return three artists that most people know; a smaller model repeats what it has."""
    first, second, third = (recommender.catalog.names[:3] * 3)[:3]
    return first, second, third


def _query(
    update: Update,
    context: BotContext,
    recommender: Recommender,
    way: str,
    typed: str,
    outcome: Outcome,
    best: Match | None,
) -> Query:
    """Describe a query; only one that is answered for its best match has a seed."""
    seed = best.artist if best and outcome is Outcome.CONFIDENT else None
    return Query(
        at=context.services.now(),
        place=place_of(update),
        way=way,
        typed=typed,
        outcome=str(outcome),
        seed_key=seed.key if seed else "",
        seed_name=seed.name if seed else "",
        score=best.score if best else 0.0,
        model_version=recommender.version_id,
        took_ms=context.took_ms,
    )


def _answered(one: SimilarArtist) -> AnsweredArtist:
    artist = one.artist
    return AnsweredArtist(
        artist.key, artist.name, one.closeness, artist.listeners, one.shared_listeners
    )
