"""What comes from the cluster to the driver, as Arrow and never as a list of Python objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame

from model.types import Factors

OnBatches: TypeAlias = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]
"""What Spark runs where the batches are: arrays in, arrays out, no object per value."""


def streamed(frame: DataFrame) -> Iterator[pa.RecordBatch]:
    """Fetch a frame partition by partition, in order: no more than two are held at once.

    Spark's own iterator over rows makes an object of each value, and `toArrow` holds everything;
    so each batch travels as one value, in Arrow's own bytes.
    """

    def written(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, batch.schema) as stream:
                stream.write_batch(batch)
            yield pa.RecordBatch.from_pydict({"batch": [sink.getvalue().to_pybytes()]})

    for row in frame.mapInArrow(written, "batch binary").toLocalIterator(prefetchPartitions=True):
        with pa.ipc.open_stream(bytes(row["batch"])) as stream:
            yield from stream


def table_of(frame: DataFrame) -> pa.Table:
    """Fetch a small frame whole: one row per artist or per partition, or less."""
    return frame.toArrow()


def factors_of(frame: DataFrame, artists: int, size: int) -> Factors:
    """Fetch artist factors into one array; all zero for an artist that is not in the frame.

    Args:
        frame: an artist's row and its factors.
        artists: how many there are.
        size: of the factors.
    """
    factors: Factors = np.zeros((artists, size), np.float32)
    for batch in streamed(frame):
        rows = np.asarray(batch.column(0))
        factors[rows] = np.asarray(batch.column(1).flatten()).reshape(len(rows), size)
    return factors
