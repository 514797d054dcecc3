"""From a request to a written-down answer, and from an answer to a page: what handlers share.

Whatever is told to a person has been written to the store before: an answer comes back from here
only with its number.
"""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineKeyboardMarkup, Update

from bot.answers import PAGE_SIZE, PAGES, Answer, AnsweredArtist, Seed
from bot.context import BotContext, is_private, place_of
from bot.rendering import keyboards, messages
from bot.store.events import Query, record_query
from bot.store.messages import About
from bot.store.votes import own_votes, tallies
from model.adventure import Adventure
from model.matching import Match, Outcome
from model.recommender import Recommender, SimilarArtist
from model.signed_request import Request


async def answer_for(
    update: Update,
    context: BotContext,
    recommender: Recommender,
    request: Request,
    *,
    typed: str,
    way: str,
) -> Answer:
    """Find who is close to what is asked for and write query and answer down.

    Args:
        update: who asks, and where.
        context: of the update.
        recommender: the model that found the artists; it may have been exchanged since.
        request: what to answer.
        typed: what was written, empty for a button.
        way: how it was asked: `command`, `text`, `button` or `link`.
    """
    services, first = context.services, request.near[0].artist
    found = await services.model(
        recommender.similar_to,
        [match.artist.key for match in request.near],
        far=[match.artist.key for match in request.far],
        n=PAGE_SIZE * PAGES,
        adventure=request.adventure,
    )
    artists = tuple(_answered(one) for one in found)
    score = min(match.score for match in request.near + request.far)
    query = replace(
        _query(update, context, recommender, way, typed, Outcome.CONFIDENT, score),
        seed_key=first.key,
        seed_name=first.name,
        adventure=request.adventure,
        further=(*_seeds(request.near[1:], 1), *_seeds(request.far, -1)),
    )
    query_id = await services.store(record_query, query, artists)
    return Answer(
        query_id,
        typed,
        is_exact=all(match.is_exact for match in request.near + request.far),
        seed_key=first.key,
        seed_name=first.name,
        model_version=recommender.version_id,
        artists=artists,
        further=query.further,
        adventure=request.adventure,
    )


def asked_again(recommender: Recommender, answer: Answer, adventure: Adventure) -> Request | None:
    """Return what an answer was for at another level, or None where a model has lost an artist."""
    if not all(recommender.catalog.knows(seed.artist_key) for seed in answer.near + answer.far):
        return None
    near, far = (
        tuple(Match.exact(recommender.artist(seed.artist_key)) for seed in seeds)
        for seeds in (answer.near, answer.far)
    )
    return Request(near, far, adventure)


async def record_unanswered(
    update: Update,
    context: BotContext,
    recommender: Recommender,
    *,
    way: str,
    typed: str,
    outcome: str,
    score: float = 0.0,
) -> int:
    """Write down a query that was answered with a question, with "unknown" or a refusal.

    Returns:
        Its number.
    """
    query = _query(update, context, recommender, way, typed, outcome, score)
    return await context.services.store(record_query, query, ())


def about(answer: Answer) -> About:
    """Return what a message with an answer is about: of several artists, no one in particular."""
    if answer.further:
        return About(answer.query_id)
    return About(answer.query_id, answer.seed_key, answer.seed_name)


async def shown_page(
    update: Update, context: BotContext, answer: Answer, page: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    """Return a page's text and its buttons."""
    words = context.words(update)
    if not answer.artists:
        return messages.nobody_similar(answer, words), None
    text = messages.similar(answer, page, words, context.artist_link)
    return text, await buttons_of(update, context, answer, page)


async def buttons_of(
    update: Update, context: BotContext, answer: Answer, page: int, *, is_explained: bool = False
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
    return keyboards.similar(answer, page, marks, words, is_explained=is_explained)


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
    outcome: str,
    score: float,
) -> Query:
    """Describe a query; only one that is answered has a seed, which is for the caller to add."""
    return Query(
        at=context.services.now(),
        place=place_of(update),
        way=way,
        typed=typed,
        outcome=str(outcome),
        seed_key="",
        seed_name="",
        score=score,
        model_version=recommender.version_id,
        took_ms=context.took_ms,
    )


def _seeds(matches: tuple[Match, ...], sign: int) -> tuple[Seed, ...]:
    return tuple(Seed(match.artist.key, match.artist.name, sign) for match in matches)


def _answered(one: SimilarArtist) -> AnsweredArtist:
    artist = one.artist
    return AnsweredArtist(
        artist.key, artist.name, one.closeness, artist.listeners, one.shared_listeners
    )
