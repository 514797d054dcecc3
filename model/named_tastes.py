"""Tastes given by name, as programs and the command line give them, and what they are answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from model.adventure import Adventure
from model.errors import UnreadableTaste
from model.recommender import Recommender
from model.types import ArtistKey


@dataclass(frozen=True, slots=True)
class NamedTaste:
    """What somebody likes and dislikes, by names as people write them.

    Attributes:
        user: whatever the asking program calls them; handed back as it is.
        likes: names.
        dislikes: names.
    """

    user: Any
    likes: Sequence[str]
    dislikes: Sequence[str]


def taste_of_line(line: str) -> NamedTaste:
    """Read `{"user": any, "likes": [name…], "dislikes": [name…]}`; each may be left out.

    Raises:
        UnreadableTaste: the line is no such object; an empty one is a taste without opinions.
    """
    try:
        content = json.loads(line) if line.strip() else {}
        json.dumps(content, allow_nan=False)  # Python reads NaN, which is none of JSON's words
    except (ValueError, RecursionError) as error:
        message = f"{line[:60]!r} is not JSON: {error}"
        raise UnreadableTaste(message) from error
    if not isinstance(content, dict):
        message = f"{line[:60]!r} is not an object with user, likes and dislikes"
        raise UnreadableTaste(message)
    return NamedTaste(
        content.get("user"), _names(content, "likes", line), _names(content, "dislikes", line)
    )


def recommended(
    recommender: Recommender, taste: NamedTaste, *, n: int, adventure: Adventure
) -> dict[str, Any]:
    """Return the answer to a taste: `user`, `recommended` names, and names `unknown`.

    A name counts where it would be answered for without asking, see `Matching.to_answer_for`.
    """
    unknown: list[str] = []

    def keys(names: Sequence[str]) -> list[ArtistKey]:
        found = []
        for name in names:
            match = recommender.match(name).to_answer_for
            if match is None:
                unknown.append(name)
            else:
                found.append(match.artist.key)
        return found

    answers = recommender.recommend(
        keys(taste.likes), keys(taste.dislikes), n=n, adventure=adventure
    )
    return {
        "user": taste.user,
        "recommended": [answer.artist.name for answer in answers],
        "unknown": unknown,
    }


def _names(content: dict[str, Any], field: str, line: str) -> list[str]:
    names = content.get(field) or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        message = f"{field!r} is not a list of names in {line[:60]!r}"
        raise UnreadableTaste(message)
    return names
