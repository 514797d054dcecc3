"""Buttons for a person's own matters, and for those who mix."""

from __future__ import annotations

from dataclasses import dataclass

from bot.preferences import Choice
from model.types import ArtistKey


@dataclass(frozen=True, slots=True)
class Recommend:
    """Recommend artists for one's votes, in place of those to vote on."""

    query_id: int

    def __str__(self) -> str:
        return f"r:{self.query_id}:now"


@dataclass(frozen=True, slots=True)
class AskStarters:
    """Name other artists to vote on, in place of these."""

    query_id: int

    def __str__(self) -> str:
        return f"r:{self.query_id}:others"


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
