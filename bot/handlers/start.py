"""`/start` and `/help`, and what is said to a command that does not exist."""

from __future__ import annotations

from telegram import Update

from bot.answering import examples_of
from bot.context import BotContext
from bot.conversation import say
from bot.rendering import messages


async def start(update: Update, context: BotContext) -> None:
    """Greet, and say what to try."""
    recommender, words = context.recommender, context.words(update)
    example, *_ = examples_of(recommender)
    await say(update, context, messages.start(example, words, is_demo=recommender.is_demo))


async def help_(update: Update, context: BotContext) -> None:
    """Say what there is to do and what is kept."""
    artists = len(context.recommender.catalog)
    bot = context.bot.username
    await say(update, context, context.words(update).html("help", artists=artists, bot=bot))


async def no_text(update: Update, context: BotContext) -> None:
    """Ask for a name where something else came: a photo, a sticker, a voice."""
    await say(update, context, context.words(update).html("similar-no-text"))


async def unknown_command(update: Update, context: BotContext) -> None:
    """Say so; in a group only where the command names this bot, for it may be another's."""
    await say(update, context, context.words(update).html("command-unknown"), quietly=True)
