"""What someone typed → the artist that was meant, or a question, or an honest "unknown".

Exact names first, then rapidfuzz over the folded vocabulary. The three outcomes are shared by
everything that answers: nothing further up decides again whether a match is good enough.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from model.catalog import Artist, Catalog
from model.names import folded, same_spelling

_LONGEST_COMPARED = 200  # characters of what is typed and of a name; more only costs time
EXACT = 100.0
"""The score of the very name; nothing else reaches it."""

_FUZZY_AT_MOST = 99.0
_WORTH_A_LOOK = 60.0  # below this rapidfuzz's ratio relates nothing to nothing
_CONFIDENT = 84.0  # one slip in a name of six letters
_UNSURE = 70.0
_CLEAR_LEAD = 4.0  # points ahead of the next best; less is a coin toss between two artists
_FAR_BETTER_KNOWN = 5  # times the listeners of its namesake: then nobody needs to be asked
_ORDER_OF_WORDS = 3.0  # points off when only the sorted words are alike
_RENOWN = 1.5  # points at most for being well known; settles ties, never beats a closer spelling
_SHORTEST_SLIP = 5  # letters; "muse" is one slip from "mule", "fuse" and "mouse", all real names


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
        score: 100 for the name itself, else how alike the two are, from 0 to 99.
    """

    artist: Artist
    score: float

    @classmethod
    def exact(cls, artist: Artist) -> Match:
        """Return the match of an artist that was named, or pointed at, without any doubt."""
        return cls(artist, EXACT)

    @property
    def is_exact(self) -> bool:
        """Say whether what was typed is the artist's name, case and accents aside."""
        return self.score == EXACT


@dataclass(frozen=True, slots=True)
class Matching:
    """What the matcher makes of a text.

    Attributes:
        typed: the text, as it was given.
        matches: the best first; on ties the better-known artist.
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


class Matcher:
    """Finds artists of one catalogue by name."""

    def __init__(self, catalog: Catalog) -> None:
        """Fold every name once."""
        self._catalog = catalog
        self._folded = [folded(name[:_LONGEST_COMPARED]) for name in catalog.names]
        self._rows_of: defaultdict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(self._folded):
            self._rows_of[name].append(row)
        self._most_listeners = max((int(count) for count in catalog.listeners), default=1)

    def match(self, typed: str, *, limit: int = 5) -> Matching:
        """Find which artist was meant.

        Args:
            typed: anything at all.
            limit: how many matches at most.
        """
        query = folded(typed[:_LONGEST_COMPARED])
        if not query:
            return Matching(typed, (), Outcome.UNKNOWN)
        if query in self._rows_of:
            return self._exact(typed, self._rows_of[query], limit)
        matches = self._fuzzy(query, limit)
        return Matching(typed, tuple(matches[:limit]), _outcome_of_fuzzy(query, matches))

    def _exact(self, typed: str, rows: list[int], limit: int) -> Matching:
        """Choose between namesakes: what was typed to the letter first, then the better known."""
        spelling = same_spelling(typed)
        typed_so = {row for row in rows if same_spelling(self._catalog.names[row]) == spelling}
        ranked = sorted(rows, key=lambda row: (row not in typed_so, row))
        matches = tuple(Match.exact(self._catalog[row]) for row in ranked[:limit])
        if len(ranked) > 1:
            first, *others = (self._catalog[row] for row in ranked)
            best_known = max(others, key=lambda artist: artist.listeners)
            is_far_better_known = first.listeners >= _FAR_BETTER_KNOWN * best_known.listeners
            is_to_the_letter = typed_so == {ranked[0]} and ranked[0] == min(rows)
            if not (is_far_better_known or is_to_the_letter):
                return Matching(typed, matches, Outcome.UNSURE)
        return Matching(typed, matches, Outcome.CONFIDENT)

    def _fuzzy(self, query: str, limit: int) -> list[Match]:
        scores: dict[int, float] = {}
        for scorer, off in ((fuzz.ratio, 0.0), (fuzz.token_sort_ratio, _ORDER_OF_WORDS)):
            found = process.extract(
                query, self._folded, scorer=scorer, score_cutoff=_WORTH_A_LOOK, limit=10 * limit
            )
            for _, score, row in found:
                scores[row] = max(scores.get(row, 0.0), score - off)
        matches = [
            Match(self._catalog[row], round(min(score + self._renown(row), _FUZZY_AT_MOST), 2))
            for row, score in scores.items()
        ]
        return sorted(matches, key=lambda match: (-match.score, match.artist.row))

    def _renown(self, row: int) -> float:
        """Return the bonus of a well-known artist, by the logarithm of its listeners."""
        listeners = int(self._catalog.listeners[row])
        return _RENOWN * math.log1p(listeners) / math.log1p(self._most_listeners)


def _outcome_of_fuzzy(query: str, matches: list[Match]) -> Outcome:
    if not matches or matches[0].score < _UNSURE:
        return Outcome.UNKNOWN
    lead = matches[0].score - (matches[1].score if len(matches) > 1 else 0.0)
    is_confident = (
        len(query) >= _SHORTEST_SLIP and matches[0].score >= _CONFIDENT and lead >= _CLEAR_LEAD
    )
    return Outcome.CONFIDENT if is_confident else Outcome.UNSURE
