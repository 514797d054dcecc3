"""`/map`: a picture of those around an artist, and buttons that lead on from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot.answering import described
from bot.answers import Kind
from bot.asking import asked_with, reading_of, storable
from bot.asking_back import ask_back, ask_which
from bot.callback_data import ShowMap
from bot.context import BotContext, is_private, place_of
from bot.conversation import say, show, show_in_place
from bot.preferences import Choice
from bot.rendering import maps
from bot.replies import Picture, acknowledge
from bot.store.events import question_at, record_query
from bot.store.messages import About
from bot.store.people import prefer
from model.matching import Match
from model.signed_request import Request
from model.types import ArtistKey

_ARTISTS = 24  # around the one in the middle; more would be too small to read on a phone


async def map_(update: Update, context: BotContext) -> None:
    """Answer `/map <artist>`, or for what it replies to; without either, ask for an artist."""
    asked = await asked_with(update, context)
    if asked is None:
        await ask_which(update, context, "map-ask")
    elif asked.key is None:
        await _answer_typed(update, context, asked.typed, way="command")
    elif context.recommender.catalog.knows(asked.key):
        match = Match.exact(context.recommender.artist(asked.key))
        await show(update, context, *await _drawn(update, context, match, way="command"))
    else:
        await say(update, context, context.words(update).html("similar-gone"), quietly=True)


async def map_named(update: Update, context: BotContext) -> None:
    """Take a reply to the question whose map is wanted as the name of an artist."""
    message = update.effective_message
    if message is not None and message.text:
        await _answer_typed(update, context, storable(message.text), way="text")


async def show_map(update: Update, context: BotContext, press: CallbackQuery, on: ShowMap) -> None:
    """Draw the map of an artist that was pressed; below a map it takes that map's place."""
    recommender = context.recommender
    if not recommender.catalog.knows(on.key):
        await acknowledge(press, context.words(update).plain("similar-gone"))
        return
    await acknowledge(press)
    if on.theme is not None:
        person_id = place_of(update).person_id
        await context.services.store(prefer, person_id, Choice.THEME, str(on.theme))
        context.preferences = replace(context.preferences, theme=on.theme)
    match, language = Match.exact(recommender.artist(on.key)), ""
    is_everybodys = on.in_place and not is_private(update)
    if is_everybodys and press.message is not None:
        place = press.message.chat.id, press.message.message_id
        before = await context.services.store(question_at, *place)
        language = before.language if before is not None else ""
    excluded = frozenset[ArtistKey]() if is_everybodys else context.blocked
    drawn = await _drawn(
        update, context, match, way="button", language=language, excluded=excluded
    )
    await (show_in_place if on.in_place else show)(update, context, *drawn)


async def _answer_typed(update: Update, context: BotContext, typed: str, *, way: str) -> None:
    recommender = context.recommender
    reading = await reading_of(context, recommender, typed)
    if not isinstance(reading, Request):
        await ask_back(
            update, context, recommender, reading, typed=typed, way=way, leads_to=ShowMap
        )
        return
    middle = reading.near[0]  # of several artists the first: a map has one middle
    await show(update, context, *await _drawn(update, context, middle, way=way, typed=typed))


async def _drawn(
    update: Update,
    context: BotContext,
    match: Match,
    *,
    way: str,
    typed: str = "",
    language: str = "",
    excluded: Collection[ArtistKey] | None = None,
) -> tuple[Picture, About]:
    """Draw a map and write down that it was asked for.

    Args:
        update: who asks, and where.
        context: of the update.
        match: who is in the middle.
        way: how it was asked.
        typed: what was written.
        language: of the map that this takes the place of; else the person's.
        excluded: who shall not be on it; whom the person has blocked where that is not said.
    """
    services, recommender = context.services, context.recommender
    words = services.translator.words_for(language) if language else context.words(update)
    artist, theme = match.artist, context.preferences.theme
    left_out = context.blocked if excluded is None else excluded
    around = await services.model(recommender.map, artist.key, n=_ARTISTS, excluded=left_out)
    version = recommender.version_id
    png = await services.picture(maps.picture, tuple(around), version, words, theme)
    query = replace(
        described(update, context, recommender, way, typed, language),
        seed_key=artist.key,
        seed_name=artist.name,
        score=match.score,
        kind=Kind.MAP,
    )
    query_id = await services.store(record_query, query, ())
    picture = Picture(png, maps.caption(around, words), maps.buttons(around, theme, words))
    return picture, About(query_id, artist.key, artist.name)
