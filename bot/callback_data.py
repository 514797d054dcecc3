"""What a button sends back, as types: at most 64 bytes on the wire, whatever the artist's name.

A payload carries an artist's stable key or the number of a stored query, never a name or a row,
so a button pressed after a retraining still does what its label says.

    a:KEY             show artists similar to this one
    p:QUERY:PAGE      turn to a page of an answer
    v:QUERY:KEY:±     vote on an artist of an answer; with ? behind it, on a page that says why
    w:QUERY:PAGE      say why the artists of a page are in the answer
    d:QUERY:LEVEL     answer anew, with artists better or lesser known
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from model.adventure import Adventure
from model.types import ArtistKey

MOST_BYTES = 64

_KEY = r"[A-Za-z0-9_-]{11}"
_NUMBER = r"[0-9]{1,15}"
_PAGE = r"[0-9]{1,4}"
_PATTERN = re.compile(
    rf"a:(?P<artist>{_KEY})|p:(?P<paged>{_NUMBER}):(?P<page>{_PAGE})"
    rf"|v:(?P<voted>{_NUMBER}):(?P<on>{_KEY}):(?P<sign>[+-])(?P<explained>\??)"
    rf"|w:(?P<asked>{_NUMBER}):(?P<why>{_PAGE})"
    rf"|d:(?P<again>{_NUMBER}):(?P<adventure>{'|'.join(Adventure)})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class ShowArtist:
    """Show artists similar to this one."""

    key: ArtistKey

    def __str__(self) -> str:
        return f"a:{self.key}"


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


Payload: TypeAlias = ShowArtist | TurnPage | PressThumb | SayWhy | ChangeAdventure


def parsed(data: str | None) -> Payload | None:
    """Return what a button meant, or None for anything that none of our buttons sends."""
    match = _PATTERN.fullmatch(data or "")
    if match is None:
        return None
    if match["artist"]:
        return ShowArtist(ArtistKey(match["artist"]))
    if match["paged"]:
        return TurnPage(int(match["paged"]), int(match["page"]))
    if match["asked"]:
        return SayWhy(int(match["asked"]), int(match["why"]))
    if match["again"]:
        return ChangeAdventure(int(match["again"]), Adventure(match["adventure"]))
    return PressThumb(
        int(match["voted"]),
        ArtistKey(match["on"]),
        1 if match["sign"] == "+" else -1,
        is_explained=bool(match["explained"]),
    )
