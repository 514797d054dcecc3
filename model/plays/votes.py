"""Reads a votes export, format 1: what people on Telegram asked for, and how they voted.

`docs/formats.md` describes the columns. CSV, JSON lines and Parquet are told apart by how the
file begins, not by its name. Nobody's name is in it: people are pseudonyms.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from model.errors import UnreadableVotes
from model.plays.delimited import is_parquet
from model.plays.lines import BREAKS_OFF, one_line, opened
from model.plays.source import checksum_of
from model.types import ArtistKey

_NEEDED = ("person", "kind", "seed_key", "artist_key", "vote")
_QUERY, _VOTE = "query", "vote"
_THUMBS = {"1": 1, "-1": -1, "0": 0, "1.0": 1, "-1.0": -1, "0.0": 0}  # some write all as floats


@dataclass(frozen=True, slots=True)
class Event:
    """Something one person did.

    Attributes:
        person: a pseudonym, the same throughout the file.
        seed: the artist asked for.
        artist: the artist voted on; None for a query.
        vote: 1, -1, or 0 for a vote taken back or a query.
    """

    person: str
    seed: ArtistKey
    artist: ArtistKey | None
    vote: int


@dataclass(frozen=True, slots=True)
class VotesExport:
    """A file of events.

    Attributes:
        source: its path, for a person.
        checksum: SHA-256 of its bytes.
        events: oldest first, as they stand in the file.
    """

    source: str
    checksum: str
    events: tuple[Event, ...]


def read_votes(path: Path) -> VotesExport:
    """Read a votes export.

    Raises:
        UnreadableVotes: it is missing, or not what `kindred votes export` writes; the message
            names the first row that is not.
    """
    try:
        rows = _parquet(path) if is_parquet(path) else _text(path)
        events = tuple(_event(row, number, path) for number, row in enumerate(rows, 1))
    except UnreadableVotes:
        raise
    except (*BREAKS_OFF, ValueError, csv.Error, pa.ArrowException, RecursionError) as error:
        message = f"{path} cannot be read as votes: {one_line(error)}"
        raise UnreadableVotes(message) from error
    return VotesExport(str(path), checksum_of(path), events)


def _parquet(path: Path) -> Iterator[dict[str, Any]]:
    table = pq.read_table(path)
    _check_columns(table.column_names, path)
    yield from table.select(list(_NEEDED)).to_pylist()


def _text(path: Path) -> Iterable[dict[str, Any]]:
    with opened(path) as stream:
        text = io.StringIO(stream.read().decode("utf-8-sig"), newline="")
    start = text.read(1)
    text.seek(0)
    return _json_lines(text, path) if start == "{" else _csv(text, path)


def _json_lines(lines: io.StringIO, path: Path) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.strip():
            row = json.loads(line)
            _check_columns(row if isinstance(row, dict) else (), path)
            yield row


def _csv(text: io.StringIO, path: Path) -> Iterator[dict[str, Any]]:
    rows = csv.DictReader(text, strict=True)
    _check_columns(rows.fieldnames or (), path)
    yield from rows


def _check_columns(found: Iterable[str], path: Path) -> None:
    missing = [column for column in _NEEDED if column not in set(found)]
    if missing:
        message = f"{path} is no votes export: it lacks {', '.join(missing)}"
        raise UnreadableVotes(message)


def _event(row: dict[str, Any], number: int, path: Path) -> Event:
    person, kind, seed, artist = (row[column] for column in _NEEDED[:4])
    if person and seed and isinstance(person, str) and isinstance(seed, str):
        if kind == _QUERY:
            return Event(person, ArtistKey(seed), None, 0)
        thumb = _THUMBS.get(str(row["vote"]))
        if kind == _VOTE and artist and isinstance(artist, str) and thumb is not None:
            return Event(person, ArtistKey(seed), ArtistKey(artist), thumb)
    message = f"Row {number:,} of {path} is neither a query nor a vote"
    raise UnreadableVotes(message)
