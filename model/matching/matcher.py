"""Decides what a typed text is: an artist, a question which one, or nothing known."""

from __future__ import annotations

from collections.abc import Iterator

from model.catalog import Catalog
from model.matching.completion import completions
from model.matching.finds import Find, Finds
from model.matching.interpretations import Interpretation, Origin, interpretations_of
from model.matching.namesakes import FAR_BETTER_KNOWN, Namesake, in_order, is_clear
from model.matching.outcomes import Match, Matching, Outcome
from model.matching.search import Search
from model.matching.trust import (
    CHOSEN,
    FAMED_LOOKALIKE,
    SURE_BY_HEADING,
    WORTH_OFFERING,
    Thresholds,
)
from model.matching.vocabulary import Vocabulary
from model.names import LONGEST_READ, compact, folded, romanised, same_spelling
from model.types import ArtistRow

_SHORTEST_REQUESTS = 2  # what is left without the words of a request, and without everyday words
_LETTERS_RETYPED = 6  # fewer make a word of anything on another keyboard


class Matcher:
    """Finds artists of one catalogue by name."""

    def __init__(
        self,
        catalog: Catalog,
        vocabulary: Vocabulary | None = None,
        thresholds: Thresholds = CHOSEN,
    ) -> None:
        """Take a catalogue and its vocabulary, which is built where none is given."""
        self._catalog, self._thresholds = catalog, thresholds
        self._vocabulary = vocabulary or Vocabulary.of(catalog.names)
        self._search = Search(self._vocabulary, catalog.listeners)

    def match(self, typed: str, *, limit: int = 5) -> Matching:
        """Find which artist was meant.

        Args:
            typed: anything at all.
            limit: how many matches at most, at least 1.

        Raises:
            ValueError: the limit is lower.
        """
        if limit < 1:
            message = f"A limit of {limit} leaves no match to answer for"
            raise ValueError(message)
        interpretations = list(interpretations_of(typed))
        if not interpretations:
            return Matching(typed, (), Outcome.UNKNOWN)
        rows = self._search.of_name(interpretations[0].text)
        if rows:
            return self._of_name(typed, interpretations[0], rows, limit)
        ranked = self._found(interpretations).ranked()
        if not ranked or ranked[0].points < self._thresholds.unsure:
            return Matching(typed, (), Outcome.UNKNOWN)
        outcome = Outcome.CONFIDENT if self._may_answer(ranked) else Outcome.UNSURE
        offered = [find for find in ranked[:limit] if find.points >= WORTH_OFFERING]
        return Matching(typed, tuple(map(self._match, offered)), outcome)

    def complete(self, typed: str, *, limit: int) -> list[ArtistRow]:
        """Return artists whose names go on from a text; see `model.matching.completion`."""
        return completions(self._vocabulary, typed, limit=limit)

    def _of_name(
        self, typed: str, interpretation: Interpretation, rows: list[ArtistRow], limit: int
    ) -> Matching:
        """Choose between artists of the very name; offer somebody famous of almost that name."""
        spelling = same_spelling(typed[:LONGEST_READ])
        namesakes = in_order(
            [
                Namesake(
                    artist.row,
                    artist.listeners,
                    same_spelling(artist.name[:LONGEST_READ]) == spelling,
                )
                for artist in map(self._catalog.__getitem__, rows)
            ]
        )
        famed = list(self._famed_lookalikes(interpretation, namesakes))
        outcome = Outcome.CONFIDENT if is_clear(namesakes) and not famed else Outcome.UNSURE
        matches = (
            *(Match.exact(self._catalog[one.row]) for one in namesakes),
            *map(self._match, famed),
        )
        return Matching(typed, matches[:limit], outcome)

    def _famed_lookalikes(
        self, interpretation: Interpretation, namesakes: list[Namesake]
    ) -> Iterator[Find]:
        """Yield artists of another name that may be meant, so much better known are they."""
        least = FAMED_LOOKALIKE * max(namesakes[0].listeners, 1)
        if self._catalog[0].listeners < least:
            return
        finds = Finds()
        self._search.by_heading(interpretation, finds)
        self._search.by_likeness(interpretation, finds)
        rows = {one.row for one in namesakes}
        for find in finds.ranked():
            is_likely = find.sure_points >= self._thresholds.confident
            if is_likely and find.row not in rows and self._catalog[find.row].listeners >= least:
                yield find

    def _found(self, interpretations: list[Interpretation]) -> Finds:
        """Look in one way after the other, the surest and cheapest first."""
        finds, search, typed = Finds(), self._search, interpretations[0]
        requests = [one for one in interpretations if one.origin is Origin.REQUEST]
        retyped = [one for one in interpretations if one.origin is Origin.KEYBOARD]
        search.by_heading(typed, finds)
        for request in requests:
            if search.by_heading(request, finds):
                break  # the longest name is meant: not Rage, where RATM was written out
        for interpretation in retyped:
            search.by_heading(interpretation, finds)
        search.by_initials(typed, finds)
        if finds.most < SURE_BY_HEADING:
            for interpretation in (typed, *requests[-_SHORTEST_REQUESTS:]):
                search.by_likeness(interpretation, finds)
        if finds.most < self._thresholds.confident:
            for interpretation in filter(_is_telling, retyped):
                search.by_likeness(interpretation, finds)
        if finds.most < self._thresholds.confident:
            search.inside(typed, finds)
        return finds

    def _may_answer(self, ranked: list[Find]) -> bool:
        first, *others = ranked
        if first.sure_points < self._thresholds.confident:
            return False
        second = next((find for find in others if self._is_rival(find.row, first.row)), None)
        lead = self._thresholds.clear_lead
        return second is None or first.sure_points - second.points >= lead

    def _is_rival(self, row: ArtistRow, of: ArtistRow) -> bool:
        """Say whether a find may be meant instead: not the little-known twin of another."""
        artist, other = self._catalog[row], self._catalog[of]
        is_twin = _letters_of(artist.name) == _letters_of(other.name)
        return not (is_twin and other.listeners >= FAR_BETTER_KNOWN * artist.listeners)

    def _match(self, find: Find) -> Match:
        return Match(self._catalog[find.row], round(find.points, 2))


def _is_telling(retyped: Interpretation) -> bool:
    """Say whether what another keyboard makes of a text is worth comparing with names."""
    is_long_enough = retyped.letters >= _LETTERS_RETYPED
    return is_long_enough and not (retyped.is_doubted or retyped.is_roundabout)


def _letters_of(name: str) -> str:
    return compact(romanised(folded(name)))
