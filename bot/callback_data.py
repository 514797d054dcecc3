"""What a button sends back, as types: at most 64 bytes on the wire, whatever the artist's name.

A payload carries an artist's stable key or the number of a stored query, never a name or a row,
so a button pressed after a retraining still does what its label says.

    a:KEY             show artists similar to this one
    p:QUERY:PAGE      turn to a page of an answer
    v:QUERY:KEY:±     vote on an artist of an answer
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from model.types import ArtistKey

MOST_BYTES = 64

_KEY = r"[A-Za-z0-9_-]{11}"
_NUMBER = r"[0-9]{1,15}"
_PATTERN = re.compile(
    rf"a:(?P<artist>{_KEY})|p:(?P<paged>{_NUMBER}):(?P<page>[0-9]{{1,4}})"
    rf"|v:(?P<voted>{_NUMBER}):(?P<on>{_KEY}):(?P<sign>[+-])",
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

    def __str__(self) -> str:
        return f"v:{self.query_id}:{self.key}:{'+' if self.thumb > 0 else '-'}"


Payload: TypeAlias = ShowArtist | TurnPage | PressThumb


def parsed(data: str | None) -> Payload | None:
    """Return what a button meant, or None for anything that none of our buttons sends."""
    match = _PATTERN.fullmatch(data or "")
    if match is None:
        return None
    if match["artist"]:
        return ShowArtist(ArtistKey(match["artist"]))
    if match["paged"]:
        return TurnPage(int(match["paged"]), int(match["page"]))
    return PressThumb(
        int(match["voted"]), ArtistKey(match["on"]), 1 if match["sign"] == "+" else -1
    )
