"""`/settings`: language, adventure, links, pictures; each press counts at once."""

from __future__ import annotations

from dataclasses import replace

from telegram import CallbackQuery, InlineKeyboardMarkup, Update

from bot.callback_data import Prefer
from bot.context import BotContext, is_private, place_of
from bot.conversation import is_sent_to_private, say
from bot.errors import ButtonMeaningless
from bot.links import Site
from bot.preferences import Choice, Preferences, Theme
from bot.rendering.preferences import AUTOMATIC, OPERATORS, settings_buttons
from bot.replies import acknowledge, change_message
from bot.store.people import prefer
from model.adventure import Adventure

TOPIC = "settings"


async def settings(update: Update, context: BotContext) -> None:
    """Show what is chosen and what can be."""
    if not await is_sent_to_private(update, context, TOPIC):
        await say(update, context, *_shown(update, context))


async def set_preference(
    update: Update, context: BotContext, press: CallbackQuery, chosen: Prefer
) -> None:
    """Keep a choice and show it, in the language that is chosen now."""
    if not is_private(update):
        raise ButtonMeaningless
    value = "" if chosen.value in {AUTOMATIC, OPERATORS} else chosen.value
    languages = context.services.translator.languages
    preferences = _with(context.preferences, chosen.choice, value)
    if preferences is None or preferences.language not in {"", *languages}:
        raise ButtonMeaningless
    await context.services.store(prefer, place_of(update).person_id, chosen.choice, value)
    context.preferences = preferences
    await acknowledge(press, context.words(update).plain("settings-kept"))
    await change_message(update, *_shown(update, context))


def _shown(update: Update, context: BotContext) -> tuple[str, InlineKeyboardMarkup]:
    words = context.words(update)
    languages = context.services.translator.languages
    buttons = settings_buttons(context.preferences, languages, context.settings.artist_link, words)
    return words.html("settings"), buttons


def _with(before: Preferences, choice: Choice, value: str) -> Preferences | None:
    """Return preferences with another choice, or None where there is no such value."""
    try:
        match choice:
            case Choice.LANGUAGE:
                return replace(before, language=value)
            case Choice.ADVENTURE:
                return replace(before, adventure=Adventure(value))
            case Choice.SITE:
                return replace(before, site=Site(value) if value else None)
            case Choice.THEME:
                return replace(before, theme=Theme(value))
    except ValueError:
        return None
