"""What a button sends back, as types: at most 64 bytes on the wire, whatever the artist's name.

A payload carries an artist's stable key or the number of a stored query, never a name or a row,
so a button pressed after a retraining still does what its label says.

    a:KEY             show artists similar to this one; with ! behind it, in place of the question
    m:KEY             show the map around an artist; with ! behind it, in place of the map above,
                      and then perhaps the theme that pictures shall have from now on
    p:QUERY:PAGE      turn to a page of an answer
    v:QUERY:KEY:±     vote on an artist of an answer; with ? behind it, on a page that says why
    w:QUERY:PAGE      say why the artists of a page are in the answer
    d:QUERY:LEVEL     answer anew, with artists better or lesser known
    b:QUERY:PAGE      choose whom of a page never to see again
    x:QUERY:KEY       never show this artist of an answer again
    r:now             recommend artists for one's votes
    r:others          name other artists to vote on
    j:QUERY:±         take part in the mix of a chat, or no longer
    c:PERSON          compare one's taste with that of somebody who takes part
    u:PAGE            turn to a page of the artists never shown; with :KEY, let that one back first
    l:PAGE            turn to a page of one's votes; with :KEY, take that one back first
    s:NAME:VALUE      set a preference
    f:yes, f:no       erase everything about oneself, or nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.preferences import Choice, Theme
from model.adventure import Adventure
from model.types import ArtistKey

MOST_BYTES = 64

_KEY = r"([A-Za-z0-9_-]{11})"
_NUMBER = r"([0-9]{1,15})"
_PAGE = r"([0-9]{1,4})"


@dataclass(frozen=True, slots=True)
class ShowArtist:
    """Show artists similar to this one."""

    key: ArtistKey
    in_place: bool = False
    """Whether the message is a question that this answers, and becomes the answer."""

    def __str__(self) -> str:
        return f"a:{self.key}{'!' if self.in_place else ''}"


@dataclass(frozen=True, slots=True)
class ShowMap:
    """Show the map around an artist."""

    key: ArtistKey
    in_place: bool = False
    """Whether the message is a map, which this takes the place of."""
    theme: Theme | None = None
    """Which pictures shall have from now on; None for no other."""

    def __str__(self) -> str:
        return f"m:{self.key}{'!' if self.in_place else ''}{self.theme or ''}"


@dataclass(frozen=True, slots=True)
class TurnPage:
    """Turn to a page of an answer; the first is 0."""

    query_id: int
    page: int

    def __str__(self) -> str:
        return f"p:{self.query_id}:{self.page}"


@dataclass(frozen=True, slots=True)
class PressThumb:
    """Vote on an artist of an answer; pressing the thumb that already counts takes it back."""

    query_id: int
    key: ArtistKey
    thumb: int
    """1 for up, -1 for down."""
    is_explained: bool = False
    """Whether the page above says why, and shall go on saying so."""

    def __str__(self) -> str:
        sign = "+" if self.thumb > 0 else "-"
        return f"v:{self.query_id}:{self.key}:{sign}{'?' if self.is_explained else ''}"


@dataclass(frozen=True, slots=True)
class SayWhy:
    """Say why the artists of a page are in the answer; the first page is 0."""

    query_id: int
    page: int

    def __str__(self) -> str:
        return f"w:{self.query_id}:{self.page}"


@dataclass(frozen=True, slots=True)
class ChangeAdventure:
    """Answer what was asked anew, with artists better or lesser known."""

    query_id: int
    adventure: Adventure

    def __str__(self) -> str:
        return f"d:{self.query_id}:{self.adventure}"


@dataclass(frozen=True, slots=True)
class ChooseBlocked:
    """Choose whom of a page of an answer never to see again."""

    query_id: int
    page: int

    def __str__(self) -> str:
        return f"b:{self.query_id}:{self.page}"


@dataclass(frozen=True, slots=True)
class Block:
    """Never show this artist of an answer again."""

    query_id: int
    key: ArtistKey

    def __str__(self) -> str:
        return f"x:{self.query_id}:{self.key}"


@dataclass(frozen=True, slots=True)
class Recommend:
    """Recommend artists for one's votes."""

    def __str__(self) -> str:
        return "r:now"


@dataclass(frozen=True, slots=True)
class AskStarters:
    """Name other artists to vote on."""

    def __str__(self) -> str:
        return "r:others"


@dataclass(frozen=True, slots=True)
class JoinMix:
    """Take part in the mix of a chat, or no longer."""

    query_id: int
    is_joining: bool

    def __str__(self) -> str:
        return f"j:{self.query_id}:{'+' if self.is_joining else '-'}"


@dataclass(frozen=True, slots=True)
class Compare:
    """Compare one's taste with that of somebody who takes part in the mix of the chat."""

    person_id: int

    def __str__(self) -> str:
        return f"c:{self.person_id}"


@dataclass(frozen=True, slots=True)
class TurnBlocked:
    """Turn to a page of the artists that are never shown, having let one of them back."""

    page: int
    let_back: ArtistKey | None = None

    def __str__(self) -> str:
        return f"u:{self.page}" + (f":{self.let_back}" if self.let_back else "")


@dataclass(frozen=True, slots=True)
class TurnLikes:
    """Turn to a page of one's votes, having taken one of them back."""

    page: int
    taken_back: ArtistKey | None = None

    def __str__(self) -> str:
        return f"l:{self.page}" + (f":{self.taken_back}" if self.taken_back else "")


@dataclass(frozen=True, slots=True)
class Prefer:
    """Set a preference."""

    choice: Choice
    value: str

    def __str__(self) -> str:
        return f"s:{self.choice}:{self.value}"


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase everything about oneself, or nothing."""

    is_sure: bool

    def __str__(self) -> str:
        return "f:yes" if self.is_sure else "f:no"


Payload: TypeAlias = (
    ShowArtist
    | ShowMap
    | TurnPage
    | PressThumb
    | SayWhy
    | ChangeAdventure
    | ChooseBlocked
    | Block
    | Recommend
    | AskStarters
    | JoinMix
    | Compare
    | TurnBlocked
    | TurnLikes
    | Prefer
    | Forget
)

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Payload]], ...] = tuple(
    (re.compile(pattern, re.ASCII), payload)
    for pattern, payload in (
        (rf"a:{_KEY}(!?)", lambda sent: ShowArtist(ArtistKey(sent[1]), bool(sent[2]))),
        (
            rf"m:{_KEY}(!?)({'|'.join(Theme)})?",
            lambda sent: ShowMap(
                ArtistKey(sent[1]), bool(sent[2]), Theme(sent[3]) if sent[3] else None
            ),
        ),
        (rf"p:{_NUMBER}:{_PAGE}", lambda sent: TurnPage(int(sent[1]), int(sent[2]))),
        (
            rf"v:{_NUMBER}:{_KEY}:([+-])(\??)",
            lambda sent: PressThumb(
                int(sent[1]), ArtistKey(sent[2]), int(f"{sent[3]}1"), bool(sent[4])
            ),
        ),
        (rf"w:{_NUMBER}:{_PAGE}", lambda sent: SayWhy(int(sent[1]), int(sent[2]))),
        (
            rf"d:{_NUMBER}:({'|'.join(Adventure)})",
            lambda sent: ChangeAdventure(int(sent[1]), Adventure(sent[2])),
        ),
        (rf"b:{_NUMBER}:{_PAGE}", lambda sent: ChooseBlocked(int(sent[1]), int(sent[2]))),
        (rf"x:{_NUMBER}:{_KEY}", lambda sent: Block(int(sent[1]), ArtistKey(sent[2]))),
        (r"r:now", lambda _: Recommend()),
        (r"r:others", lambda _: AskStarters()),
        (rf"j:{_NUMBER}:([+-])", lambda sent: JoinMix(int(sent[1]), sent[2] == "+")),
        (rf"c:{_NUMBER}", lambda sent: Compare(int(sent[1]))),
        (
            rf"u:{_PAGE}(?::{_KEY})?",
            lambda sent: TurnBlocked(int(sent[1]), ArtistKey(sent[2]) if sent[2] else None),
        ),
        (
            rf"l:{_PAGE}(?::{_KEY})?",
            lambda sent: TurnLikes(int(sent[1]), ArtistKey(sent[2]) if sent[2] else None),
        ),
        (r"f:(yes|no)", lambda sent: Forget(sent[1] == "yes")),
        (
            rf"s:({'|'.join(Choice)}):([a-z-]{{1,20}})",
            lambda sent: Prefer(Choice(sent[1]), sent[2]),
        ),
    )
)


def parsed(data: str | None) -> Payload | None:
    """Return what a button meant, or None for anything that none of our buttons sends."""
    for form, payload in _FORMS:
        sent = form.fullmatch(data or "")
        if sent is not None:
            return payload(sent)
    return None
