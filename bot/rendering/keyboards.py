"""The buttons below answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answers import Answer
from bot.callback_data import (
    Block,
    ChangeAdventure,
    ChooseBlocked,
    Payload,
    PressThumb,
    SayWhy,
    ShowArtist,
    TurnPage,
)
from bot.i18n.translator import Words
from bot.rendering.messages import shortened
from model.adventure import Adventure
from model.catalog import Artist
from model.types import ArtistKey

_LONGEST_NAMESAKE = 13  # characters, so that its listeners fit beside it
_LONGEST_LABEL = 32  # characters; a phone cuts off more
_LEVELS = {
    Adventure.EASY: "button-easy",
    Adventure.BALANCED: "button-balanced",
    Adventure.DEEP: "button-deep",
}


class Counted(Protocol):
    """How a chat votes on one artist."""

    @property
    def up(self) -> int:
        """Thumbs up."""

    @property
    def down(self) -> int:
        """Thumbs down."""


def own_marks(votes: Mapping[ArtistKey, int], words: Words) -> dict[ArtistKey, tuple[str, str]]:
    """Return the thumbs' labels of a private chat, the person's own votes marked."""
    up, up_mine = words.plain("button-up"), words.plain("button-up-mine")
    down, down_mine = words.plain("button-down"), words.plain("button-down-mine")
    return {
        key: (up_mine if vote > 0 else up, down_mine if vote < 0 else down)
        for key, vote in votes.items()
    }


def counted_marks(
    tallies: Mapping[ArtistKey, Counted], words: Words
) -> dict[ArtistKey, tuple[str, str]]:
    """Return the thumbs' labels of a group: what everybody sees is how many, never who."""

    def label(key: str, votes: int) -> str:
        return words.plain(f"{key}-counted", votes=votes) if votes else words.plain(key)

    return {
        key: (label("button-up", tally.up), label("button-down", tally.down))
        for key, tally in tallies.items()
    }


def similar(
    answer: Answer,
    page: int,
    marks: Mapping[ArtistKey, tuple[str, str]],
    words: Words,
    *,
    is_explained: bool = False,
) -> InlineKeyboardMarkup:
    """Return a row per artist (its name leads on, two thumbs vote) and three rows for the page.

    The first answers anew with artists better or lesser known; the second blocks; the third turns
    pages, and between them says why, or no longer.

    Args:
        answer: whose buttons.
        page: which one; the first is 0.
        marks: labels of the thumbs of artists that have votes.
        words: the language.
        is_explained: whether the text above says why.
    """
    unmarked = (words.plain("button-up"), words.plain("button-down"))
    rows = []
    for artist in answer.page(page):
        key, (up, down) = artist.artist_key, marks.get(artist.artist_key, unmarked)
        rows.append(
            [
                button(artist.artist_name, ShowArtist(key)),
                button(up, PressThumb(answer.query_id, key, 1, is_explained)),
                button(down, PressThumb(answer.query_id, key, -1, is_explained)),
            ]
        )
    levels = [
        button(words.plain(label), ChangeAdventure(answer.query_id, adventure))
        for adventure, label in _LEVELS.items()
        if adventure is not answer.adventure
    ]
    block = button(words.plain("button-block"), ChooseBlocked(answer.query_id, page))
    return InlineKeyboardMarkup(
        [*rows, levels, [block], _turns(answer, page, words, is_explained=is_explained)]
    )


def blocking(answer: Answer, page: int, words: Words) -> InlineKeyboardMarkup:
    """Return a button per artist of a page that blocks it, and one that leads back to the page."""
    rows = [
        [
            button(
                words.plain("button-block-artist", artist=artist.artist_name),
                Block(answer.query_id, artist.artist_key),
            )
        ]
        for artist in answer.page(page)
    ]
    back = button(words.plain("button-keep-all"), TurnPage(answer.query_id, page))
    return InlineKeyboardMarkup([*rows, [back]])


def suggestions(artists: Sequence[Artist], words: Words) -> InlineKeyboardMarkup:
    """Return a button per artist that may have been meant, the likeliest first.

    Namesakes are numbered and their listeners told: two buttons that read alike would be a riddle.
    """
    names = [shortened(artist.name, _LONGEST_LABEL) for artist in artists]
    times = Counter(name.casefold() for name in names)
    rows = []
    for place, (artist, name) in enumerate(zip(artists, names, strict=True), start=1):
        label = name
        if times[name.casefold()] > 1:
            label = words.plain(
                "button-namesake",
                place=str(place),
                artist=shortened(name, _LONGEST_NAMESAKE),
                listeners=artist.listeners,
            )
        rows.append([button(label, ShowArtist(artist.key, in_place=True))])
    return InlineKeyboardMarkup(rows)


def _turns(
    answer: Answer, page: int, words: Words, *, is_explained: bool
) -> list[InlineKeyboardButton]:
    """Return the buttons of a page; the one that hides the reasons shows it plain again."""
    this = TurnPage(answer.query_id, page)
    if is_explained:
        turns = [button(words.plain("button-why-hide"), this)]
    else:
        turns = [button(words.plain("button-why"), SayWhy(answer.query_id, page))]
    if page > 0:
        before = TurnPage(answer.query_id, page - 1)
        turns.insert(0, button(words.plain("button-previous"), before))
    if page + 1 < answer.pages:
        turns.append(button(words.plain("button-next"), TurnPage(answer.query_id, page + 1)))
    return turns


def button(label: str, payload: Payload) -> InlineKeyboardButton:
    """Return a button; a label that is too long for a phone is cut."""
    return InlineKeyboardButton(shortened(label, _LONGEST_LABEL), callback_data=str(payload))
