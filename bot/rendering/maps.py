"""A map as it is sent: the picture, what stands below it, and the buttons that lead on."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.callback_data import ShowArtist, ShowMap
from bot.i18n.translator import Words
from bot.preferences import Theme
from bot.rendering.keyboards import button
from bot.rendering.messages import listed
from bot.rendering.pictures.map_picture import Mark, map_picture
from model.recommender import MappedArtist
from model.types import VersionId

_LEADING_ON = 8  # artists on buttons: the closest
_PER_ROW = 2
_OTHER_THEME = {Theme.LIGHT: Theme.DARK, Theme.DARK: Theme.LIGHT}
_LABELS = {Theme.LIGHT: "button-light", Theme.DARK: "button-dark"}


def picture(
    around: Sequence[MappedArtist], version_id: VersionId, words: Words, theme: Theme
) -> bytes:
    """Draw a map as a PNG.

    Args:
        around: the artist in the middle first.
        version_id: that placed them; said in the corner.
        words: the language.
        theme: light or dark.
    """
    marks = [Mark(one.artist.name, one.x, one.y, one.fame, one.closeness) for one in around]
    title = words.plain("map-title", artist=around[0].artist.name)
    return map_picture(
        marks, title=title, note=words.plain("map-note", version=version_id), theme=theme
    )


def caption(around: Sequence[MappedArtist], words: Words) -> str:
    """Return what a map shows, for those too who cannot see it."""
    middle, *others = around
    artist = listed([middle.artist.name], words)
    if not others:
        return words.html("map-alone", artist=artist)
    closest = listed([one.artist.name for one in _closest(others)], words)
    return words.html("map-caption", artist=artist, closest=closest)


def buttons(around: Sequence[MappedArtist], theme: Theme, words: Words) -> InlineKeyboardMarkup:
    """Return buttons to the maps of the closest, to similar artists, and to the other theme."""
    middle, *others = around
    onwards = [
        button(one.artist.name, ShowMap(one.artist.key, in_place=True)) for one in _closest(others)
    ]
    rows = [onwards[at : at + _PER_ROW] for at in range(0, len(onwards), _PER_ROW)]
    other = _OTHER_THEME[theme]
    similar = button(words.plain("button-similar"), ShowArtist(middle.artist.key))
    themed = ShowMap(middle.artist.key, in_place=True, theme=other)
    return InlineKeyboardMarkup([*rows, [similar, button(words.plain(_LABELS[other]), themed)]])


def _closest(others: Sequence[MappedArtist]) -> list[MappedArtist]:
    return sorted(others, key=lambda one: (-one.closeness, one.artist.row))[:_LEADING_ON]
