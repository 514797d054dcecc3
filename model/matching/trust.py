"""How far each way of finding an artist is trusted: its points, and whether it may answer.

The thresholds were chosen by `python -m benchmarks.thresholds`, the other figures by trial on the
same typed names, so that the likelier of two ways to be meant gets more points. Fame is the
logarithm of an artist's listeners in terms of the best-known artist's, 0 to 1, so nothing here
depends on the size of a vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.matching.finds import MOST_POINTS
from model.matching.headings import Bend
from model.matching.interpretations import Interpretation, Origin
from model.names import compact


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How many points an outcome takes.

    Attributes:
        confident: from which on an artist is answered for without asking.
        clear_lead: ahead of the next artist; with less it is a toss between the two.
        unsure: below which the best find is not even worth a question.
    """

    confident: float = 80.0
    clear_lead: float = 4.0
    unsure: float = 66.0


CHOSEN = Thresholds()

WORTH_OFFERING = 56.0
"""Points below which an artist is not offered beside a better one."""
SURE_BY_HEADING = 92.0
"""Points from which on names need not be compared any more."""
FAMED_LOOKALIKE = 100
"""Times the listeners of the very name: then a name almost like it may be meant all the same."""

_POINTS_BY_BEND = {
    Bend.NAME: MOST_POINTS,
    Bend.ALIAS: 98.0,
    Bend.SCRIPT: 98.0,
    Bend.SPACES: 97.0,
    Bend.ORDER: 96.0,
    Bend.INITIALS: 96.0,
}
_OFF_UNDER_HEADING = {Origin.TYPED: 0.0, Origin.REQUEST: 1.0, Origin.KEYBOARD: 3.0}
_OFF_BY_LIKENESS = {Origin.TYPED: 0.0, Origin.REQUEST: 1.0, Origin.KEYBOARD: 5.0}
_KEYBOARD_AND_BENT_OFF = 4.0
# What an artist whom nobody knows loses. By likeness two artists a hundred times apart in
# listeners are then about one slip in nine letters apart.
_OBSCURE_UNDER_HEADING_OFF = 4.0
_OBSCURE_BY_INITIALS_OFF = 24.0
_OBSCURE_BY_LIKENESS_OFF = 11.0
_OBSCURE_BY_PART_OFF = 14.0
_OBSCURE_INSIDE_OFF = 14.0
_PART_OFF = 4.0
_UNCOVERED_OFF = 8.0  # for a part that is next to nothing of the name
_INSIDE = 79.0  # somewhere in a longer text: offered, never answered for
_FAMOUS, _WELL_KNOWN, _KNOWN = 0.5, 0.4, 0.3  # fame
_FEW_LETTERS = 4  # fewer say little once they are bent
_EVERYDAY_AND_ALIKE = 92.0  # points
_SURE_PART, _SURE_FIRST_WORD, _SURE_LAST_WORD = 6, 5, 4  # letters


def points_under_heading(interpretation: Interpretation, bend: Bend, fame: float) -> float:
    """Return the points of an artist found under a heading."""
    points = _POINTS_BY_BEND[bend] - _OFF_UNDER_HEADING[interpretation.origin]
    if interpretation.origin is Origin.KEYBOARD and bend > Bend.ALIAS:
        points -= _KEYBOARD_AND_BENT_OFF
    is_by_initials = bend is Bend.INITIALS
    off = _OBSCURE_BY_INITIALS_OFF if is_by_initials else _OBSCURE_UNDER_HEADING_OFF
    return points - off * (1 - fame)


def points_by_likeness(
    interpretation: Interpretation, likeness: NDArray[np.float64], fame: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return the points of artists whose names are like the text, one for each."""
    off = _OFF_BY_LIKENESS[interpretation.origin]
    points: NDArray[np.float64] = likeness - off - _OBSCURE_BY_LIKENESS_OFF * (1 - fame)
    return points


def points_by_part(
    interpretation: Interpretation, name: str, likeness: float, fame: float
) -> float:
    """Return the points of an artist of whose name the text is a part."""
    uncovered = 1 - interpretation.letters / len(compact(name))
    off = _OFF_BY_LIKENESS[interpretation.origin] + _PART_OFF + _UNCOVERED_OFF * uncovered
    return likeness - off - _OBSCURE_BY_PART_OFF * (1 - fame)


def points_inside(fame: float) -> float:
    """Return the points of an artist whose name stands somewhere in the text."""
    return _INSIDE - _OBSCURE_INSIDE_OFF * (1 - fame)


def heading_may_answer(
    interpretation: Interpretation, heading: str, bend: Bend, fame: float
) -> bool:
    """Say whether an artist found under a heading may be answered for without asking.

    Initials may for somebody famous alone: three hundred thousand names have all there are. An
    everyday word may for nobody, unless it is what remains of a request or of another keyboard and
    the artist is known; several may if they are an alias, or the name but for its spaces.
    """
    is_doubted = interpretation.is_doubted
    is_enough = len(compact(heading)) >= _FEW_LETTERS or fame >= _FAMOUS
    is_of_words = " " in interpretation.text
    if interpretation.says_too_little and bend > Bend.ALIAS:
        return False
    if bend is Bend.INITIALS:
        least = _FAMOUS if interpretation.letters < _FEW_LETTERS else _WELL_KNOWN
        return fame >= least and not is_doubted
    if interpretation.origin is Origin.KEYBOARD:
        return is_enough and (not is_doubted or (bend <= Bend.ALIAS and fame >= _KNOWN))
    if bend is Bend.NAME or (bend is Bend.ALIAS and interpretation.origin is Origin.REQUEST):
        return not is_doubted or fame >= _KNOWN
    if bend is Bend.ALIAS:
        return not is_doubted or is_of_words
    return is_enough and (not is_doubted or (bend is Bend.SPACES and is_of_words))


def likeness_may_answer(interpretation: Interpretation, points: float) -> bool:
    """Say whether an artist whose name is like the text may be answered for without asking."""
    if interpretation.says_too_little:
        return False
    is_of_words = " " in interpretation.text
    return not interpretation.is_doubted or (is_of_words and points >= _EVERYDAY_AND_ALIKE)


def part_may_answer(interpretation: Interpretation, name: str, fame: float) -> bool:
    """Say whether an artist of whose name the text is a part may be answered for without asking.

    A long word will do, and a short one of somebody famous, a last word sooner than a first.
    """
    latin = interpretation.latin
    if interpretation.is_doubted or interpretation.says_too_little:
        return False
    if " " in latin:
        return True
    least = _SURE_LAST_WORD if latin == name.rsplit(maxsplit=1)[-1] else _SURE_FIRST_WORD
    return interpretation.letters >= _SURE_PART or (
        fame >= _FAMOUS and interpretation.letters >= least
    )
