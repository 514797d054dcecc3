"""Writes who listens to each artist, from the cluster straight into a version's files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation has it

from model.arrays import write_array
from model.co_listening import LISTENERS, OFFSETS, PLAYS
from model.spark.streams import streamed
from model.types import Counts


def write_co_listening(libraries: DataFrame, listeners: Counts, folder: Path) -> None:
    """Write the three arrays of `model.co_listening`: by artist, then by listener.

    They are filled as the cells arrive, in order; no more than two partitions are in memory.

    Args:
        libraries: plays.
        listeners: of each artist, shape `(artists,)`.
        folder: of the version.

    Raises:
        ValueError: the cells are more or fewer than the listeners of all artists.
    """
    offsets = np.concatenate([[0], np.cumsum(listeners, dtype=np.int64)])
    write_array(folder / OFFSETS, offsets)
    shape = (int(offsets[-1]),)
    numbers = open_memmap(folder / LISTENERS, "w+", np.int32, shape)
    plays = open_memmap(folder / PLAYS, "w+", np.float32, shape)
    cells = (
        libraries.select("listener", F.explode(F.arrays_zip("artists", "plays")).alias("cell"))
        .orderBy("cell.artists", "listener")
        .select("listener", "cell.plays")
    )
    written = 0
    for batch in streamed(cells):
        end = written + batch.num_rows
        if end <= shape[0]:
            numbers[written:end] = np.asarray(batch.column(0))
            plays[written:end] = np.asarray(batch.column(1))
        written = end
    numbers.flush()
    plays.flush()
    if written != shape[0]:
        message = f"{written:,} cells came of artists with {shape[0]:,} listeners"
        raise ValueError(message)
