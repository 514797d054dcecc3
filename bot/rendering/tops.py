"""What a chat likes most: the picture, the same in words, and buttons that lead on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from telegram import InlineKeyboardMarkup

from bot.answers import Named
from bot.callback_data import ShowArtist
from bot.i18n.translator import Words
from bot.preferences import Theme
from bot.rendering.keyboards import button
from bot.rendering.messages import listed, shortened
from bot.rendering.pictures.bars_picture import Bar, Panel, bars_picture

_IN_WORDS = 5  # artists in a caption
_ON_BUTTONS = 6
_PER_ROW = 2
_LONGEST_TITLE = 24  # characters of a chat's, so that what is said of it stands beside it


class TopArtist(Protocol):
    """An artist and how a chat votes on it."""

    @property
    def artist(self) -> Named:
        """Who."""

    @property
    def up(self) -> int:
        """People who like it."""

    @property
    def down(self) -> int:
        """People who do not."""


def picture(
    title: str | None,
    week: Sequence[TopArtist],
    ever: Sequence[TopArtist],
    words: Words,
    theme: Theme,
) -> bytes:
    """Draw two panels as a PNG, this week and ever.

    Args:
        title: of the chat; None in private.
        week: the most liked first.
        ever: the most liked first.
        words: the language.
        theme: light or dark.
    """
    panels = [
        Panel(words.plain(heading), _bars(artists, words), words.plain("top-quiet"))
        for heading, artists in (("top-week", week), ("top-ever", ever))
    ]
    if title:
        named = words.plain("top-title", chat=shortened(title, _LONGEST_TITLE))
    else:
        named = words.plain("top-title-private")
    return bars_picture(panels, title=named, note=words.plain("picture-note"), theme=theme)


def caption(week: Sequence[TopArtist], ever: Sequence[TopArtist], words: Words) -> str:
    """Return the first of both lists in words, for those too who cannot see the picture."""
    lines = [
        words.html(key, artists=listed([one.artist.name for one in artists[:_IN_WORDS]], words))
        for key, artists in (("top-caption-week", week), ("top-caption-ever", ever))
        if artists
    ]
    return "\n".join(lines)


def buttons(ever: Sequence[TopArtist]) -> InlineKeyboardMarkup:
    """Return buttons that go on from the most liked."""
    onwards = [button(one.artist.name, ShowArtist(one.artist.key)) for one in ever[:_ON_BUTTONS]]
    return InlineKeyboardMarkup(
        [onwards[at : at + _PER_ROW] for at in range(0, len(onwards), _PER_ROW)]
    )


def _bars(artists: Sequence[TopArtist], words: Words) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            one.artist.name,
            one.up - one.down,
            words.plain("top-told", up=one.up, down=one.down),
        )
        for one in artists
    )
