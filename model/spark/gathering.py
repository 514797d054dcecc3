"""Gathers counted rows into libraries, one per listener, and numbers the listeners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark import StorageLevel, TaskContext
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation has it

from model.spark.libraries import ARROW_SCHEMA, SCHEMA, Libraries, mapped
from model.spark.sources import MUSICBRAINZ_ID
from model.spark.spellings import USED, Spellings
from model.spark.streams import table_of

KEPT = StorageLevel.MEMORY_AND_DISK
"""Where frames that are read again and again stay: what memory does not hold goes to disk."""


def gathered(
    by_spelling: DataFrame, spellings: Spellings, artist_of_spelling: NDArray[np.int32]
) -> DataFrame:
    """Return a library per listener, all of them numbered 0 as yet.

    Within each partition listeners are in order, so that a partition that is lost and made again
    comes out the same.

    Args:
        by_spelling: see `model.spark.spellings.counted`.
        spellings: all that count.
        artist_of_spelling: as long.
    """
    table = pa.table(
        {
            "artist": pa.array(spellings.raw, pa.string()),
            MUSICBRAINZ_ID: pa.array(spellings.musicbrainz_ids, pa.string()),
            "number": pa.array(artist_of_spelling, pa.int32()),
        }
    )
    numbers = by_spelling.sparkSession.createDataFrame(table)
    cells = F.array_sort(F.collect_list(F.struct("number", "plays")))
    libraries = (
        by_spelling.filter(F.col(USED) > 0)
        .join(numbers, ["artist", MUSICBRAINZ_ID])
        .groupBy("listener")
        .agg(cells.alias("cells"))
        .sortWithinPartitions("listener")
        .select(
            F.lit(0).alias("listener"),
            F.col("cells.number").alias("artists"),
            F.col("cells.plays").cast("array<float>").alias("plays"),
        )
    )
    return mapped(libraries, _joined)


def renumbered(libraries: DataFrame, row_of_artist: NDArray[np.int32]) -> DataFrame:
    """Number artists as the catalogue does, and listeners from 0 on.

    Args:
        libraries: persisted, since their partitions are looked at twice.
        row_of_artist: shape `(artists,)`.
    """
    first = _firsts(libraries)

    def changed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        listener = first[_partition()]
        for batch in batches:
            some = Libraries.of(batch)
            count = len(some.listeners)
            listeners = np.arange(listener, listener + count, dtype=np.int32)
            artists = row_of_artist[some.artists]
            order = np.lexsort((artists, some.of_cell))
            yield Libraries(listeners, some.offsets, artists[order], some.plays[order]).as_batch(
                ARROW_SCHEMA
            )
            listener += count

    return libraries.mapInArrow(changed, SCHEMA)


def _joined(libraries: Libraries) -> Libraries:
    """Add up the cells that several spellings of one artist have left."""
    if not len(libraries.artists):
        return libraries
    of_cell, artists = libraries.of_cell, libraries.artists
    begins = np.ones(len(artists), bool)
    begins[1:] = (np.diff(artists) != 0) | (np.diff(of_cell) != 0)
    plays = np.add.reduceat(libraries.plays, np.flatnonzero(begins))
    kept = libraries.only(begins)
    return Libraries(kept.listeners, kept.offsets, kept.artists, plays)


def _firsts(libraries: DataFrame) -> dict[int, int]:
    """Return for each partition the number that its first listener gets."""

    def counted(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        count = sum(batch.num_rows for batch in batches)
        yield pa.RecordBatch.from_pydict({"part": [_partition()], "libraries": [count]})

    table = table_of(libraries.mapInArrow(counted, "part long, libraries long").orderBy("part"))
    parts, sizes = table["part"].to_pylist(), table["libraries"].to_numpy()
    return dict(zip(parts, (np.cumsum(sizes) - sizes).tolist(), strict=True))


def _partition() -> int:
    task = TaskContext.get()
    if task is None:
        message = "Partitions are numbered on the cluster only"
        raise RuntimeError(message)
    return task.partitionId()
