"""The headings under which a name is filed, so that it is found without being compared.

A typed text has headings as a name has, so one look into a table finds "acdc", "davis miles",
"kino" for Кино and "rhcp". How far either side had to be bent says how sure the find is (`Bend`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from enum import IntEnum

from model.matching.numbers import in_digits
from model.matching.sounds import skeleton
from model.names import compact, romanised

LONGEST_COMPARED = 120
"""Characters of a name and a text that are bent and compared; more only costs time."""

_DIGEST_BYTES = 8  # among two million headings a false find is a matter of 1e-13 a query
_INITIALS = range(3, 9)  # letters; two are too few to mean anybody
_SHORTEST_SKELETON = 2
_SHORTEST_WITHOUT_ARTICLE = 3  # letters left over: El-P is not P
_LEFT_OUT = frozenset({"and", "the", "a"})
_ARTICLES = frozenset(
    ("el", "los", "las", "la", "le", "les", "il", "lo", "gli", "der", "die", "das", "os", "as")
)


class Bend(IntEnum):
    """How far a name is from the heading it was found under, least first."""

    NAME = 0
    """Not at all: the folded name."""
    ALIAS = 1
    """Another name of the same artist."""
    SCRIPT = 2
    """In Latin letters."""
    SPACES = 3
    """Without spaces, number words as digits."""
    ORDER = 4
    """Words sorted, small words and a foreign article left out."""
    INITIALS = 5
    """First letters of two words or more."""
    SOUND = 6
    """Consonants alone, as they sound: leads to candidates, and no further."""


def headings_of(folded_name: str, latin: str) -> Iterator[tuple[Bend, str]]:
    """Yield the headings of a name or of a typed text, least bent first; none comes twice.

    They share one space, for what is sorted on one side may be plain on the other.

    Args:
        folded_name: in its own script.
        latin: the same, romanised; empty where the name is too long to be bent.
    """
    words = in_digits(latin.split())
    headings = (
        (Bend.NAME, folded_name),
        (Bend.SCRIPT, latin),
        (Bend.SPACES, compact(latin)),
        (Bend.SPACES, "".join(words)),
        (Bend.ORDER, " ".join(sorted(_without_small_words(words)))),
    )
    seen: set[str] = set()
    for bend, heading in headings:
        if heading and heading not in seen:
            seen.add(heading)
            yield bend, heading


def in_latin(folded_name: str) -> tuple[str, str]:
    """Return a folded name in Latin letters as it is compared, and as it is bent into headings.

    A name of more than `LONGEST_COMPARED` characters is compared in part, and a part is no
    heading: then the second is empty.
    """
    latin = romanised(folded_name[:LONGEST_COMPARED])
    return latin, latin if len(folded_name) <= LONGEST_COMPARED else ""


def hashed(heading: str) -> int:
    """Return the 64 bits under which a heading stands in a version's table."""
    digest = hashlib.blake2b(heading.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES)
    return int.from_bytes(digest.digest(), "little")


def as_initials(latin: str) -> str:
    """Return the heading of initials for a text that may be some, else the empty string.

    Like that of a sound it begins with a capital, which no folded text has.
    """
    joined = compact(latin)
    return f"I:{joined}" if len(joined) in _INITIALS else ""


def as_sound(sound: str) -> str:
    """Return the heading of a text's consonants, or the empty string where too few are left.

    Args:
        sound: as `model.matching.sounds.heard` returns it.
    """
    consonants = skeleton(sound)
    return f"S:{consonants}" if len(consonants) >= _SHORTEST_SKELETON else ""


def initials_of(latin: str, *, has_the: bool) -> Iterator[str]:
    """Yield the headings of a name's initials, for each way of taking its small words.

    "and" counts as a, as n or not at all (fatm, gnr, ccr), "the" in front as t or not at all.

    Args:
        latin: folded and romanised.
        has_the: whether "the" belongs to it.
    """
    words = latin.split()
    if " " not in latin:
        return
    firsts = [word if word.isdigit() else word[0] for word in words]
    ways = ["".join(firsts)]
    if "and" in words:
        for taken in ("n", ""):
            pairs = zip(words, firsts, strict=True)
            ways.append("".join(taken if word == "and" else first for word, first in pairs))
    if has_the:
        ways += [f"t{way}" for way in ways]
    yield from (f"I:{way}" for way in dict.fromkeys(ways) if len(way) in _INITIALS)


def _without_small_words(words: list[str]) -> list[str]:
    """Return words without "and", "the", "a" and a foreign article, if any are left."""
    kept = [word for word in words if word not in _LEFT_OUT] or words
    for article, rest in ((kept[:1], kept[1:]), (kept[-1:], kept[:-1])):
        if _ARTICLES.issuperset(article) and len("".join(rest)) >= _SHORTEST_WITHOUT_ARTICLE:
            return rest
    return kept
