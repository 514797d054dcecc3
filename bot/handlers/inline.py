"""Inline mode: `@bot radiohed` in any chat offers artists, each with an answer ready to send."""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineQueryResultsButton, Update

from bot import replies
from bot.answering import described
from bot.asking import storable
from bot.context import BotContext
from bot.offering import offers_for
from bot.rendering.inline_results import article
from bot.store.events import record_query
from bot.store.tastes import asked_last
from model.matching import EXACT
from model.types import ArtistKey

_PAGE_SIZE = 10  # results; a phone shows five at a time
_MOST_RECENT = 10
_CACHED_SECONDS = 60  # of what was typed; what a person asked for last changes all the time
_START = "inline"  # what the button below the results sends with /start; it greets


async def offer(update: Update, context: BotContext) -> None:
    """Offer whom a text may mean; for none, whom the person asked for last, and the famous."""
    query, services = update.inline_query, context.services
    if query is None:
        return
    typed, recommender = storable(query.query).strip(), context.recommender
    at = int(query.offset) if query.offset.isascii() and query.offset.isdigit() else 0
    recent: list[ArtistKey] = []
    if not typed:
        recent = await services.store(asked_last, query.from_user.id, _MOST_RECENT)
    offers, is_more = await services.model(
        offers_for,
        recommender,
        typed,
        recent=recent,
        excluded=context.blocked,
        adventure=context.preferences.adventure,
        places=range(at, at + _PAGE_SIZE),
    )
    words = context.words(update)
    link, username = context.artist_link(update), context.bot.username
    results = [article(one, words, link, username) for one in offers]
    nobody = "inline-open" if results or at else "inline-nobody"
    await replies.offer(
        query,
        results,
        cache_seconds=_CACHED_SECONDS if typed else 0,
        next_offset=str(at + _PAGE_SIZE) if is_more else "",
        button=InlineQueryResultsButton(words.plain(nobody), start_parameter=_START),
    )


async def chosen(update: Update, context: BotContext) -> None:
    """Write down which artist was sent; Telegram tells it only where @BotFather was told to."""
    result, recommender = update.chosen_inline_result, context.recommender
    key = ArtistKey(result.result_id) if result is not None else ArtistKey("")
    if result is None or not recommender.catalog.knows(key):
        return
    query = described(update, context, recommender, "inline", storable(result.query))
    artist = recommender.artist(key)
    query = replace(query, seed_key=key, seed_name=artist.name, score=EXACT)
    await context.services.store(record_query, query, ())
