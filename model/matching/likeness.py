"""How alike a typed text and names are, from 0 to 100: the best of several views of both.

The letters as they stand come first; words in any order, letters without spaces and the sound are
trusted a little less. What compares letters is rapidfuzz. The points are ours, found on typed
names (`docs/evaluation.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from model.matching.sounds import heard, skeleton, with_vague_vowels
from model.names import compact

Points = NDArray[np.float64]

_ORDER_OFF = 4.0
_SPACES_OFF = 2.0
_SOUND_OFF = 6.0
_SOUND_OF_SCRIPT_OFF = 3.0  # text in another script was written by its sound in the first place
_VAGUE_SOUND_OFF = 5.0
_SKELETON_OFF = 12.0
_FEW_CONSONANTS = 24.0  # points off, shared among the consonants: two of them say little
_SWAPPED_LETTERS = 24.0  # points off, shared among the letters: fingers swap what they know
_SHORT_OFF = {1: 10.0, 2: 10.0, 3: 10.0, 4: 6.0, 5: 3.0}  # "mule" is a name, not Muse mistyped
_LEAST_LIKE_WORD = 75.0
_NO_SLIP_UP_TO = 3  # letters


def likeness(
    text: str, names: Sequence[str], sounds: Sequence[str], *, by_sound: bool = False
) -> Points:
    """Return how alike a text is to each of the names.

    Args:
        text: folded and romanised, not empty.
        names: likewise, at least one.
        sounds: how each of them sounds.
        by_sound: whether the text was in another script, so that its sound counts most.

    Returns:
        Shape `(names,)`; 100 for the same text, hardly below 0 for another.
    """
    joined, joined_names = compact(text), [compact(name) for name in names]
    views = [
        _compared(text, names, fuzz.ratio),
        _compared(text, names, fuzz.token_sort_ratio) - _ORDER_OFF,
        _compared(joined, joined_names, fuzz.ratio) - _SPACES_OFF,
        _by_slips(joined, joined_names),
    ]
    sound = heard(text)
    consonants = skeleton(sound)
    scarce = _FEW_CONSONANTS / max(len(consonants), 1)
    if by_sound:
        vague, vagues = with_vague_vowels(sound), [with_vague_vowels(one) for one in sounds]
        views += [
            _compared(sound, sounds, fuzz.ratio) - _SOUND_OF_SCRIPT_OFF - scarce / 2,
            _compared(vague, vagues, fuzz.ratio) - _VAGUE_SOUND_OFF - scarce / 2,
            _compared(consonants, [skeleton(one) for one in sounds], fuzz.ratio)
            - _SKELETON_OFF
            - scarce,
        ]
    else:
        views.append(_compared(sound, sounds, fuzz.ratio) - _SOUND_OFF - scarce / 4)
    shorter = np.minimum([len(name) for name in joined_names], len(joined))
    off = np.array([_SHORT_OFF.get(int(length), 0.0) for length in shorter])
    same = np.array([name == text for name in names])
    points: Points = np.where(same, 100.0, np.maximum.reduce(views) - off)
    return points


def part_likeness(text: str, name: str) -> float:
    """Return how well a text stands for a part of a name, 0 to 100; 0 if it is none.

    Every word of the text must be a word of the name, slips in longer ones aside, and the name
    must have more.

    Args:
        text: folded and romanised, not empty.
        name: likewise.
    """
    words, others = text.split(), name.split()
    if len(words) >= len(others):
        return 0.0
    total = 0.0
    for word in words:
        ratios = [fuzz.ratio(word, other) for other in others]
        best = max(ratios)
        if best < (100.0 if len(word) <= _NO_SLIP_UP_TO else _LEAST_LIKE_WORD):
            return 0.0
        total += best * len(word)
        del others[ratios.index(best)]
    return total / len(compact(text))


def _compared(text: str, names: Sequence[str], scorer: Any) -> Points:
    points: Points = np.asarray(process.cdist([text], names, scorer=scorer)[0], np.float64)
    return points


def _by_slips(joined: str, names: Sequence[str]) -> Points:
    """Return the likeness by slips (a letter more, less, other, or two swapped) per letter."""
    slips = process.cdist([joined], names, scorer=OSA.distance)[0]
    lengths = np.maximum([len(name) for name in names], len(joined))
    points: Points = 100.0 * (1.0 - slips / np.maximum(lengths, 1))
    letters = sorted(joined)
    for place in np.flatnonzero(slips == 1).tolist():
        if len(names[place]) == len(joined) and sorted(names[place]) == letters:
            points[place] = 100.0 - _SWAPPED_LETTERS / len(joined)
    return points
