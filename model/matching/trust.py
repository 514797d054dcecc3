"""How far each way of finding an artist is trusted: its points, and whether it may answer.

The figures were found on typed names; `docs/evaluation.md` says on which, and what other choices
would have given. Fame is the logarithm of an artist's listeners in terms of the best-known
artist's, 0 to 1, so nothing here depends on the size of a vocabulary.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.matching.finds import MOST_POINTS
from model.matching.keys import Bend
from model.matching.readings import Reading, Way
from model.names import compact

CONFIDENT = 80.0
"""Points from which on an artist is answered for without asking."""
CLEAR_LEAD = 4.0
"""Points ahead of the next artist; with less it is a toss between the two."""
UNSURE = 66.0
"""Points below which the best find is not even worth a question."""
WORTH_OFFERING = 56.0
"""Points below which an artist is not offered beside a better one."""
SURE_BY_KEY = 92.0
"""Points from which on names need not be compared any more."""
FAR_BETTER_KNOWN = 5
"""Times the listeners of its namesake: then nobody needs to be asked which one was meant."""
FAMED_NAMESAKE = 20
"""Times the listeners of the name typed to the letter: then its namesake comes first."""
FAMED_LOOKALIKE = 100
"""Times the listeners of the very name: then a name almost like it may be meant all the same."""

_POINTS_OF_KEY = {
    Bend.NAME: MOST_POINTS,
    Bend.ALIAS: 98.0,
    Bend.SCRIPT: 98.0,
    Bend.SPACES: 97.0,
    Bend.ORDER: 96.0,
    Bend.INITIALS: 96.0,
}
_OFF_BY_KEY = {Way.TYPED: 0.0, Way.REQUEST: 1.0, Way.KEYBOARD: 3.0}
_OFF_BY_LETTERS = {Way.TYPED: 0.0, Way.REQUEST: 1.0, Way.KEYBOARD: 5.0}
_KEYBOARD_AND_BENT_OFF = 4.0
# What an artist whom nobody knows loses; two artists a hundred times apart in listeners are then
# about one slip in nine letters apart.
_OBSCURE_OFF = {"key": 4.0, "initials": 24.0, "letters": 11.0, "part": 14.0, "inside": 14.0}
_PART_OFF = 4.0
_UNCOVERED_OFF = 8.0  # for a part that is next to nothing of the name
_INSIDE = 79.0  # somewhere in a longer text: offered, never answered for
_FAMOUS, _WELL_KNOWN, _KNOWN = 0.5, 0.4, 0.3  # fame
_FEW_LETTERS = 4  # fewer say little once they are bent
_EVERYDAY_SLIP = 92.0
_SURE_PART, _SURE_FIRST_WORD, _SURE_LAST_WORD = 6, 5, 4  # letters


def points_of_key(reading: Reading, bend: Bend, fame: float) -> float:
    """Return the points of an artist found under a key."""
    points = _POINTS_OF_KEY[bend] - _OFF_BY_KEY[reading.way]
    if reading.way is Way.KEYBOARD and bend > Bend.ALIAS:
        points -= _KEYBOARD_AND_BENT_OFF
    kind = "initials" if bend is Bend.INITIALS else "key"
    return points - _OBSCURE_OFF[kind] * (1 - fame)


def points_of_letters(
    reading: Reading, likeness: NDArray[np.float64], fame: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return the points of artists whose names are like the text, one for each."""
    off = _OFF_BY_LETTERS[reading.way]
    points: NDArray[np.float64] = likeness - off - _OBSCURE_OFF["letters"] * (1 - fame)
    return points


def points_of_part(reading: Reading, name: str, likeness: float, fame: float) -> float:
    """Return the points of an artist of whose name the text is a part."""
    uncovered = 1 - reading.letters / len(compact(name))
    off = _OFF_BY_LETTERS[reading.way] + _PART_OFF + _UNCOVERED_OFF * uncovered
    return likeness - off - _OBSCURE_OFF["part"] * (1 - fame)


def points_inside(fame: float) -> float:
    """Return the points of an artist whose name stands somewhere in the text."""
    return _INSIDE - _OBSCURE_OFF["inside"] * (1 - fame)


def key_may_answer(reading: Reading, key: str, bend: Bend, fame: float) -> bool:
    """Say whether an artist found under a key may be answered for without asking.

    Initials may for somebody famous alone: three hundred thousand names have all there are.
    """
    if bend is Bend.INITIALS:
        least = _FAMOUS if reading.letters < _FEW_LETTERS else _WELL_KNOWN
        return fame >= least and not reading.doubted
    enough = len(compact(key)) >= _FEW_LETTERS or fame >= _FAMOUS
    if reading.way is Way.KEYBOARD:
        return enough and (not reading.doubted or fame >= _KNOWN)
    if bend <= Bend.ALIAS:
        return reading.way is Way.TYPED or not reading.doubted or fame >= _KNOWN
    of_two_words = bend is Bend.SPACES and " " in reading.text
    return enough and (not reading.doubted or of_two_words)


def letters_may_answer(reading: Reading, points: float) -> bool:
    """Say whether an artist whose name is like the text may be answered for without asking."""
    return not reading.doubted or (" " in reading.text and points >= _EVERYDAY_SLIP)


def part_may_answer(reading: Reading, name: str, fame: float) -> bool:
    """Say whether an artist of whose name the text is a part may be answered for without asking.

    A long word will do, and a short one of somebody famous, a last word sooner than a first.
    """
    if " " in reading.latin:
        return not reading.doubted or (reading.latin in name and fame >= _FAMOUS)
    is_last = reading.latin == name.rsplit(maxsplit=1)[-1]
    least = _SURE_LAST_WORD if is_last else _SURE_FIRST_WORD
    is_sure = reading.letters >= _SURE_PART or (fame >= _FAMOUS and reading.letters >= least)
    return is_sure and not reading.doubted
