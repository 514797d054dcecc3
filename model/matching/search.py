"""The ways to look for an artist in a vocabulary; each adds to the same finds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.matching.everyday import is_everyday
from model.matching.finds import Finds
from model.matching.headings import Bend, as_initials, as_sound, headings_of
from model.matching.interpretations import Interpretation, Origin
from model.matching.likeness import likeness, part_likeness
from model.matching.short_names import LONGEST_SHORT_TEXT, ShortNames
from model.matching.sounds import heard
from model.matching.trust import (
    WORTH_OFFERING,
    heading_may_answer,
    likeness_may_answer,
    part_may_answer,
    points_by_likeness,
    points_by_part,
    points_inside,
    points_under_heading,
)
from model.matching.vocabulary import Vocabulary
from model.types import ArtistRow, Counts

_CANDIDATES = 120  # twice: the likest names, and those that the text is most of
_CANDIDATES_RETYPED = 40
_WORTH_RETYPING = 0.6  # cosine of trigrams; another keyboard turns most words into nothing
_COVERED_BY_WHOLE = 0.4  # of a text's trigrams; with less the text is no part of the name
_LONGEST_SHORT_ALIAS = 6  # characters
_LONGEST_INSIDE = 5  # words of a name that stands in a longer text
_SHORTEST_INSIDE = 4  # characters of it
_MOST_WORDS = 100  # of a longer text that are looked through


class Search:
    """Looks in one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, listeners: Counts) -> None:
        """Take the vocabulary of a catalogue and the catalogue's listeners, by row."""
        self._vocabulary = vocabulary
        counts = np.maximum(np.asarray(listeners, np.float64), 0.0)
        most = max(float(counts.max(initial=0.0)), 1.0)
        self._fame = (np.log1p(counts) / np.log1p(most)).astype(np.float32)
        self._fame_of_spelling: NDArray[np.float32] = self._fame[vocabulary.rows]
        self._name_of_row = np.flatnonzero(vocabulary.are_names).astype(np.int32)
        is_short = np.zeros(len(vocabulary.rows), bool)
        is_short[vocabulary.up_to_length(_LONGEST_SHORT_ALIAS)] = True
        self._are_compared = vocabulary.are_names | ~is_short
        self._short_names = ShortNames(vocabulary)

    def of_name(self, text: str) -> list[ArtistRow]:
        """Return the artists of exactly that folded name, best known first."""
        found = self._vocabulary.found_under(text)
        return [row for row, bend in found if bend is Bend.NAME]

    def by_heading(self, interpretation: Interpretation, finds: Finds) -> bool:
        """Add artists that one of the text's headings leads to; say whether there are any.

        Where the text is a name or an alias as it stands, the other headings are not asked, nor
        where they would lead back to the letters that were typed.
        """
        any_found = False
        for bend, heading in headings_of(interpretation.text, interpretation.latin_headings):
            found = list(self._vocabulary.found_under(heading))
            for row, own_bend in found:
                self._add(interpretation, heading, max(bend, own_bend), row, finds)
            any_found = any_found or bool(found)
            if bend is Bend.NAME and (
                interpretation.is_roundabout
                or any(own_bend <= Bend.ALIAS for _, own_bend in found)
            ):
                break
        return any_found

    def by_initials(self, interpretation: Interpretation, finds: Finds) -> None:
        """Add artists whose initials the text may be."""
        heading = "" if interpretation.is_foreign else as_initials(interpretation.latin)
        for row, bend in self._vocabulary.found_under(heading):
            self._add(interpretation, heading, bend, row, finds)

    def by_likeness(self, interpretation: Interpretation, finds: Finds) -> None:
        """Add artists whose names are like the text, or have it as a part, and worth offering.

        None are where the text says too little for its Latin letters to mean anything.
        """
        if interpretation.says_too_little:
            return
        numbers, may_have_it_as_part = self._candidates(interpretation)
        if not len(numbers):
            return
        names, sounds = self._vocabulary.spellings(numbers)
        rows, fame = self._vocabulary.rows[numbers], self._fame_of_spelling[numbers]
        text = interpretation.latin
        alike = likeness(text, names, sounds, by_sound=interpretation.is_foreign)
        points = points_by_likeness(interpretation, alike, fame)
        for place in np.flatnonzero(points >= WORTH_OFFERING).tolist():
            reached = float(points[place])
            may_answer = likeness_may_answer(interpretation, reached)
            finds.add(ArtistRow(int(rows[place])), reached, may_answer=may_answer)
        for place in np.flatnonzero(may_have_it_as_part).tolist():
            part = part_likeness(text, names[place])
            if part:
                own_fame = float(fame[place])
                reached = points_by_part(interpretation, names[place], part, own_fame)
                if reached < WORTH_OFFERING:
                    continue
                may_answer = part_may_answer(interpretation, names[place], own_fame)
                finds.add(ArtistRow(int(rows[place])), reached, may_answer=may_answer)

    def inside(self, interpretation: Interpretation, finds: Finds) -> None:
        """Add artists whose names stand somewhere in a longer text, the longest names alone."""
        words = interpretation.text.split()[:_MOST_WORDS]
        taken: set[int] = set()
        for length in range(min(_LONGEST_INSIDE, len(words) - 1), 0, -1):
            for start in range(len(words) - length + 1):
                places = set(range(start, start + length))
                text = " ".join(words[start : start + length])
                if places <= taken or len(text) < _SHORTEST_INSIDE or is_everyday(text):
                    continue
                for row, bend in self._vocabulary.found_under(text):
                    if bend <= Bend.ALIAS:
                        taken |= places
                        points = points_inside(float(self._fame[row]))
                        finds.add(row, points, may_answer=False)

    def _add(
        self,
        interpretation: Interpretation,
        heading: str,
        bend: Bend,
        row: ArtistRow,
        finds: Finds,
    ) -> None:
        fame = float(self._fame[row])
        points = points_under_heading(interpretation, bend, fame)
        may_answer = heading_may_answer(interpretation, heading, bend, fame)
        finds.add(row, points, may_answer=may_answer)

    def _candidates(
        self, interpretation: Interpretation
    ) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """Return spellings to compare with, and which of them may have the text as a part.

        They share trigrams with the text, are one slip away, or sound the same. An alias has no
        parts, and a short one no likeness: whoever types it has just it in mind.
        """
        vocabulary, latin = self._vocabulary, interpretation.latin
        is_retyped = interpretation.origin is Origin.KEYBOARD
        sharing = vocabulary.trigrams.candidates(
            latin,
            self._fame_of_spelling,
            n=_CANDIDATES_RETYPED if is_retyped else _CANDIDATES,
            least_alike=_WORTH_RETYPING if is_retyped else 0.0,
        )
        found = [sharing.names]
        if not is_retyped:
            if len(latin) <= LONGEST_SHORT_TEXT:
                found.append(self._short_names.one_slip_away(latin))
            sounding = vocabulary.found_under(as_sound(heard(latin)))
            found.append(self._name_of_row[[row for row, _ in sounding]])
        numbers = np.unique(np.concatenate(found))
        numbers = numbers[self._are_compared[numbers]]
        covering = sharing.names[sharing.coverage >= _COVERED_BY_WHOLE]
        return numbers, np.isin(numbers, covering) & vocabulary.are_names[numbers]
