"""Cuts a text at + and -, which stand in names as well: whether to cut is decided elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGN = re.compile(r"(?:^|(?<=\s))(?P<narrow>[+\-−–])\s*|(?P<wide>[＋，－])\s*")
MINUS = frozenset("-−–－")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text between signs.

    Attributes:
        text: what should be a name.
        sign: 1 for near, -1 for far.
        start: where it begins in the text.
    """

    text: str
    sign: int
    start: int


def parts_of(typed: str) -> list[Part]:
    """Cut a text at its signs; what stands before the first one is near.

    A sign stands behind a space, or first, or is full-width. One that follows another begins a
    name: `muse + +44`.
    """
    parts, sign, start = [], 1, 0
    for found in _SIGN.finditer(typed):
        if start and found.start() == start:
            continue
        parts.append(Part(typed[start : found.start()].strip(), sign, start))
        sign = -1 if (found["narrow"] or found["wide"]) in MINUS else 1
        start = found.end()
    parts.append(Part(typed[start:].strip(), sign, start))
    return [part for part in parts if part.text]
