"""From a request to a written-down answer, and from an answer to a page: what handlers share.

Whatever is told to a person has been written to the store before: an answer comes back from here
only with its number.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from telegram import InlineKeyboardMarkup, Update

from bot.answers import PAGE_SIZE, PAGES, Answer, AnsweredArtist, Kind, seeds_of
from bot.context import BotContext, is_private, place_of
from bot.i18n.translator import Words
from bot.rendering import keyboards, messages, tastes
from bot.store.events import Query, record_query
from bot.store.messages import About
from bot.store.mixes import members_of
from bot.store.votes import own_votes, tallies
from model.adventure import Adventure
from model.matching import Match, Outcome
from model.recommender import Recommender
from model.signed_request import Request
from model.types import ArtistKey


async def answer_for(
    update: Update,
    context: BotContext,
    recommender: Recommender,
    request: Request,
    *,
    typed: str,
    way: str,
    instead_of: Answer | None = None,
) -> Answer:
    """Find who is close to what is asked for and write query and answer down.

    Whom the person never wants to see is left out; but not where an answer in a group is replaced,
    which is everybody's.

    Args:
        update: who asks, and where.
        context: of the update.
        recommender: the model that found the artists; it may have been exchanged since.
        request: what to answer.
        typed: what was written, empty for a button.
        way: how it was asked: `command`, `text`, `button` or `link`.
        instead_of: an answer whose place this takes, in its language.
    """
    services, first = context.services, request.near[0].artist
    excluded: Collection[ArtistKey] = context.blocked
    if instead_of is not None and not is_private(update):
        excluded = ()  # it is all's by now, whoever presses
    found = await services.model(
        recommender.similar_to,
        [match.artist.key for match in request.near],
        far=[match.artist.key for match in request.far],
        n=PAGE_SIZE * PAGES,
        excluded=excluded,
        adventure=request.adventure,
    )
    language = instead_of.language if instead_of is not None else ""
    score = min(match.score for match in request.near + request.far)
    query = replace(
        described(update, context, recommender, way, typed, language),
        seed_key=first.key,
        seed_name=first.name,
        score=score,
        adventure=request.adventure,
        further=seeds_of(request),
    )
    is_exact = all(match.is_exact for match in request.near + request.far)
    return await written_down(
        context, query, [AnsweredArtist.of(one) for one in found], is_exact=is_exact
    )


def described(
    update: Update,
    context: BotContext,
    recommender: Recommender,
    way: str,
    typed: str,
    language: str = "",
) -> Query:
    """Describe a query of which no more is known than who asks, where, how and whom.

    Args:
        update: who asks, and where.
        context: of the update.
        recommender: the model asked.
        way: how it was asked.
        typed: what was written.
        language: of a message that the answer takes the place of; else the person's.
    """
    return Query(
        at=context.services.now(),
        place=place_of(update),
        way=way,
        typed=typed,
        outcome=str(Outcome.CONFIDENT),
        seed_key="",
        seed_name="",
        score=0.0,
        model_version=recommender.version_id,
        took_ms=context.took_ms,
        language=language or context.words(update).language,
    )


async def written_down(
    context: BotContext, query: Query, artists: Sequence[AnsweredArtist], *, is_exact: bool = True
) -> Answer:
    """Write a query and its answer down, and return the answer with its number."""
    query = replace(query, took_ms=context.took_ms)
    query_id = await context.services.store(record_query, query, artists)
    context.services.metrics.answered(query.outcome)
    return Answer(
        query_id,
        query.typed,
        is_exact=is_exact,
        seed_key=query.seed_key,
        seed_name=query.seed_name,
        model_version=query.model_version,
        artists=tuple(artists),
        further=query.further,
        adventure=query.adventure,
        kind=query.kind,
        language=query.language,
        person_id=query.place.person_id,
    )


def about(answer: Answer) -> About:
    """Return what a message with an answer is about: of several artists, no one in particular."""
    if answer.further:
        return About(answer.query_id)
    return About(answer.query_id, answer.seed_key, answer.seed_name)


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
    query = described(update, context, recommender, way, typed)
    query = replace(query, outcome=outcome, score=score)
    query_id = await context.services.store(record_query, query, ())
    context.services.metrics.answered(outcome)
    return query_id


def words_of(update: Update, context: BotContext, answer: Answer) -> Words:
    """Return the words in which an answer is shown: in a group those in which it was asked for.

    There everybody reads it, and whoever presses a button does not choose the language for all.
    """
    if is_private(update) or not answer.language:
        return context.words(update)
    return context.services.translator.words_for(answer.language)


def seen_by(update: Update, context: BotContext, answer: Answer) -> Answer:
    """Return an answer without those whom the person has blocked since; in a group it is all's."""
    return answer.without(context.blocked) if is_private(update) else answer


async def shown_page(
    update: Update, context: BotContext, answer: Answer, page: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    """Return a page's text and its buttons; behind the last page there is the last."""
    seen = seen_by(update, context, answer)
    page = min(page, seen.pages - 1)
    if answer.artists and not seen.artists:
        return context.words(update).html("blocked-all"), None
    text = await _text_of(update, context, seen, page)
    if not seen.artists and seen.kind is not Kind.MIX:  # which may be waiting for people to join
        return text, None
    return text, await buttons_of(update, context, seen, page)


async def _text_of(update: Update, context: BotContext, seen: Answer, page: int) -> str:
    words, link = words_of(update, context, seen), context.artist_link(update)
    match seen.kind:
        case Kind.SIMILAR | Kind.MAP:
            if not seen.artists:
                return messages.nobody_similar(seen, words)
            return messages.similar(seen, page, words, link)
        case Kind.RECOMMENDED:
            return tastes.recommended(seen, page, words, link)
        case Kind.STARTERS:
            return tastes.starters(seen, words, link)
        case Kind.MIX:
            members = await context.services.store(members_of, place_of(update).chat_id)
            names = {member.person_id: member.name for member in members}
            return tastes.mix(seen, page, names, words, link)


async def buttons_of(
    update: Update, context: BotContext, seen: Answer, page: int, *, is_explained: bool = False
) -> InlineKeyboardMarkup:
    """Return a page's buttons with the votes that count now: a person's own, or in a group all.

    Args:
        update: who looks, and where.
        context: of the update.
        seen: an answer, as `seen_by` returns it.
        page: of it.
        is_explained: whether the text above says why.
    """
    services, place, words = context.services, place_of(update), words_of(update, context, seen)
    keys = [artist.artist_key for artist in seen.page(page)]
    if is_private(update):
        own = await services.store(own_votes, place.person_id, keys)
        marks = keyboards.own_marks(own, words)
    else:
        counted = await services.store(tallies, place.chat_id, keys)
        marks = keyboards.counted_marks(counted, words)
    return keyboards.below(
        seen,
        page,
        marks,
        words,
        is_explained=is_explained,
        is_own=is_private(update),
    )


def examples_of(recommender: Recommender) -> tuple[str, str, str]:
    """Return three artists that most people know; a smaller model repeats what it has."""
    first, second, third = ([*recommender.catalog.names[:3]] * 3)[:3]
    return first, second, third
