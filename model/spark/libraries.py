"""A library is what one listener plays; a batch of libraries is a sparse matrix in three arrays.

Plays stand on the cluster as one row per listener: what is asked of listeners (how much they play,
what is hidden from them, which artists they share) is then answered row by row, without moving
anything between machines, by the same numpy code as on one machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation has it

from model.spark.streams import streamed, table_of
from model.types import Counts, ListenersByArtists

SCHEMA = "listener int, artists array<int>, plays array<float>"
"""A listener's number from 0 on, and what it plays: rows of the catalogue, ascending, and how
often."""


@dataclass(frozen=True, slots=True, eq=False)
class Libraries:
    """Some libraries, one after the other.

    Attributes:
        listeners: shape `(libraries,)`.
        offsets: shape `(libraries + 1,)`; library `l` owns the cells from `offsets[l]` up to
            `offsets[l + 1]`.
        artists: shape `(cells,)`, ascending in each library.
        plays: as long, positive; or whatever the third column holds.
    """

    listeners: NDArray[np.int32]
    offsets: NDArray[np.int64]
    artists: NDArray[np.int32]
    plays: NDArray[np.float32]

    @classmethod
    def of(cls, batch: pa.RecordBatch) -> Libraries:
        """Take a batch of three columns as `SCHEMA` has them."""
        listeners, artists, plays = batch.columns
        offsets = np.asarray(artists.offsets, np.int64)
        return cls(
            np.asarray(listeners, np.int32),
            offsets - offsets[0],
            np.asarray(artists.flatten(), np.int32),
            np.asarray(plays.flatten(), np.float32),
        )

    def as_batch(self, schema: pa.Schema) -> pa.RecordBatch:
        """Return them as Spark takes them, under a schema's names and types."""
        offsets = pa.array(self.offsets, pa.int32())
        columns = [
            pa.array(self.listeners, pa.int32()),
            pa.ListArray.from_arrays(offsets, pa.array(self.artists, pa.int32())),
            pa.ListArray.from_arrays(offsets, pa.array(self.plays, pa.float32())),
        ]
        return pa.RecordBatch.from_arrays(columns, schema=schema)

    @property
    def of_cell(self) -> NDArray[np.intp]:
        """The library of each cell, counted from 0 in this batch."""
        return np.repeat(np.arange(len(self.listeners)), np.diff(self.offsets))

    def only(self, kept: NDArray[np.bool_]) -> Libraries:
        """Return the same libraries without some of their cells, shape `(cells,)`."""
        before = np.concatenate([[0], np.cumsum(kept)])
        return Libraries(
            self.listeners, before[self.offsets], self.artists[kept], self.plays[kept]
        )


ARROW_SCHEMA = pa.schema(
    {"listener": pa.int32(), "artists": pa.list_(pa.int32()), "plays": pa.list_(pa.float32())}
)


def mapped(libraries: DataFrame, change: Callable[[Libraries], Libraries]) -> DataFrame:
    """Change libraries batch by batch, where they are."""

    def changed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield change(Libraries.of(batch)).as_batch(ARROW_SCHEMA)

    return libraries.mapInArrow(changed, SCHEMA)


def summed_by_artist(
    libraries: DataFrame, of_cells: Callable[[Libraries], NDArray[np.float64]], artists: int
) -> tuple[Counts, NDArray[np.float64]]:
    """Add up something over the cells of each artist.

    Each part of the cluster adds up what it holds before anything moves.

    Args:
        libraries: as `SCHEMA` has them.
        of_cells: what is added, shape `(cells,)`.
        artists: how many there are.

    Returns:
        How many cells each artist has and what they add up to, both of shape `(artists,)`.
    """

    def added(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        counts, sums = np.zeros(artists, np.int64), np.zeros(artists)
        for batch in batches:
            some = Libraries.of(batch)
            counts += np.bincount(some.artists, minlength=artists)
            sums += np.bincount(some.artists, of_cells(some), minlength=artists)
        rows = np.flatnonzero(counts)
        columns = {"artist": rows.astype(np.int32), "cells": counts[rows], "total": sums[rows]}
        yield pa.RecordBatch.from_pydict(columns)

    found = table_of(
        libraries.mapInArrow(added, "artist int, cells long, total double")
        .groupBy("artist")
        .agg(F.sum("cells").alias("cells"), F.sum("total").alias("total"))
    )
    counts, sums = np.zeros(artists, np.int32), np.zeros(artists)
    rows = found["artist"].to_numpy()
    counts[rows], sums[rows] = found["cells"].to_numpy(), found["total"].to_numpy()
    return counts, sums


def largest_of(
    libraries: DataFrame, of_cells: Callable[[Libraries], NDArray[np.float64]]
) -> float:
    """Return the largest of something over all cells, 0 where none is above it."""

    def found(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        best = 0.0
        for batch in batches:
            best = max(best, float(of_cells(Libraries.of(batch)).max(initial=0.0)))
        yield pa.RecordBatch.from_pydict({"largest": [best]})

    table = table_of(libraries.mapInArrow(found, "largest double"))
    return max(table["largest"].to_pylist(), default=0.0)


def fetched(libraries: DataFrame, artists: int) -> tuple[NDArray[np.int32], ListenersByArtists]:
    """Bring a few libraries to the driver: their listeners, ascending, and a row for each."""
    batches = [Libraries.of(batch) for batch in streamed(libraries)]
    rows = [
        sp.csr_matrix((some.plays, some.artists, some.offsets), (len(some.listeners), artists))
        for some in batches
    ]
    listeners = np.concatenate([some.listeners for some in batches])
    order = np.argsort(listeners)
    return listeners[order], sp.vstack(rows, format="csr")[order]
