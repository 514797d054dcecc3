"""The buttons below answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answers import Answer, Kind
from bot.callback_data import (
    AskStarters,
    Block,
    ChangeAdventure,
    ChooseBlocked,
    Forget,
    JoinMix,
    Payload,
    PressThumb,
    Recommend,
    SayWhy,
    ShowArtist,
    ShowMap,
    TurnPage,
)
from bot.i18n.translator import Words
from bot.rendering.messages import shortened
from model.adventure import Adventure
from model.catalog import Artist
from model.types import ArtistKey

_LONGEST_NAMESAKE = 9  # characters, so that its listeners fit beside it
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


def below(
    answer: Answer,
    page: int,
    marks: Mapping[ArtistKey, tuple[str, str]],
    words: Words,
    *,
    is_explained: bool = False,
    is_own: bool = True,
) -> InlineKeyboardMarkup:
    """Return a row per artist (its name leads on, two thumbs vote) and some rows for the page.

    What those do depends on what was answered: answer anew with artists better or lesser known;
    block; take part; turn pages, and between them say why, or no longer.

    Args:
        answer: whose buttons.
        page: which one; the first is 0.
        marks: labels of the thumbs of artists that have votes.
        words: the language.
        is_explained: whether the text above says why.
        is_own: whether the message is one person's alone; only there it offers to block, since it
            turns into a question to that person for a while.
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
    turns = _turns(answer, page, words, is_explained=is_explained)
    match answer.kind:
        case Kind.SIMILAR | Kind.RECOMMENDED:
            beside = []
            if answer.near:
                on_map = ShowMap(answer.near[0].artist_key)
                beside.append(button(words.plain("button-map"), on_map))
            if is_own:
                block = ChooseBlocked(answer.query_id, page)
                beside.append(button(words.plain("button-block"), block))
            rows += [_levels(answer, words), beside] if beside else [_levels(answer, words)]
        case Kind.STARTERS:
            rows += [
                [button(words.plain("button-other-starters"), AskStarters(answer.query_id))],
                [button(words.plain("button-recommend"), Recommend(answer.query_id))],
            ]
        case Kind.MIX:
            choices = {"button-join": True, "button-leave": False}
            rows.append(
                [
                    button(words.plain(label), JoinMix(answer.query_id, is_joining=is_joining))
                    for label, is_joining in choices.items()
                ]
            )
    return _Plain([*rows, turns] if turns else rows)


class _Plain(InlineKeyboardMarkup):
    """Buttons that have nothing but a label and a payload, two dozen below every answer.

    The library looks through all that a button could have, which is a twentieth of the work of
    an answer.
    """

    __slots__ = ()

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:  # noqa: ARG002, FBT001, FBT002  # as the library has it
        return {
            "inline_keyboard": [
                [{"text": one.text, "callback_data": one.callback_data} for one in row]
                for row in self.inline_keyboard
            ]
        }


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


def forgetting(words: Words) -> InlineKeyboardMarkup:
    """Return two buttons: one erases everything, one nothing."""
    choices = {"button-forget": True, "button-keep": False}
    return InlineKeyboardMarkup(
        [[button(words.plain(label), Forget(is_sure=sure))] for label, sure in choices.items()]
    )


def suggestions(
    artists: Sequence[Artist], words: Words, leads_to: Callable[[ArtistKey], Payload]
) -> InlineKeyboardMarkup:
    """Return a button per artist that may have been meant, the likeliest first.

    Namesakes are numbered and their listeners told: two buttons that read alike would be a riddle.

    Args:
        artists: to choose from.
        words: the language.
        leads_to: what the button of an artist sends.
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
        rows.append([button(label, leads_to(artist.key))])
    return InlineKeyboardMarkup(rows)


def _levels(answer: Answer, words: Words) -> list[InlineKeyboardButton]:
    return [
        button(words.plain(label), ChangeAdventure(answer.query_id, adventure))
        for adventure, label in _LEVELS.items()
        if adventure is not answer.adventure
    ]


def _turns(
    answer: Answer, page: int, words: Words, *, is_explained: bool
) -> list[InlineKeyboardButton]:
    """Return the buttons of a page; the one that hides the reasons shows it plain again.

    What is recommended says why without being asked.
    """
    turns = []
    if is_explained:
        this = TurnPage(answer.query_id, page)
        turns.append(button(words.plain("button-why-hide"), this))
    elif answer.kind is Kind.SIMILAR:
        turns.append(button(words.plain("button-why"), SayWhy(answer.query_id, page)))
    if page > 0:
        before = TurnPage(answer.query_id, page - 1)
        turns.insert(0, button(words.plain("button-previous"), before))
    if page + 1 < answer.pages:
        turns.append(button(words.plain("button-next"), TurnPage(answer.query_id, page + 1)))
    return turns


def button(label: str, payload: Payload) -> InlineKeyboardButton:
    """Return a button; a label that is too long for a phone is cut."""
    return InlineKeyboardButton(shortened(label, _LONGEST_LABEL), callback_data=str(payload))
