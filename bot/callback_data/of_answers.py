"""Buttons that show artists, and those below an answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.preferences import Theme
from model.adventure import Adventure
from model.types import ArtistKey


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
class BlockNamed:
    """Never show this artist again, whom somebody has named."""

    key: ArtistKey

    def __str__(self) -> str:
        return f"n:{self.key}"
