"""Finds the short names that are one slip away from a short text.

One slip leaves "mues" and "muse" a single trigram in common, which they share with hundreds of
names; so the short ones are looked through letter by letter, all of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from model.matching.vocabulary import Vocabulary

LONGEST_SHORT_TEXT = 6
"""Characters: from longer texts a slip leaves trigrams enough."""

# A slip changes at most two of the letters that occur at all. Names that differ in more are not
# compared, which leaves a few hundred of tens of thousands.
_LETTERS_CHANGED_BY_A_SLIP = 2


class ShortNames:
    """The short names of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Note which letters each short name has."""
        self._vocabulary = vocabulary
        self._numbers = vocabulary.up_to_length(LONGEST_SHORT_TEXT + 1)
        texts, _ = vocabulary.spellings(self._numbers)
        self._lengths = np.array([len(text) for text in texts], np.int8)
        self._letter_sets = np.array([_letter_set(text) for text in texts], np.uint64)

    def one_slip_away(self, text: str) -> NDArray[np.int32]:
        """Return the numbers of the names that one slip, or none, turns into the text.

        A slip is a letter more, less or other, or two neighbours swapped.
        """
        changed = np.bitwise_count(self._letter_sets ^ np.uint64(_letter_set(text)))
        near = (changed <= _LETTERS_CHANGED_BY_A_SLIP) & (np.abs(self._lengths - len(text)) <= 1)
        numbers: NDArray[np.int32] = self._numbers[near]
        if not len(numbers):
            return numbers
        texts, _ = self._vocabulary.spellings(numbers)
        slips = process.cdist([text], texts, scorer=OSA.distance)[0]
        near_enough: NDArray[np.int32] = numbers[slips <= 1]
        return near_enough


def _letter_set(text: str) -> int:
    """Return which letters occur in a text, as bits; letters 64 code points apart share one."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) % 64)
    return bits
