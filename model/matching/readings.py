"""The ways to read what was typed: as it stands, as a request, on another keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from model.matching.everyday import is_everyday
from model.matching.keyboards import retyped
from model.matching.requests import names_in
from model.matching.vocabulary import folded_for_matching
from model.names import compact, romanised, same_spelling, tidied

_LONGEST_READ = 600  # characters; a name further on was not what the message was about
_SHORTEST_RETYPED = 3
_LONGEST_RETYPED = 60


class Way(Enum):
    """How a text was read."""

    TYPED = auto()
    REQUEST = auto()
    KEYBOARD = auto()


@dataclass(frozen=True)
class Reading:
    """One way to read what was typed.

    Attributes:
        text: folded, not empty.
        way: how it came from what was typed.
        doubted: made of everyday words, so that it names an artist only if it is the name.
    """

    text: str
    way: Way
    doubted: bool

    @cached_property
    def latin(self) -> str:
        """The text in Latin letters."""
        return romanised(self.text)

    @property
    def is_foreign(self) -> bool:
        """Whether it was in another script."""
        return not self.text.isascii()

    @cached_property
    def letters(self) -> int:
        """How many letters and digits there are, in Latin letters."""
        return len(compact(self.latin))


def readings_of(typed: str) -> Iterator[Reading]:
    """Yield the readings of a text, the likeliest first; none where nothing visible was typed."""
    visible = tidied(typed)[:_LONGEST_READ]
    spelling, text = same_spelling(visible), folded_for_matching(visible)
    if not text:
        return
    # Who writes "the beetles" means a band, whatever a beetle is.
    doubted = is_everyday(text) and not spelling.startswith("the ")
    yield Reading(text, Way.TYPED, doubted)
    for span in names_in(spelling):
        name = folded_for_matching(span)
        if name and name != text:
            yield Reading(name, Way.REQUEST, is_everyday(name))
    if len(spelling) <= _LONGEST_RETYPED:
        for other in retyped(spelling):
            name = folded_for_matching(other)
            if len(compact(name)) >= _SHORTEST_RETYPED:
                yield Reading(name, Way.KEYBOARD, doubted or is_everyday(name))
