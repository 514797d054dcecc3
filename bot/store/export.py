"""Queries and votes for retraining, with people renamed: the votes export, format 1.

One row per event, oldest first. `docs/formats.md` describes the columns.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq
from sqlite_utils import Database

COLUMNS = (
    "at",
    "person",
    "chat_type",
    "kind",
    "seed_key",
    "seed_name",
    "artist_key",
    "artist_name",
    "vote",
    "model_version",
)
# A name that begins like this is a formula to a spreadsheet, and whoever gets one into the plays
# could have it run something. Keys may begin with - too, but no sheet can do more with their
# alphabet, base64url, than subtract.
# Source: https://owasp.org/www-community/attacks/CSV_Injection
_NAMES = ("seed_name", "artist_name")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_PSEUDONYM_CHARACTERS = 16  # 64 bits: two of a million people collide once in 30 million exports

_EVENTS = """
    SELECT at, person_id, chat_type, 'query' AS kind, seed_key, seed_name,
           '' AS artist_key, '' AS artist_name, NULL AS vote, model_version, id
    FROM queries WHERE seed_key != '' AND at >= :since
    UNION ALL
    SELECT at, person_id, chat_type, 'vote', seed_key, seed_name,
           artist_key, artist_name, vote, model_version, id
    FROM votes WHERE at >= :since
    ORDER BY at, kind, id
"""


class ExportFormat(StrEnum):
    """How the rows are written."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def exported_events(database: Database, since: datetime | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of the export, oldest first.

    Args:
        database: opened for reading.
        since: only what happened then or later; with a zone.
    """
    key = bytes(database.table("installation").get(1)["pseudonym_key"])
    start = since.isoformat(timespec="milliseconds") if since else ""
    for row in database.query(_EVENTS, {"since": start}):
        row["person"] = pseudonym(row["person_id"], key)
        yield {column: row[column] for column in COLUMNS}


def pseudonym(person_id: int, key: bytes) -> str:
    """Return a person's name in exports: the same throughout one installation, useless outside it.

    Source:
        HMAC-SHA256, RFC 2104; without the key the few possible Telegram ids cannot be tried out.
    """
    digest = hmac.new(key, str(person_id).encode(), hashlib.sha256).hexdigest()
    return digest[:_PSEUDONYM_CHARACTERS]


def write_csv(rows: Iterable[dict[str, Any]], out: IO[bytes]) -> None:
    """Write the rows as CSV with a header, line feeds between lines, empty for what is not.

    CSV is what people open in spreadsheets, so here, and in no other format, a name that would be
    a formula has an apostrophe in front.
    """

    class Encoded:
        def write(self, text: str) -> int:
            return out.write(text.removesuffix("\r\n").encode("utf-8") + b"\n")

    # Before Python 3.13 the writer quotes only those line breaks that it ends lines with itself.
    writer = csv.DictWriter(Encoded(), COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(
        {**row, **{column: _no_formula(row[column]) for column in _NAMES}} for row in rows
    )


def _no_formula(name: str) -> str:
    return f"'{name}" if name.startswith(_FORMULAS) else name


def write_jsonl(rows: Iterable[dict[str, Any]], out: IO[bytes]) -> None:
    """Write one JSON object a line; a query's vote is null."""
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")


def write_parquet(rows: Iterable[dict[str, Any]], out: IO[bytes]) -> None:
    """Write one Parquet table; all columns are strings but `vote`, a nullable 8-bit integer."""
    schema = pa.schema(
        [(column, pa.int8() if column == "vote" else pa.string()) for column in COLUMNS]
    )
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), out)


WRITERS: dict[ExportFormat, Callable[[Iterable[dict[str, Any]], IO[bytes]], None]] = {
    ExportFormat.CSV: write_csv,
    ExportFormat.JSONL: write_jsonl,
    ExportFormat.PARQUET: write_parquet,
}


def write_aside(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file whole or not at all."""
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as out:
            write(out)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
