"""What a person has chosen in /settings; whoever has chosen nothing gets the defaults."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.links import Site
from model.adventure import Adventure


class Choice(StrEnum):
    """What there is to choose; each is a field of `Preferences` and a column of the store."""

    LANGUAGE = "language"
    ADVENTURE = "adventure"
    SITE = "site"
    THEME = "theme"


class Theme(StrEnum):
    """How pictures look; Telegram does not tell a bot which one a person's screen has."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's choices.

    Attributes:
        language: a folder of `bot/i18n/locales`; empty follows Telegram.
        adventure: how well known answers are to be where a request does not say.
        site: where artists' names lead; None is the operator's choice.
        theme: of pictures.
    """

    language: str = ""
    adventure: Adventure = Adventure.BALANCED
    site: Site | None = None
    theme: Theme = Theme.LIGHT
