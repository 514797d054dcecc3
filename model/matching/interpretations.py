"""The ways to take what was typed: as it stands, as a request, on another keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from model.matching.everyday import is_everyday
from model.matching.headings import in_latin
from model.matching.keyboards import retyped
from model.matching.requests import names_in
from model.names import LONGEST_READ, compact, folded, has_the, same_spelling, tidied

_FEWEST_FOREIGN, _FEWEST_HAN = 4, 3
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST_REQUEST = 600
_SHORTEST_RETYPED = 3
_LONGEST_RETYPED = 60


class Origin(Enum):
    """How an interpretation came from what was typed."""

    TYPED = auto()
    REQUEST = auto()
    KEYBOARD = auto()


@dataclass(frozen=True)
class Interpretation:
    """One way to take what was typed.

    Attributes:
        text: folded, not empty.
        origin: how it came from what was typed.
        is_doubted: made of everyday words, so that it names an artist only if it is the name.
    """

    text: str
    origin: Origin
    is_doubted: bool

    @cached_property
    def _in_latin(self) -> tuple[str, str]:
        return in_latin(self.text)

    @property
    def latin(self) -> str:
        """The text in Latin letters, as much of it as is compared."""
        return self._in_latin[0]

    @property
    def latin_headings(self) -> str:
        """The text in Latin letters if it is compared whole, else empty: a part is no heading."""
        return self._in_latin[1]

    @cached_property
    def is_foreign(self) -> bool:
        """Whether it is in another script than the Latin one."""
        return not self.text.isascii()

    @cached_property
    def says_too_little(self) -> bool:
        """Whether it is a word of a few signs in another script, whose Latin letters mean little.

        A Han sign is a word, and a syllable of Hangul or kana is hardly more than a letter.
        """
        least = _FEWEST_HAN if _HAN.search(self.text) else _FEWEST_FOREIGN
        return self.is_foreign and len(compact(self.text)) < least

    @property
    def is_roundabout(self) -> bool:
        """Whether Latin letters were typed, read on another keyboard, to be romanised again."""
        return self.origin is Origin.KEYBOARD and self.is_foreign

    @cached_property
    def letters(self) -> int:
        """How many letters and digits there are, in Latin letters."""
        return len(compact(self.latin))


def interpretations_of(typed: str) -> Iterator[Interpretation]:
    """Yield the ways to take a text, the likeliest first; none where nothing visible was typed."""
    visible = tidied(typed[:LONGEST_READ])
    text = folded(visible)
    if not text:
        return
    # Who writes "the beetles" means a band, whatever a beetle is.
    is_doubted = is_everyday(text) and not has_the(visible)
    yield Interpretation(text, Origin.TYPED, is_doubted)
    for part in names_in(same_spelling(visible[:_LONGEST_REQUEST])):
        name = folded(part)
        if name and name != text:
            yield Interpretation(name, Origin.REQUEST, is_everyday(name))
    if len(visible) <= _LONGEST_RETYPED:
        # Lowered and not case-folded: the final sigma is the w of a Greek keyboard.
        for other in retyped(visible.lower()):
            name = folded(other)
            if len(compact(name)) >= _SHORTEST_RETYPED:
                yield Interpretation(name, Origin.KEYBOARD, is_doubted or is_everyday(name))
