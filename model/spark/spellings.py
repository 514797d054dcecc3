"""Counts rows by listener and spelling, and tells the dirty ones, by the rules of `model.plays`.

Spellings are few, rows are many: so rows are judged by Spark where they are, and names here, by
the same code that judges them on one machine (`model.names`, `model.plays.spellings`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation has it

from model.names import tidied
from model.plays.dirt import Dirt, DirtFound
from model.spark.sources import MUSICBRAINZ_ID
from model.spark.streams import table_of

_WHITESPACE = r"[ \t\n\x0B\f\r]*"
_NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
_NOT_FINITE = r"(?i)[+-]?(nan|inf|infinity)"
_UUID = r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_MOST_PLAYS = 1e9  # of one row, as model.plays.rows has it
_OF_LISTENER = Dirt.EMPTY_LISTENER
_OF_PLAYS = (Dirt.NOT_FINITE, Dirt.NOT_A_NUMBER, Dirt.TOO_MANY, Dirt.NOT_POSITIVE)
USED = "used"
"""The column of how many rows count."""

_NO_LINE = 0  # files are read in pieces and side by side: a row there has no line number


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """The distinct names of artists, each under the id it has, in order of both.

    Attributes:
        raw: as they stand in the source.
        names: tidied.
        musicbrainz_ids: empty where there is none.
        listeners: of each, at least 1.
        read: how many there were, with those that nobody plays or that are no names.
        rows_used: rows that count.
        dirt: rows that do not.
    """

    raw: list[str]
    names: list[str]
    musicbrainz_ids: list[str]
    listeners: NDArray[np.int64]
    read: int
    rows_used: int
    dirt: DirtFound


def counted(rows: DataFrame) -> DataFrame:
    """Add up rows by listener and spelling.

    Args:
        rows: see `model.spark.sources.Source`.

    Returns:
        `listener` (null for rows without one), `artist` (null where it is not UTF-8),
        `musicbrainz_id`, `plays`, and a column for each kind of row with how many there were.
    """
    listener = F.coalesce("listener", F.lit(""))
    artist = F.coalesce("artist", F.lit(""))
    known_id = F.coalesce(F.col(MUSICBRAINZ_ID), F.lit(""))
    is_somebody = ~_is_wholly(listener, _WHITESPACE)
    fault = F.when(~is_somebody, F.lit(str(_OF_LISTENER))).otherwise(_fault_of_plays())
    told = rows.select(
        F.when(is_somebody, listener).alias("listener"),
        F.when(F.is_valid_utf8(artist), artist).alias("artist"),
        F.when(_is_wholly(known_id, _UUID), F.lower(known_id)).otherwise("").alias(MUSICBRAINZ_ID),
        F.when(fault == USED, _number().cast("float")).alias("plays"),
        fault.alias("fault"),
    )
    return told.groupBy("listener", "artist", MUSICBRAINZ_ID).agg(
        F.sum("plays").alias("plays"),
        *(F.count_if(F.col("fault") == kind).alias(kind) for kind in _kinds()),
    )


def spellings_of(by_spelling: DataFrame, source: str) -> Spellings:
    """Fetch the spellings of what `counted` returns, and count dirt by its kind.

    Args:
        by_spelling: is read once more later, so it should be persisted.
        source: stands for the file in the account of dirt.
    """
    table = table_of(
        by_spelling.groupBy("artist", MUSICBRAINZ_ID)
        .agg(
            F.count_if(F.col(USED) > 0).alias("listeners"),
            *(F.sum(f"`{kind}`").alias(kind) for kind in _kinds()),
        )
        .orderBy("artist", MUSICBRAINZ_ID)
    )
    raw: list[str | None] = table["artist"].to_pylist()
    names = [name if name is None else tidied(name) for name in raw]
    is_name = np.asarray([bool(name) for name in names], bool)
    rows = {kind: _numbers(table, kind) for kind in _kinds()}
    dirt = DirtFound()
    of_somebody = sum(rows[kind] for kind in (USED, *map(str, _OF_PLAYS)))
    undecodable = np.asarray([name is None for name in names], bool)
    for kind, dirty in (
        (_OF_LISTENER, rows[_OF_LISTENER]),
        (Dirt.UNDECODABLE, np.where(undecodable, of_somebody, 0)),
        (Dirt.EMPTY_NAME, np.where(~is_name & ~undecodable, of_somebody, 0)),
        *((kind, np.where(is_name, rows[kind], 0)) for kind in _OF_PLAYS),
    ):
        dirt.add(source, kind, rows=int(np.sum(dirty)), first_line=_NO_LINE)
    listeners = _numbers(table, "listeners")
    used = np.flatnonzero(is_name & (listeners > 0)).tolist()
    ids = table[MUSICBRAINZ_ID].to_pylist()
    return Spellings(
        [raw[at] or "" for at in used],
        [names[at] or "" for at in used],
        [ids[at] for at in used],
        listeners[used],
        table.num_rows,
        int(rows[USED][is_name].sum()),
        dirt,
    )


def _kinds() -> tuple[str, ...]:
    return (USED, str(_OF_LISTENER), *map(str, _OF_PLAYS))


def _token() -> Column:
    return F.regexp_replace(F.coalesce("plays", F.lit("")), rf"^{_WHITESPACE}|{_WHITESPACE}\z", "")


def _number() -> Column:
    return _token().try_cast("double")


def _fault_of_plays() -> Column:
    """Return the kind of dirt that a row's plays are, or that they are used."""
    is_nothing = (_number() <= 0) | (_number().cast("float") == 0)
    return (
        F.when(_is_wholly(_token(), _NOT_FINITE), str(Dirt.NOT_FINITE))
        .when(~_is_wholly(_token(), _NUMBER), str(Dirt.NOT_A_NUMBER))
        .when(_number() > _MOST_PLAYS, str(Dirt.TOO_MANY))
        .when(is_nothing, str(Dirt.NOT_POSITIVE))
        .otherwise(USED)
    )


def _is_wholly(text: Column, pattern: str) -> Column:
    return text.rlike(rf"^(?:{pattern})\z")


def _numbers(table: pa.Table, column: str) -> NDArray[np.int64]:
    numbers: NDArray[np.int64] = table[column].to_numpy().astype(np.int64)
    return numbers
