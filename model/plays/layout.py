"""Finds where the fields of lines end, and leaves out lines that have too few or too many.

Lines of another width are remembered by number. numpy does this and not pyarrow's reader of CSV,
which cannot report such a line when its bytes are no UTF-8, numbers lines only with one thread,
and takes a stray carriage return inside a name for the end of a line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.plays.quoting import SEPARATOR, without_quoting

_AT_ONCE = 1 << 18  # characters that numpy compares at once: what it finds stays in the cache
_NEWLINE = ord("\n")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a file are parted.

    Attributes:
        fields: how many each line must have.
        delimiter: one character; a comma implies CSV's quoting, see `model.plays.quoting`.
        joined: the field that is read together with the next one, as one value in which the
            delimiter stands between the two; None if each is a value of its own.
    """

    fields: int
    delimiter: str
    joined: int | None = None

    @property
    def separator(self) -> bytes:
        """What parts the fields of well-formed lines, one byte."""
        return SEPARATOR if self.delimiter == "," else self.delimiter.encode("ascii")


@dataclass(frozen=True, slots=True, eq=False)
class WellFormed:
    """What is left of some lines.

    Attributes:
        text: the lines that have the right number of fields.
        ends: where in the text each value ends, shape `(lines, values)`; the next one begins
            behind the character that stands there.
        blank: which of them had nothing on them, from 0, ascending.
        malformed: which of them had another number of fields, from 0, ascending.
    """

    text: bytes
    ends: NDArray[np.int32]
    blank: list[int]
    malformed: list[int]

    @property
    def lines(self) -> int:
        """How many there were at first."""
        return len(self.ends) + len(self.blank) + len(self.malformed)


def well_formed(lines: bytes, layout: Layout) -> WellFormed:
    """Leave out the lines that have another number of fields, and undo CSV's quoting.

    Args:
        lines: whole ones, the last with its break.
        layout: what they should look like.
    """
    if b"\r" in lines:
        lines = lines.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    if layout.delimiter == ",":
        lines = without_quoting(lines)
    blank, malformed = list[int](), list[int]()
    ends = _ends_of_fields(lines, layout)
    if not _is_laid_out(lines, ends, layout):
        lines, blank, malformed = _without_malformed(lines, layout)
        ends = _ends_of_fields(lines, layout)
    by_line = ends.reshape(-1, layout.fields)
    if layout.joined is not None:
        by_line = np.delete(by_line, layout.joined, axis=1)
    return WellFormed(lines, by_line, blank, malformed)


def _ends_of_fields(lines: bytes, layout: Layout) -> NDArray[np.int32]:
    characters = np.frombuffer(lines, np.uint8)
    separator = layout.separator[0]
    ends: list[NDArray[np.integer]] = [np.empty(0, np.int32)]
    for start in range(0, len(characters), _AT_ONCE):
        part = characters[start : start + _AT_ONCE]
        ends.append(np.flatnonzero((part == separator) | (part == _NEWLINE)) + start)
    return np.concatenate(ends, dtype=np.int32, casting="same_kind")


def _is_laid_out(lines: bytes, ends: NDArray[np.int32], layout: Layout) -> bool:
    """Say whether every line has the right number of fields."""
    if len(ends) % layout.fields:
        return False
    separators = list(layout.separator) * (layout.fields - 1)
    expected = np.asarray([*separators, _NEWLINE], np.uint8)
    characters = np.frombuffer(lines, np.uint8)[ends]
    return bool((characters.reshape(-1, layout.fields) == expected).all())


def _without_malformed(lines: bytes, layout: Layout) -> tuple[bytes, list[int], list[int]]:
    """Return the lines of the right width, and which others were blank or malformed."""
    characters = np.frombuffer(lines, np.uint8)
    ends = np.flatnonzero(characters == _NEWLINE)
    separators = np.flatnonzero(characters == layout.separator[0])
    per_line = np.diff(np.searchsorted(separators, ends), prepend=0)
    kept, blank, malformed, start_of_kept = list[bytes](), list[int](), list[int](), 0
    for index in np.flatnonzero(per_line != layout.fields - 1).tolist():
        start = int(ends[index - 1]) + 1 if index else 0
        is_blank = not lines[start : ends[index]].strip()
        (blank if is_blank else malformed).append(index)
        kept.append(lines[start_of_kept:start])
        start_of_kept = int(ends[index]) + 1
    return b"".join([*kept, lines[start_of_kept:]]), blank, malformed
