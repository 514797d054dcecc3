"""/settings: what is chosen now, and a button for everything that can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callback_data import Prefer
from bot.i18n.translator import Words
from bot.links import Site
from bot.preferences import Choice, Preferences, Theme
from model.adventure import Adventure

AUTOMATIC = "auto"  # a value of the language: as Telegram says
OPERATORS = "default"  # a value of the site: the one that whoever runs the bot has set
_PER_ROW = 3
_LEVELS = {
    Adventure.EASY: "button-easy",
    Adventure.BALANCED: "button-balanced",
    Adventure.DEEP: "button-deep",
}
_THEMES = {Theme.LIGHT: "button-light", Theme.DARK: "button-dark"}


def settings_buttons(
    chosen: Preferences,
    languages: Mapping[str, Words],
    operators_link: str,
    words: Words,
) -> InlineKeyboardMarkup:
    """Return all choices, what counts now marked with a tick.

    Args:
        chosen: by the person.
        languages: there are, by code.
        operators_link: where names lead for whoever has not chosen; if that is no `Site`, it is
            a choice of its own.
        words: the language.
    """
    spoken = {AUTOMATIC: words.plain("button-language-auto")}
    spoken |= {code: one.plain("language-name") for code, one in languages.items()}
    sites: dict[str, str] = {site: site.label for site in Site}
    operators_site = next((site for site in Site if site.template == operators_link), None)
    if operators_site is None:
        sites = {OPERATORS: words.plain("button-site-default"), **sites}
    site = chosen.site or operators_site or OPERATORS
    levels: dict[str, str] = {level: words.plain(label) for level, label in _LEVELS.items()}
    themes: dict[str, str] = {theme: words.plain(label) for theme, label in _THEMES.items()}
    return InlineKeyboardMarkup(
        [
            *_rows(Choice.LANGUAGE, spoken, chosen.language or AUTOMATIC, words),
            *_rows(Choice.ADVENTURE, levels, chosen.adventure, words),
            *_rows(Choice.SITE, sites, site, words),
            *_rows(Choice.THEME, themes, chosen.theme, words),
        ]
    )


def _rows(
    choice: Choice, labels: Mapping[str, str], now: str, words: Words
) -> Iterable[list[InlineKeyboardButton]]:
    buttons = [
        InlineKeyboardButton(
            words.plain("button-chosen", label=label) if value == now else label,
            callback_data=str(Prefer(choice, value)),
        )
        for value, label in labels.items()
    ]
    return (buttons[at : at + _PER_ROW] for at in range(0, len(buttons), _PER_ROW))
