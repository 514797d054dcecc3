"""What whoever runs the bot may ask it: /stats, /model, /reload, /export; in private only."""

from __future__ import annotations

from io import BytesIO

from sqlite_utils import Database
from telegram import InlineKeyboardMarkup, Update

from bot.context import BotContext
from bot.conversation import is_sent_to_private, say, show
from bot.rendering import statistics
from bot.replies import Picture, reply_with_file
from bot.store.export import exported_events, write_csv
from bot.store.messages import About
from bot.store.statistics import statistics_of
from model.errors import ModelError
from model.live import LiveRecommender

_MOST_BYTES = 45_000_000  # Telegram takes 50 million of a bot
_EXPORT = "kindred-votes.csv"


async def stats(update: Update, context: BotContext) -> None:
    """Draw how the bot is used."""
    if await is_sent_to_private(update, context, "stats"):
        return
    services, words = context.services, context.words(update)
    found = await services.read_aside(statistics_of)
    png = await services.offload.aside(statistics.picture, found, words, context.preferences.theme)
    picture = Picture(png, statistics.caption(found, words), InlineKeyboardMarkup([]))
    await show(update, context, picture, About())


async def model(update: Update, context: BotContext) -> None:
    """Describe the version that answers, and list the others."""
    if await is_sent_to_private(update, context, "model"):
        return
    versions = await context.services.offload.aside(context.services.live.versions)
    manifest = context.recommender.manifest
    await say(update, context, statistics.model(manifest, versions, context.words(update)))


async def reload(update: Update, context: BotContext) -> None:
    """Take the current version over at once, instead of within some seconds."""
    if await is_sent_to_private(update, context, "reload"):
        return
    live: LiveRecommender = context.services.live
    words = context.words(update)
    try:
        is_new = await context.services.offload.aside(live.refresh)
    except ModelError as error:
        version, cause = live.recommender.version_id, str(error)
        await say(update, context, words.html("model-failed", version=version, cause=cause))
        return
    key = "model-reloaded" if is_new else "model-unchanged"
    await say(update, context, words.html(key, version=live.recommender.version_id))


async def export(update: Update, context: BotContext) -> None:
    """Hand out what the next training learns from."""
    if await is_sent_to_private(update, context, "export"):
        return
    words = context.words(update)
    content, events = await context.services.read_aside(_exported)
    if len(content) > _MOST_BYTES:
        await say(update, context, words.html("export-too-large"))
        return
    caption = words.html("export-done", events=events)
    await reply_with_file(update, content, _EXPORT, caption)


def _exported(database: Database) -> tuple[bytes, int]:
    """Return the export as CSV, and how many events are in it."""
    out, events = BytesIO(), list(exported_events(database))
    write_csv(events, out)
    return out.getvalue(), len(events)
