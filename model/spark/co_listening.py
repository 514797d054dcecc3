"""Writes who listens to each artist, from the cluster straight into a version's files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation has it

from model.arrays import begin_array, write_array
from model.co_listening import LISTENERS, OFFSETS, PLAYS
from model.spark.streams import streamed
from model.types import Counts


def write_co_listening(libraries: DataFrame, listeners: Counts, folder: Path) -> None:
    """Write the three arrays of `model.co_listening`: by artist, then by listener.

    Args:
        libraries: plays.
        listeners: of each artist, shape `(artists,)`.
        folder: of the version.

    Raises:
        ValueError: the cells are more or fewer than the listeners of all artists.
        OSError: the files cannot be written.
    """
    offsets = np.concatenate([[0], np.cumsum(listeners, dtype=np.int64)])
    write_array(folder / OFFSETS, offsets)
    cells = (
        libraries.select("listener", F.explode(F.arrays_zip("artists", "plays")).alias("cell"))
        .orderBy("cell.artists", "listener")
        .select("listener", "cell.plays")
    )
    written = _append(streamed(cells), int(offsets[-1]), folder)
    if written != offsets[-1]:
        message = f"{written:,} cells came of artists with {offsets[-1]:,} listeners"
        raise ValueError(message)


def _append(cells: Iterable[pa.RecordBatch], expected: int, folder: Path) -> int:
    """Write listeners and plays as they arrive, and count them; no batch is held longer.

    Bytes are appended, not put in their places in a mapped file: on a full disk that is an error,
    where a page of a map that finds no room kills the process.
    """
    written = 0
    with (folder / LISTENERS).open("wb") as numbers, (folder / PLAYS).open("wb") as plays:
        begin_array(numbers, np.int32, (expected,))
        begin_array(plays, np.float32, (expected,))
        for batch in cells:
            numbers.write(np.ascontiguousarray(batch.column(0), np.int32).data)
            plays.write(np.ascontiguousarray(batch.column(1), np.float32).data)
            written += batch.num_rows
    return written
