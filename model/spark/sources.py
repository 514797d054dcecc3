"""Finds plays on any file system that Spark reaches, and names their four columns alike.

Three kinds are told apart by what they are, not by a setting: Parquet with a row per listener and
artist; ListenBrainz's dump for Spark, Parquet with a row per listen; and its listens as lines of
JSON. What is dirt among them is decided elsewhere.

Source:
    The columns of ListenBrainz's dump for Spark are `SPARK_LISTENS_SCHEMA` of
    `listenbrainz/dumps/` in https://github.com/metabrainz/listenbrainz-server (older dumps have
    `user_name` and `artist_mbids`, `listenbrainz_spark/schema.py`); its lines of JSON are
    described at https://listenbrainz.readthedocs.io/en/latest/users/listenbrainz-dumps.html.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation has it
from pyspark.sql.types import ArrayType, DoubleType, FloatType, MapType, StructType

from model.errors import UnreadablePlays
from model.plays.delimited import ColumnNames
from model.spark.streams import table_of
from model.spark.unavailable import reason_of

MUSICBRAINZ_ID = "musicbrainz_id"
EXPECTED = (
    "Parquet with the columns {names}, or ListenBrainz's listens: its dump for Spark, or lines of "
    "JSON in files called .listens or .jsonl"
)
_JSON_ENDINGS = (".listens", ".jsonl", ".ndjson", ".json")
_PACKED = (".gz", ".bz2", ".zst")
_LISTEN = """
    user_id string, user_name string, track_metadata struct<
        artist_name: string,
        mbid_mapping: struct<artist_mbids: array<string>>,
        additional_info: struct<artist_mbids: array<string>>>
"""
_ONE_LISTEN = "1"
_OF_PATTERNS = re.compile(r"[][{}*?\\]")
_LONGEST = 1e10  # from here on a float is written with an exponent, on one machine too


@dataclass(frozen=True, slots=True)
class Source:
    """Plays as they were found.

    Attributes:
        rows: text columns `listener`, `artist`, `musicbrainz_id`, `plays`; null where there is
            nothing.
        description: for a person: where, and how much of it.
        format: which kind.
    """

    rows: DataFrame
    description: str
    format: str


def found(spark: SparkSession, url: str, names: ColumnNames) -> Source:
    """Open plays, without reading them yet.

    Args:
        spark: a session.
        url: `hdfs://`, `s3a://`, `file:` or a plain path, of a file or a folder, in which folders
            are looked through; or a pattern of such, where nothing here is called just so.
        names: the columns of Parquet; one called `musicbrainz_id` is used where there is one.

    Raises:
        UnreadablePlays: there is nothing there, or nothing of a known kind.
    """
    read = spark.read.option("recursiveFileLookup", "true")
    place = literally(url) if Path(url.removeprefix("file:")).exists() else url
    try:
        files = table_of(read.format("binaryFile").load(place).select("path", "length"))
        if not files.num_rows:
            message = f"There are no files in {url}; expected {EXPECTED.format(names=names)}"
            raise UnreadablePlays(message)
        paths = files["path"].to_pylist()
        described = f"{url} ({len(paths):,} file(s), {sum(files['length'].to_pylist()):,} bytes)"
        if any(_is_json(path) for path in paths):
            lines = [literally(path) for path in paths if _is_json(path)]
            listens = read.schema(_LISTEN).json(lines)
            return Source(_rows_of_listens(listens), described, "listenbrainz")
        return _parquet(read.parquet(place), described, names)
    except (PySparkException, Py4JError) as error:
        reason = reason_of(error).rstrip(".")
        message = f"{url} cannot be read: {reason}; expected {EXPECTED.format(names=names)}"
        raise UnreadablePlays(message) from error


def literally(path: str) -> str:
    """Return a path as Spark has to be told it: what looks like a pattern to it stands escaped."""
    return _OF_PATTERNS.sub(r"\\\g<0>", path)


def _is_json(path: str) -> bool:
    for packed in _PACKED:
        path = path.removesuffix(packed)
    return path.endswith(_JSON_ENDINGS)


def _parquet(table: DataFrame, described: str, names: ColumnNames) -> Source:
    if names.among(table.columns):
        wanted = {"listener": names.listener, "artist": names.artist, "plays": names.plays}
        rows = table.select(
            *(_text(table, column).alias(name) for name, column in wanted.items()),
            _text(table, MUSICBRAINZ_ID).alias(MUSICBRAINZ_ID),
        )
        return Source(rows, described, "spark-parquet")
    listener = next((name for name in ("user_id", "user_name") if name in table.columns), None)
    if listener is None or "artist_name" not in table.columns:
        columns = ", ".join(table.columns)[:200]
        message = f"{described} has the columns {columns}; expected {EXPECTED.format(names=names)}"
        raise UnreadablePlays(message)
    ids = (name for name in ("artist_credit_mbids", "artist_mbids") if name in table.columns)
    rows = table.select(
        _text(table, listener).alias("listener"),
        _text(table, "artist_name").alias("artist"),
        _only_one(next((F.col(name) for name in ids), F.array())).alias(MUSICBRAINZ_ID),
        F.lit(_ONE_LISTEN).alias("plays"),
    )
    return Source(rows, described, "listenbrainz-spark")


def _rows_of_listens(listens: DataFrame) -> DataFrame:
    told = "track_metadata"
    ids = F.coalesce(
        F.col(f"{told}.mbid_mapping.artist_mbids"), F.col(f"{told}.additional_info.artist_mbids")
    )
    return listens.select(
        F.coalesce("user_id", "user_name").alias("listener"),
        F.col(f"{told}.artist_name").alias("artist"),
        _only_one(ids).alias(MUSICBRAINZ_ID),
        F.lit(_ONE_LISTEN).alias("plays"),
    )


def _only_one(ids: Column) -> Column:
    """Return the id where there is one only: "A feat. B" is credited to two artists."""
    return F.when(F.size(ids) == 1, ids[0])


def _text(table: DataFrame, column: str) -> Column:
    """Return a column as text, numbers as they are written; null where there is no such column.

    A whole number that is stored as a float is written as a whole number, as on one machine: to
    pandas every number is a float where one of the column is missing.

    Raises:
        UnreadablePlays: it holds lists or the like.
    """
    if column not in table.columns:
        return F.lit(None).cast("string")
    kind = table.schema[column].dataType
    if isinstance(kind, ArrayType | MapType | StructType):
        message = f"The column {column} holds {kind.simpleString()}, which is no text or number"
        raise UnreadablePlays(message)
    value = F.col(f"`{column}`")
    if isinstance(kind, DoubleType | FloatType):
        whole = value.try_cast("long")
        is_whole = (whole == value) & (F.abs(value) < _LONGEST)
        return F.when(is_whole, whole.cast("string")).otherwise(value.cast("string"))
    return value.cast("string")
