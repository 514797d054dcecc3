"""The ways to look for an artist in a vocabulary; each adds to the same finds."""

from __future__ import annotations

from itertools import islice

import numpy as np
from numpy.typing import NDArray

from model.matching.everyday import is_everyday
from model.matching.finds import Finds
from model.matching.keys import Bend, as_initials, as_sound, keys_of
from model.matching.likeness import likeness, part_likeness
from model.matching.readings import Reading, Way
from model.matching.short_names import LONGEST, ShortNames
from model.matching.sounds import heard
from model.matching.trust import (
    key_may_answer,
    letters_may_answer,
    part_may_answer,
    points_inside,
    points_of_key,
    points_of_letters,
    points_of_part,
)
from model.matching.vocabulary import Vocabulary
from model.types import ArtistRow, Counts

_CANDIDATES = 120  # twice: the likest names, and those that the text is most of
_CANDIDATES_RETYPED = 40
_SOUND_ALIKE = 60
_WORTH_RETYPING = 0.6  # cosine of trigrams; another keyboard turns most words into nothing
_COVERED_BY_WHOLE = 0.4  # of a text's trigrams; with less the text is no part of the name
_WORTH_NOTING = 40.0  # points
_LONGEST_INSIDE = 5  # words of a name that stands in a longer text
_SHORTEST_INSIDE = 4  # letters of it
_MOST_WORDS = 40


class Search:
    """Looks in one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, listeners: Counts) -> None:
        """Take the vocabulary of a catalogue and the catalogue's listeners, by row."""
        self._vocabulary = vocabulary
        counts = np.maximum(np.asarray(listeners, np.float64), 0.0)
        most = max(float(counts.max(initial=0.0)), 1.0)
        self._fame = (np.log1p(counts) / np.log1p(most)).astype(np.float32)
        self._fame_of_spelling: NDArray[np.float32] = self._fame[vocabulary.rows]
        # An artist's own name comes before its aliases.
        self._is_name = np.diff(vocabulary.rows, prepend=-1) > 0
        self._name_of_row = np.flatnonzero(self._is_name).astype(np.int32)
        self._short_names = ShortNames(vocabulary)

    def of_name(self, text: str) -> list[ArtistRow]:
        """Return the artists of exactly that folded name, best known first."""
        found = self._vocabulary.found_under(text)
        return list(dict.fromkeys(row for row, bend in found if bend is Bend.NAME))

    def by_key(self, reading: Reading, finds: Finds) -> bool:
        """Add artists that one of the text's keys leads to; say whether there are any.

        Where the text is a name or an alias as it stands, the other keys are not asked.
        """
        any_found = False
        for bend, key in keys_of(reading.text, reading.latin):
            found = list(self._vocabulary.found_under(key))
            for row, own_bend in found:
                self._add_by_key(reading, key, max(bend, own_bend), row, finds)
            any_found = any_found or bool(found)
            if bend is Bend.NAME and any(own_bend <= Bend.ALIAS for _, own_bend in found):
                break
        return any_found

    def by_initials(self, reading: Reading, finds: Finds) -> None:
        """Add artists whose initials the text may be."""
        key = as_initials(reading.latin)
        for row, bend in self._vocabulary.found_under(key):
            self._add_by_key(reading, key, bend, row, finds)

    def by_likeness(self, reading: Reading, finds: Finds) -> None:
        """Add artists whose names are like the text, or have it as a part."""
        numbers, perhaps_part_of = self._candidates(reading)
        if not len(numbers):
            return
        names, sounds = self._vocabulary.spellings(numbers)
        rows, fame = self._vocabulary.rows[numbers], self._fame_of_spelling[numbers]
        alike = likeness(reading.latin, names, sounds, by_sound=reading.is_foreign)
        points = points_of_letters(reading, alike, fame)
        for place in np.flatnonzero(points >= _WORTH_NOTING).tolist():
            may_answer = letters_may_answer(reading, float(points[place]))
            finds.add(ArtistRow(int(rows[place])), float(points[place]), may_answer=may_answer)
        spaces = reading.latin.count(" ")
        for number in np.searchsorted(numbers, perhaps_part_of).tolist():
            if names[number].count(" ") > spaces:
                row, known = ArtistRow(int(rows[number])), float(fame[number])
                self._add_part(reading, names[number], row, known, finds)

    def inside(self, reading: Reading, finds: Finds) -> None:
        """Add artists whose names stand somewhere in a longer text, the longest names alone."""
        words = reading.text.split()
        if not 1 < len(words) <= _MOST_WORDS:
            return
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

    def _add_by_key(
        self, reading: Reading, key: str, bend: Bend, row: ArtistRow, finds: Finds
    ) -> None:
        fame = float(self._fame[row])
        points = points_of_key(reading, bend, fame)
        finds.add(row, points, may_answer=key_may_answer(reading, key, bend, fame))

    def _add_part(
        self, reading: Reading, name: str, row: ArtistRow, fame: float, finds: Finds
    ) -> None:
        part = part_likeness(reading.latin, name)
        if part:
            points = points_of_part(reading, name, part, fame)
            finds.add(row, points, may_answer=part_may_answer(reading, name, fame))

    def _candidates(self, reading: Reading) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return spellings to compare with, and those among them the text may be a part of.

        They share trigrams with the text, are one slip away, or sound the same. An alias has no
        parts: whoever types one has the whole of it in mind.
        """
        vocabulary, latin = self._vocabulary, reading.latin
        is_retyped = reading.way is Way.KEYBOARD
        sharing = vocabulary.trigrams.candidates(
            latin,
            self._fame_of_spelling,
            n=_CANDIDATES_RETYPED if is_retyped else _CANDIDATES,
            least_alike=_WORTH_RETYPING if is_retyped else 0.0,
        )
        covering = sharing.names[sharing.coverage >= _COVERED_BY_WHOLE]
        perhaps_part_of = covering[self._is_name[covering]]
        if is_retyped:
            return sharing.names, perhaps_part_of
        found = [sharing.names]
        if len(latin) <= LONGEST:
            found.append(self._short_names.one_slip_away(latin))
        sounding = islice(vocabulary.found_under(as_sound(heard(latin))), _SOUND_ALIKE)
        found.append(self._name_of_row[[row for row, _ in sounding]])
        return np.unique(np.concatenate(found)), perhaps_part_of
