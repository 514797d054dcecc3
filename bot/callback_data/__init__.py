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
    r:QUERY:now       recommend artists for one's votes
    r:QUERY:others    name other artists to vote on
    n:KEY             never show this artist again
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
from typing import TypeAlias

from bot.callback_data.of_answers import (
    Block,
    BlockNamed,
    ChangeAdventure,
    ChooseBlocked,
    PressThumb,
    SayWhy,
    ShowArtist,
    ShowMap,
    TurnPage,
)
from bot.callback_data.of_people import (
    AskStarters,
    Compare,
    Forget,
    JoinMix,
    Prefer,
    Recommend,
    TurnBlocked,
    TurnLikes,
)
from bot.preferences import Choice, Theme
from model.adventure import Adventure
from model.types import ArtistKey

__all__ = [
    "MOST_BYTES",
    "AskStarters",
    "Block",
    "BlockNamed",
    "ChangeAdventure",
    "ChooseBlocked",
    "Compare",
    "Forget",
    "JoinMix",
    "Payload",
    "Prefer",
    "PressThumb",
    "Recommend",
    "SayWhy",
    "ShowArtist",
    "ShowMap",
    "TurnBlocked",
    "TurnLikes",
    "TurnPage",
    "parsed",
]

MOST_BYTES = 64

_KEY = r"([A-Za-z0-9_-]{11})"
_NUMBER = r"([0-9]{1,15})"
_PAGE = r"([0-9]{1,4})"

Payload: TypeAlias = (
    ShowArtist
    | ShowMap
    | TurnPage
    | PressThumb
    | SayWhy
    | ChangeAdventure
    | ChooseBlocked
    | Block
    | BlockNamed
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
        (rf"r:{_NUMBER}:now", lambda sent: Recommend(int(sent[1]))),
        (rf"r:{_NUMBER}:others", lambda sent: AskStarters(int(sent[1]))),
        (rf"n:{_KEY}", lambda sent: BlockNamed(ArtistKey(sent[1]))),
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
