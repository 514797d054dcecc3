"""Lists of a person's own that each press makes shorter: their votes, whom they have blocked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answers import Named
from bot.callback_data import Payload, TurnBlocked, TurnLikes
from bot.i18n.translator import Words
from bot.rendering.keyboards import button
from bot.rendering.messages import LINK, linked
from model.types import ArtistKey

_PAGE_SIZE = 8
_THUMBS = {1: "button-up", -1: "button-down"}


class _Turns(Protocol):
    def __call__(self, page: int, key: ArtistKey | None = None, /) -> Payload: ...


def likes(
    votes: Sequence[tuple[Named, int]], page: int, words: Words, artist_link: str
) -> tuple[str, InlineKeyboardMarkup | None]:
    """Return a page of votes and a button that takes each back.

    Args:
        votes: 1 or -1 on each artist, in the order to be shown.
        page: which one; behind the last there is the last.
        words: the language.
        artist_link: see `bot.links.address_of`.
    """
    if not votes:
        return words.html("likes-none"), None
    artists = [artist for artist, _ in votes]
    thumbs = [words.plain(_THUMBS[vote]) for _, vote in votes]
    ups = sum(vote > 0 for _, vote in votes)
    title = words.html("likes-title", up=ups, down=len(votes) - ups)
    return _page(title, artists, thumbs, page, TurnLikes, words, artist_link)


def blocked(
    artists: Sequence[Named], page: int, words: Words, artist_link: str
) -> tuple[str, InlineKeyboardMarkup | None]:
    """Return a page of artists that are never shown and a button that lets each back."""
    if not artists:
        return words.html("blocked-none"), None
    marks = [words.plain("mark-blocked")] * len(artists)
    title = words.html("blocked-title", artists=len(artists))
    return _page(title, artists, marks, page, TurnBlocked, words, artist_link)


def _page(
    title: str,
    artists: Sequence[Named],
    marks: Sequence[str],
    page: int,
    turns: _Turns,
    words: Words,
    artist_link: str,
) -> tuple[str, InlineKeyboardMarkup]:
    pages = -(-len(artists) // _PAGE_SIZE)
    page = min(page, pages - 1)
    shown = range(page * _PAGE_SIZE, min((page + 1) * _PAGE_SIZE, len(artists)))
    lines, rows = [title, ""], list[list[InlineKeyboardButton]]()
    for at in shown:
        artist = artists[at]
        line = words.html("collection-line", mark=marks[at], link=LINK)
        lines.append(linked(line, artist.name, artist_link))
        label = words.plain("button-remove", artist=artist.name)
        rows.append([button(label, turns(page, artist.key))])
    if pages > 1:
        lines += ["", words.html("similar-page", page=page + 1, pages=pages)]
    turning = []
    if page > 0:
        turning.append(button(words.plain("button-previous"), turns(page - 1)))
    if page + 1 < pages:
        turning.append(button(words.plain("button-next"), turns(page + 1)))
    return "\n".join(lines), InlineKeyboardMarkup([*rows, turning] if turning else rows)
