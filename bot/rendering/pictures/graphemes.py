"""A text as what a reader would call its characters: letters with the marks that belong to them.

A simple reading of Unicode's rules (UAX #29), enough to cut a name without tearing it. Signs that
steer a text without being seen are dropped, for in a picture they could only do harm.
"""

from __future__ import annotations

import unicodedata

JOINERS = frozenset("\u200c\u200d")  # alter how neighbours are shaped; Persian and Hindi need them
# On one letter; Burmese has five. Towers of them would hit what is above and below.
_MOST_MARKS = 6
_MOST_STACKED = 2  # of the marks that no script owns and that pile up: Vietnamese has two
_STACKING = 200  # canonical combining class of the first of them
_VIRAMA = 9  # canonical combining class of the sign that ties consonants together
# Letters by category, but never apart from the consonant before: am, as Thai and Lao write it.
_TRAILING = frozenset("\u0e33\u0eb3")
_VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))


def graphemes(text: str) -> list[str]:
    """Cut a text into graphemes, on one line and without what is not seen.

    Returns:
        In reading order; joined they are the text in composed form, its spaces made single, less
        controls, variation selectors, marks without a letter and too many marks on one.
    """
    clusters: list[str] = []
    for sign in " ".join(unicodedata.normalize("NFC", text).split()):
        if not _is_seen(sign):
            continue
        if not _continues(sign):
            if clusters and _is_tied(clusters[-1], sign):
                clusters[-1] += sign
            else:
                clusters.append(sign)
        elif clusters and clusters[-1] != " " and _takes(clusters[-1], sign):
            clusters[-1] += sign
    return clusters


def _is_seen(sign: str) -> bool:
    if sign in _VARIATION_SELECTORS:
        return False
    return sign in JOINERS or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn", "Co"}


def _continues(sign: str) -> bool:
    return sign in JOINERS or sign in _TRAILING or unicodedata.category(sign).startswith("M")


def _is_tied(cluster: str, letter: str) -> bool:
    """Tell whether a virama ties a letter to the consonants before it."""
    last = cluster.rstrip("".join(JOINERS))[-1:]
    is_letter = unicodedata.category(letter) == "Lo"
    return bool(last) and is_letter and unicodedata.combining(last) == _VIRAMA


def _takes(cluster: str, mark: str) -> bool:
    """Tell whether the last letter of a cluster has room for one more mark."""
    last_letter = max(place for place, sign in enumerate(cluster) if not _continues(sign))
    marks = cluster[last_letter + 1 :]
    if unicodedata.combining(mark) >= _STACKING:
        stacked = [sign for sign in marks if unicodedata.combining(sign) >= _STACKING]
        return len(stacked) < _MOST_STACKED
    return len(marks) < _MOST_MARKS
