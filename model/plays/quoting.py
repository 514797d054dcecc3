"""Turns comma-separated lines into lines that need no quoting.

In a CSV file a quoted field may hold commas, and a doubled quote inside it stands for one. But
people also write files by hand in which `7" Single` or `"Weird Al" Yankovic` stand as they are. A
reader that believes every quote swallows the rows up to the next one; so here a field counts as
quoted only if it opens and closes with a quote on the same line, and every other quote belongs to
the name.
"""

from __future__ import annotations

import re

SEPARATOR = b"\x1f"  # "unit separator": made for this, and in no artist's name
_QUOTED_OR_PLAIN = re.compile(rb'"((?:[^"]|"")*)"(?=,|$)|([^,]*)')


def without_quoting(text: bytes) -> bytes:
    """Return CSV text with its fields parted by `SEPARATOR` and its quoting undone.

    Lines stay lines, so line numbers stay true.
    """
    if SEPARATOR in text:  # in nobody's name, but it must not part fields that no comma parts
        text = text.replace(SEPARATOR, b" ")
    if b'"' not in text:
        return text.replace(b",", SEPARATOR)
    return b"\n".join(
        SEPARATOR.join(fields(line)) if b'"' in line else line.replace(b",", SEPARATOR)
        for line in (line.removesuffix(b"\r") for line in text.split(b"\n"))
    )


def fields(line: bytes) -> list[bytes]:
    """Part one CSV line, without its line break, into its fields."""
    parts: list[bytes] = []
    at = 0
    while True:
        match = _QUOTED_OR_PLAIN.match(line, at)
        if match is None:  # the second alternative matches anything, even nothing
            return parts
        quoted, plain = match.groups()
        parts.append(plain if quoted is None else quoted.replace(b'""', b'"'))
        if match.end() >= len(line):
            return parts
        at = match.end() + 1
