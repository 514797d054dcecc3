"""Two people's tastes held against each other, as a text with the artists that each could give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from telegram import InlineKeyboardMarkup

from bot.callback_data import Compare, ShowArtist
from bot.i18n.translator import Words
from bot.rendering.keyboards import button
from bot.rendering.messages import LINK, joined, linked, listed, shortened
from model.catalog import Artist
from model.recommender import Comparison

Shown: TypeAlias = tuple[str, InlineKeyboardMarkup | None]

_LONGEST_PERSON = 24  # characters
_MOST_NAMED = 5  # artists in a sentence
_MOST_PEOPLE = 30  # of whom to choose one


class Person(Protocol):
    """Somebody to be compared with."""

    @property
    def person_id(self) -> int:
        """Telegram's id."""

    @property
    def name(self) -> str:
        """As it is said in the chat."""


def compared(first: str, second: str, found: Comparison, words: Words, artist_link: str) -> Shown:
    """Return what two people have in common and what each could give the other.

    Args:
        first: the one's name.
        second: the other's.
        found: the comparison, in that order.
        words: the language.
        artist_link: see `bot.links.address_of`.
    """
    first, second = person(first), person(second)
    if found.overlap is None:
        return words.html("taste-unknown", first=first, second=second), None
    lines = [words.html("taste-title", first=first, second=second, overlap=found.overlap)]
    if found.in_common:
        lines.append(words.html("taste-common", artists=_names(found.in_common, words)))
    if found.apart:
        lines.append(words.html("taste-apart", artists=_names(found.apart, words)))
    gifts = [(second, first, found.for_first), (first, second, found.for_second)]
    rows = []
    for giver, taker, artist in gifts:
        if artist is not None:
            line = words.html("taste-gift", giver=giver, taker=taker, link=LINK)
            lines.append(linked(line, artist.name, artist_link))
            rows.append([button(artist.name, ShowArtist(artist.key))])
    return "\n".join(lines), InlineKeyboardMarkup(rows) if rows else None


def choice(people: Sequence[Person], words: Words) -> InlineKeyboardMarkup:
    """Return a button per person, those who joined first on top."""
    return InlineKeyboardMarkup(
        [
            [button(words.plain("button-person", name=person(one.name)), Compare(one.person_id))]
            for one in people[:_MOST_PEOPLE]
        ]
    )


def person(name: str) -> str:
    """Return a person's name on one line and not too long."""
    return shortened(name.replace(LINK, "\ufffd"), _LONGEST_PERSON)


def _names(artists: Sequence[Artist], words: Words) -> str:
    names = [artist.name for artist in artists]
    more = len(names) - _MOST_NAMED
    if more <= 0:
        return listed(names, words)
    shown = joined(names[:_MOST_NAMED], words)
    return words.plain("taste-more", artists=shown, more=more)
