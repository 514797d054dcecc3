"""From votes to a written-down recommendation, for one person or for those who mix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from bot.answering import described, written_down
from bot.answers import PAGE_SIZE, PAGES, Answer, AnsweredArtist, Kind
from bot.context import BotContext, is_private, place_of
from bot.store.blocks import blocked_by
from bot.store.mixes import Member
from bot.store.tastes import VotedTaste, offered_to_begin_with, taste_in_chat, taste_of
from model.adventure import Adventure
from model.catalog import Artist
from model.recommender import Recommendation, Taste

_STARTERS = 5


async def recommended(
    update: Update, context: BotContext, *, adventure: Adventure, way: str, language: str = ""
) -> Answer | None:
    """Recommend artists that whoever asks has neither voted on, asked for nor blocked.

    In a group only what they said there counts: nobody's private votes show in front of others.

    Returns:
        None where they like nobody that the present model knows.
    """
    services, place, recommender = context.services, place_of(update), context.recommender
    if is_private(update):
        taste = await services.store(taste_of, place.person_id)
    else:
        taste = await services.store(taste_in_chat, place.person_id, place.chat_id)
    found = await services.model(
        recommender.recommend,
        taste.likes,
        taste.dislikes,
        n=PAGE_SIZE * PAGES,
        excluded=[*taste.known, *context.blocked],
        adventure=adventure,
    )
    if not has_say(taste, context):
        return None
    query = replace(
        described(update, context, recommender, way, "", language),
        outcome=str(Kind.RECOMMENDED),
        kind=Kind.RECOMMENDED,
        adventure=adventure,
    )
    return await written_down(context, query, [_recommended(one) for one in found])


async def starters(update: Update, context: BotContext, *, way: str) -> Answer:
    """Name artists to vote on that would tell most of a taste, and were not named before."""
    services, recommender = context.services, context.recommender
    place = place_of(update)
    offered = await services.store(offered_to_begin_with, place.person_id, place.chat_id)
    if is_private(update):
        taste = await services.store(taste_of, place.person_id)
    else:
        taste = await services.store(taste_in_chat, place.person_id, place.chat_id)
    excluded = [*offered, *taste.likes, *taste.dislikes, *context.blocked]
    found = await services.model(recommender.starters, n=_STARTERS, excluded=excluded)
    query = replace(
        described(update, context, recommender, way, ""),
        outcome=str(Kind.STARTERS),
        kind=Kind.STARTERS,
    )
    return await written_down(context, query, [_answered(artist) for artist in found])


async def mixed(
    update: Update,
    context: BotContext,
    members: Sequence[Member],
    *,
    way: str,
    language: str = "",
) -> Answer:
    """Recommend artists to all who mix, and write down for whom each is; nobody if too few mix.

    What one of them has asked for is known to one of them, and left out.

    Args:
        update: who asks, and where.
        context: of the update.
        members: who mix.
        way: how it was asked.
        language: of the message that the answer takes the place of.
    """
    services, recommender = context.services, context.recommender
    tastes = [await services.store(taste_of, member.person_id) for member in members]
    voices = [taste for taste in tastes if has_say(taste, context)]
    found: list[Recommendation] = []
    if len(voices) > 1:
        excluded = [key for taste in tastes for key in taste.known]
        for member in members:
            blocked = await services.store(blocked_by, member.person_id)
            excluded += [artist.key for artist in blocked]
        asked = [Taste(taste.likes, taste.dislikes) for taste in tastes]
        n = PAGE_SIZE * PAGES
        found = await services.model(recommender.mix, asked, n=n, excluded=excluded)
    query = described(update, context, recommender, way, "", language)
    query = replace(query, outcome=str(Kind.MIX), kind=Kind.MIX)
    return await written_down(context, query, [_served(one, members) for one in found])


def has_say(taste: VotedTaste, context: BotContext) -> bool:
    """Say whether somebody likes anybody that the present model knows."""
    return any(context.recommender.catalog.knows(key) for key in taste.likes)


def _served(one: Recommendation, members: Sequence[Member]) -> AnsweredArtist:
    people = tuple(members[place].person_id for place in one.served)
    return replace(_recommended(one), served=people)


def _recommended(one: Recommendation) -> AnsweredArtist:
    because = tuple(artist.name for artist in one.because)
    closeness = min(max(sum(one.scores) / max(len(one.scores), 1), 0.0), 1.0)
    return replace(_answered(one.artist), closeness=closeness, because=because)


def _answered(artist: Artist) -> AnsweredArtist:
    return AnsweredArtist(artist.key, artist.name, 0.0, artist.listeners, 0)
