"""How a source became plays: kept in the version that is trained from them."""

from __future__ import annotations

from dataclasses import dataclass

from model.plays.dirt import DirtFound
from model.plays.spellings import Merged


@dataclass(frozen=True, slots=True)
class Reading:
    """An account of one reading.

    Attributes:
        source: what was read, for a person.
        format: the reader that read it.
        checksum: SHA-256 over the bytes read; empty where nobody reads them in a row, as on Spark.
        artists_read: distinct spellings or ids of artists in the source.
        rows_used: rows that count.
        dirt: rows that do not, by kind.
        merged: spellings that became one artist.
    """

    source: str
    format: str
    checksum: str
    artists_read: int
    rows_used: int
    dirt: DirtFound
    merged: list[Merged]
