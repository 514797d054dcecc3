"""What is wrong with rows of plays: counted by kind, with the line of the first of each.

Real listening files are dirty, and a reader that drops rows without a word loses a tenth of them
unnoticed. Nothing here decides what is dirt; the readers do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Dirt(StrEnum):
    """The kinds of row that cannot be used; the value is what a person reads."""

    WRONG_COLUMNS = "wrong number of columns"
    BLANK_LINE = "blank line"
    NO_JSON = "line that is no JSON object"
    EMPTY_LISTENER = "empty listener"
    EMPTY_NAME = "empty artist name"
    UNDECODABLE = "bytes that are not UTF-8"
    NOT_A_NUMBER = "plays that are not a number"
    NOT_FINITE = "plays that are NaN or infinite"
    TOO_MANY = "plays over a billion"
    NOT_POSITIVE = "plays of zero or less"
    UNKNOWN_ARTIST = "artist id without a name"
    DUPLICATE_ARTIST = "artist id given twice"


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows of one kind were met, and where the first of them stands.

    Attributes:
        rows: how many.
        first_line: its number in the file, the first line being 1; 0 where rows have no numbers,
            as on Spark.
    """

    rows: int
    first_line: int


@dataclass(slots=True)
class DirtFound:
    """A running account of dirty rows by file and kind."""

    by_place: dict[tuple[str, Dirt], Found] = field(default_factory=dict)

    def add(self, file_name: str, kind: Dirt, *, rows: int, first_line: int) -> None:
        """Count rows of one kind; the earliest first line is kept, and no rows change nothing."""
        if not rows:
            return
        before = self.by_place.get((file_name, kind))
        if before:
            rows, first_line = rows + before.rows, min(first_line, before.first_line)
        self.by_place[file_name, kind] = Found(rows, first_line)

    @property
    def rows(self) -> int:
        """All dirty rows together."""
        return sum(found.rows for found in self.by_place.values())

    def as_json(self) -> list[dict[str, str | int]]:
        """Return one object per file and kind, in the order they were met."""
        return [
            {
                "file": file_name,
                "kind": str(kind),
                "rows": found.rows,
                "first_line": found.first_line,
            }
            for (file_name, kind), found in self.by_place.items()
        ]
