"""Reads what somebody asks for: an artist, or several with + and -, and how well known to go.

`radiohead + björk - coldplay deep` asks for artists close to the first two, away from the third,
and lesser known. Names contain all of these (Florence + the Machine, blink-182, Mobb Deep), so a
text that names one artist as a whole is never taken apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from model.adventure import Adventure
from model.matching import Match, Matching
from model.signs import MINUS, Part, parts_of

MOST_ARTISTS = 5
_MOST_PARTS = 2 * MOST_ARTISTS  # looked up; some may be the same artist, or one name together


class Flaw(StrEnum):
    """Why a request that is understood cannot be answered."""

    ONLY_AWAY = "only-away"
    """It names nobody to be close to."""
    ON_BOTH_SIDES = "on-both-sides"
    """It asks to be close to an artist and away from it."""
    TOO_MANY = "too-many"
    """It names more than `MOST_ARTISTS`."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to answer.

    Attributes:
        near: artists asked for, at least one, each once.
        far: artists to keep away from, each once.
        adventure: how well known the answers shall be.
    """

    near: tuple[Match, ...]
    far: tuple[Match, ...] = ()
    adventure: Adventure = Adventure.BALANCED


@dataclass(frozen=True, slots=True)
class Unclear:
    """A text, or a part of one, that may be several artists or none.

    Attributes:
        matching: what the matcher makes of it.
        clear: the artists that the other parts name; none where the text is in one piece.
    """

    matching: Matching
    clear: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A request whose artists are clear, and which makes no sense.

    Attributes:
        flaw: why.
        artist_name: whom that is about; empty where it is about nobody in particular.
    """

    flaw: Flaw
    artist_name: str = ""


Reading: TypeAlias = Request | Unclear | Refused
Matcher: TypeAlias = Callable[[str], Matching]


def read_request(
    typed: str, match: Matcher, *, otherwise: Adventure = Adventure.BALANCED
) -> Reading:
    """Find out what is asked for.

    Args:
        typed: anything at all.
        match: says which artist a text names.
        otherwise: how well known answers shall be where the text does not say.
    """
    typed = typed.strip()
    whole = match(typed)
    if not whole.is_exact:
        for end in dict.fromkeys([typed, *(part.text for part in parts_of(typed)[-1:])]):
            adventure = _adventure_behind(end, match)
            if adventure is not None:
                shorter = _without_last_word(typed)
                return _leaning(_read(shorter, match(shorter), match), adventure)
    return _leaning(_read(typed, whole, match), otherwise)


def _leaning(reading: Reading, adventure: Adventure) -> Reading:
    return replace(reading, adventure=adventure) if isinstance(reading, Request) else reading


def _read(typed: str, whole: Matching, match: Matcher) -> Reading:
    """Take a text as one artist, else as several, else as the unclear name of one."""
    several = None if _names_one(typed, whole) else _read_parts(typed, match)
    if whole.is_confident and not _says_more(several, whole):
        return Request((whole.matches[0],))
    return several or Unclear(whole)


def _names_one(typed: str, whole: Matching) -> bool:
    """Say whether a text is one artist's very name.

    Names are compared without punctuation, so a minus in front says more than the matcher hears:
    `- coldplay` is no name, and `-M-` is one.
    """
    opens_with_minus = typed[:1] in MINUS
    return whole.is_exact and not (
        opens_with_minus and whole.matches[0].artist.name[:1] not in MINUS
    )


def _says_more(several: Reading | None, whole: Matching) -> bool:
    """Say whether a text that was taken for one artist was so for the sake of one part of it.

    Of "florence + machine - radiohead" that is so, since its first part is surer than the whole.
    """
    if isinstance(several, Refused):
        return True
    if not isinstance(several, Request):
        return False
    named = several.near + several.far
    best = whole.matches[0]
    return len(named) > 1 and any(
        one.artist.key == best.artist.key and one.score >= best.score for one in named
    )


def _read_parts(typed: str, match: Matcher) -> Reading | None:
    """Take a text as several artists; None where it is in one piece or no part is an artist."""
    parts = parts_of(typed)
    if len(parts) <= 1 and all(part.sign > 0 for part in parts):
        return None
    if len(parts) > _MOST_PARTS:
        return Refused(Flaw.TOO_MANY)
    matched = _matched(typed, parts, match)
    clear = tuple(_answerable(matching for matching, _ in matched))
    if not clear:
        return None
    for matching, _ in matched:
        if matching.to_answer_for is None:
            return Unclear(matching, clear)
    near = _each_once(_answerable(matching for matching, sign in matched if sign > 0))
    far = _each_once(_answerable(matching for matching, sign in matched if sign < 0))
    return _sensible(near, far)


def _matched(typed: str, parts: Sequence[Part], match: Matcher) -> list[tuple[Matching, int]]:
    """Match each part, or two as one where they say more together: Florence + the Machine."""
    matched: list[tuple[Matching, int]] = []
    before: Part | None = None
    for part in parts:
        matching = match(part.text)
        if before is not None:
            alone = max(_points(matched[-1][0]), _points(matching))
            together = match(typed[before.start : part.start + len(part.text)])
            if together.is_confident and _points(together) > alone:
                matched[-1] = (together, before.sign)
                continue
        matched.append((matching, part.sign))
        before = part
    return matched


def _points(matching: Matching) -> float:
    return matching.matches[0].score if matching.matches else 0.0


def _sensible(near: tuple[Match, ...], far: tuple[Match, ...]) -> Reading:
    avoided = {one.artist.key for one in far}
    for one in near:
        if one.artist.key in avoided:
            return Refused(Flaw.ON_BOTH_SIDES, one.artist.name)
    if not near:
        return Refused(Flaw.ONLY_AWAY, far[0].artist.name)
    if len(near) + len(far) > MOST_ARTISTS:
        return Refused(Flaw.TOO_MANY)
    return Request(near, far)


def _answerable(matchings: Iterator[Matching]) -> Iterator[Match]:
    for matching in matchings:
        if matching.to_answer_for is not None:
            yield matching.to_answer_for


def _each_once(matches: Iterator[Match]) -> tuple[Match, ...]:
    """Leave an artist out that was named before, and keep the surer of its matches."""
    surest: dict[str, Match] = {}
    for one in matches:
        before = surest.get(one.artist.key)
        if before is None or one.score > before.score:
            surest[one.artist.key] = one
    return tuple(surest.values())


def _adventure_behind(text: str, match: Matcher) -> Adventure | None:
    """Return the adventure that a text's last word asks for, if the rest names an artist.

    The word is a part of the name where the text names another artist with it: Mobb Deep, and
    "mob deep" too. "moby deep" is Moby's, whose very name it has and who is the better known.
    """
    words = text.split()
    if len(words) <= 1 or words[-1].casefold() not in set(Adventure):
        return None
    artist, together = match(_without_last_word(text)), match(text)
    if not artist.is_confident or together.is_exact:
        return None
    without, with_word = artist.matches[0], together.matches[0] if together.is_confident else None
    if with_word is not None and with_word.artist.key != without.artist.key:
        is_better_known = without.artist.listeners > with_word.artist.listeners
        if not (without.is_exact and is_better_known):
            return None
    return Adventure(words[-1].casefold())


def _without_last_word(text: str) -> str:
    return text.rstrip()[: -len(text.rsplit(maxsplit=1)[-1])].rstrip()
