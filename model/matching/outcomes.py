"""What a typed text can turn out to be; shared by everything that answers.

Nothing further up decides again whether a match is good enough: `Matching` says which one to
answer for, where a question can be asked (`is_confident`) and where none can (`to_answer_for`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from model.catalog import Artist

EXACT = 100.0
"""The score of the very name; nothing else reaches it."""


class Outcome(StrEnum):
    """What to do with what was typed."""

    CONFIDENT = "confident"
    """Answer for the first match; say which it is unless the match is exact."""
    UNSURE = "unsure"
    """Ask which of the matches was meant."""
    UNKNOWN = "unknown"
    """Say that there is no such artist here; guess nothing."""


@dataclass(frozen=True, slots=True)
class Match:
    """An artist that may have been meant.

    Attributes:
        artist: which one.
        score: 100 for the name itself, else points from 0 to 99 for how sure the find is.
    """

    artist: Artist
    score: float

    @classmethod
    def exact(cls, artist: Artist) -> Match:
        """Return the match of an artist that was named, or pointed at, without any doubt."""
        return cls(artist, EXACT)

    @property
    def is_exact(self) -> bool:
        """Say whether what was typed is the artist's name, but for what folding takes off."""
        return self.score == EXACT


@dataclass(frozen=True, slots=True)
class Matching:
    """What the matcher makes of a text.

    Attributes:
        typed: the text, as it was given.
        matches: in the order in which to offer them, highest score first. Of artists of the very
            name the one that was typed to the letter comes first, or the better known.
        outcome: what to do.
    """

    typed: str
    matches: tuple[Match, ...]
    outcome: Outcome

    @property
    def is_confident(self) -> bool:
        """Say whether the first match may be answered for without asking."""
        return self.outcome is Outcome.CONFIDENT

    @property
    def is_exact(self) -> bool:
        """Say whether the first match is exact."""
        return bool(self.matches) and self.matches[0].is_exact

    @property
    def to_answer_for(self) -> Match | None:
        """The match to answer for where nobody can be asked: a sure one, or the very name."""
        return self.matches[0] if self.is_confident or self.is_exact else None
