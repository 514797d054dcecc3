"""Whole sentences: which words of a request are not part of the name that was meant.

Only words at either end are taken off, and only where one of them asks for music: "what is the
weather" names nobody. What is left must not be one of those words itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from model.matching.everyday import is_everyday

_MOST_WORDS = 60  # of a sentence; what is longer is a story
_LONGEST_NAME = 10  # words
_MOST_NAMES = 40  # that a request may hold, the shortest; more are a list of words
_PUNCTUATION = '?!.,;:()"“”«»…！？。，、'
_WORDS = Path(__file__).with_name("request_words.toml")
_WITHOUT_SPACES = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")  # kana and Han


@dataclass(frozen=True, slots=True)
class RequestWords:
    """What stands around names in requests.

    Attributes:
        asking: words that ask for music by themselves.
        listed: these, and words that stand around them.
        before: matches one phrase in front of a name, in languages without spaces.
        behind: matches one phrase behind it.
    """

    asking: frozenset[str]
    listed: frozenset[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def request_words() -> RequestWords:
    """Read the words that come with Kindred, `request_words.toml`, once."""
    languages = tomllib.loads(_WORDS.read_text(encoding="utf-8")).values()

    def every(kind: str) -> frozenset[str]:
        return frozenset(word for words in languages for word in words.get(kind, "").split())

    before, behind = _alternatives(every("before")), _alternatives(every("behind"))
    return RequestWords(
        every("asking"),
        every("asking") | every("around"),
        re.compile(f"^(?:{before}) ?"),
        re.compile(f" ?(?:{behind})$"),
    )


def names_in(spelling: str) -> Iterator[str]:
    """Yield what may be the name in a request, the longest first; nothing where none is made.

    "play something corporate" yields "something corporate" and "corporate". Behind them comes what
    remains when everyday words are taken off as well, where anything does.

    Args:
        spelling: what was typed, in lower case, punctuation in place.
    """
    if _WITHOUT_SPACES.search(spelling):
        yield from _names_between_phrases(spelling)
    words = [word.strip(_PUNCTUATION) for word in spelling.split()]
    words = [word for word in words if word]
    if not 1 < len(words) <= _MOST_WORDS:
        return
    listed = request_words().listed
    spans = _spans(words, listed.__contains__)
    wide = _spans(words, lambda word: word in listed or is_everyday(word))
    for start, end in (*spans, *wide[-1:]):
        yield " ".join(words[start:end])


def _spans(words: list[str], is_around: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Return the parts of a sentence that may be a name, the longest first.

    Each begins within the leading run of words that stand around a name and ends within the
    closing one, and leaves out a word that asks for music.
    """
    known = request_words()
    first = _run(words, is_around)
    last = len(words) - _run(words[::-1], is_around)
    spans = [
        (start, end)
        for start in range(min(first, len(words) - 1) + 1)
        for end in range(max(last, start + 1), len(words) + 1)
        if end - start <= _LONGEST_NAME
        and any(word in known.asking for word in words[:start] + words[end:])
        and not (end - start == 1 and words[start] in known.listed)
    ]
    return sorted(spans, key=lambda span: (span[0] - span[1], span[0]))[-_MOST_NAMES:]


def _run(words: list[str], is_around: Callable[[str], bool]) -> int:
    """Return how many words from the first on stand around a name."""
    return next((place for place, word in enumerate(words) if not is_around(word)), len(words))


def _names_between_phrases(spelling: str) -> Iterator[str]:
    known = request_words()
    rest = spelling.strip(_PUNCTUATION + " ")
    for _ in range(_MOST_NAMES):
        shorter = known.behind.sub("", known.before.sub("", rest)).strip(_PUNCTUATION + " ")
        if shorter in {rest, ""}:
            return
        rest = shorter
        yield rest


def _alternatives(phrases: frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
