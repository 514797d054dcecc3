"""Decides what a typed text is: an artist, a question which one, or nothing known."""

from __future__ import annotations

from model.catalog import Catalog
from model.matching.finds import Find, Finds
from model.matching.outcomes import Match, Matching, Outcome
from model.matching.readings import Reading, Way, readings_of
from model.matching.search import Search
from model.matching.trust import (
    CLEAR_LEAD,
    CONFIDENT,
    FAMED_LOOKALIKE,
    FAMED_NAMESAKE,
    FAR_BETTER_KNOWN,
    SURE_BY_KEY,
    UNSURE,
    WORTH_OFFERING,
)
from model.matching.vocabulary import Vocabulary
from model.names import compact, folded, romanised, same_spelling
from model.types import ArtistRow

_LETTERS_RETYPED = 6  # fewer make a word of anything on another keyboard


class Matcher:
    """Finds artists of one catalogue by name."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary | None = None) -> None:
        """Take a catalogue and its vocabulary, which is built where none is given."""
        self._catalog = catalog
        self._search = Search(vocabulary or Vocabulary.of(catalog.names), catalog.listeners)

    def match(self, typed: str, *, limit: int = 5) -> Matching:
        """Find which artist was meant.

        Args:
            typed: anything at all.
            limit: how many matches at most.
        """
        readings = list(readings_of(typed))
        rows = self._search.of_name(readings[0].text) if readings else []
        if rows:
            return self._of_name(typed, readings[0], rows, limit)
        ranked = self._found(readings).ranked() if readings else []
        if not ranked or ranked[0].points < UNSURE:
            return Matching(typed, (), Outcome.UNKNOWN)
        outcome = Outcome.CONFIDENT if self._may_answer(ranked) else Outcome.UNSURE
        offered = [find for find in ranked[:limit] if find.points >= WORTH_OFFERING]
        return Matching(typed, tuple(map(self._match, offered)), outcome)

    def _of_name(
        self, typed: str, reading: Reading, rows: list[ArtistRow], limit: int
    ) -> Matching:
        """Choose between artists of the very name: as typed to the letter, then the better known.

        Where hardly anybody listens to the first, somebody famous of almost that name is offered
        as well: in front of it under an alias, behind it for likeness alone.
        """
        spelling = same_spelling(typed)
        typed_so = {row for row in rows if same_spelling(self._catalog.names[row]) == spelling}
        best_known = self._catalog[min(rows)]
        if best_known.listeners >= FAMED_NAMESAKE * self._catalog[min(typed_so or rows)].listeners:
            ranked = sorted(rows)
        else:
            ranked = sorted(rows, key=lambda row: (row not in typed_so, row))
        first, *others = (self._catalog[row] for row in ranked)
        most_listeners = max((artist.listeners for artist in others), default=0)
        is_first_best_known = first.row == best_known.row
        is_clear = is_first_best_known and (
            first.listeners >= FAR_BETTER_KNOWN * most_listeners or typed_so == {first.row}
        )
        of_alias, alike = self._famed_lookalikes(reading, first.listeners, set(rows))
        matches = (
            *map(self._match, of_alias),
            *(Match.exact(self._catalog[row]) for row in ranked),
            *map(self._match, alike),
        )
        is_clear = is_clear and not of_alias and not alike
        outcome = Outcome.CONFIDENT if is_clear else Outcome.UNSURE
        return Matching(typed, matches[:limit], outcome)

    def _famed_lookalikes(
        self, reading: Reading, listeners: int, rows: set[ArtistRow]
    ) -> tuple[list[Find], list[Find]]:
        """Return artists far better known that are found under a key, and by likeness alone."""
        least = FAMED_LOOKALIKE * listeners
        if not len(self._catalog) or self._catalog[0].listeners < least:
            return [], []
        by_key, by_likeness = Finds(), Finds()
        self._search.by_key(reading, by_key)
        self._search.by_likeness(reading, by_likeness)
        famed = [
            [
                find
                for find in finds.ranked()
                if find.row not in rows
                and find.may_answer
                and find.points >= CONFIDENT
                and self._catalog[find.row].listeners >= least
            ]
            for finds in (by_key, by_likeness)
        ]
        keyed = {find.row for find in famed[0]}
        return famed[0], [find for find in famed[1] if find.row not in keyed]

    def _found(self, readings: list[Reading]) -> Finds:
        """Look in one way after the other, the surest and cheapest first."""
        finds, search, typed = Finds(), self._search, readings[0]
        requests = [reading for reading in readings if reading.way is Way.REQUEST]
        retyped = [reading for reading in readings if reading.way is Way.KEYBOARD]
        search.by_key(typed, finds)
        any(search.by_key(reading, finds) for reading in requests)  # the longest name is meant
        for reading in retyped:
            search.by_key(reading, finds)
        search.by_initials(typed, finds)
        if finds.most < SURE_BY_KEY:
            for reading in (typed, *requests[-1:]):
                search.by_likeness(reading, finds)
        if finds.most < CONFIDENT:
            for reading in retyped:
                if reading.letters >= _LETTERS_RETYPED and not reading.doubted:
                    search.by_likeness(reading, finds)
        if finds.most < CONFIDENT:
            search.inside(typed, finds)
        return finds

    def _may_answer(self, ranked: list[Find]) -> bool:
        first, *others = ranked
        if not first.may_answer or first.points < CONFIDENT:
            return False
        second = next((find for find in others if self._is_rival(find.row, first.row)), None)
        return second is None or first.points - second.points >= CLEAR_LEAD

    def _is_rival(self, row: ArtistRow, of: ArtistRow) -> bool:
        """Say whether a find may be meant instead: not the little-known twin of another."""
        artist, other = self._catalog[row], self._catalog[of]
        is_twin = _letters(artist.name) == _letters(other.name)
        return not (is_twin and other.listeners >= FAR_BETTER_KNOWN * artist.listeners)

    def _match(self, find: Find) -> Match:
        return Match(self._catalog[find.row], round(find.points, 2))


def _letters(name: str) -> str:
    return compact(romanised(folded(name)))
