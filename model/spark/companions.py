"""Who is heard together, counted on the cluster: what `model.companions.Companions.of` counts.

A pair of artists is counted in each library it is in. So the cost is the square of a library's
size, and that is bounded; everything else is as there, to the last tie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation has it

from model.companions import FEWEST_SHARED, MOST, Companions, association
from model.spark.libraries import Libraries
from model.spark.streams import OnBatches, streamed
from model.types import Counts

MOST_OF_A_LIBRARY = 2_000
"""Artists of one listener that are paired: those played most, ties to the better known. Two
million pairs of them say of each only that one person plays both, and a library ten times as
large would cost as much as a hundred such listeners together."""

_PAIRS_AT_ONCE = 1 << 22  # 32 MB of them; what repeats among them is counted before it travels
_PAIR = "artist int, other int, shared int"


def companions_of(
    libraries: DataFrame, listeners: Counts, listener_count: int, *, fewest_listeners: int = 1
) -> Companions:
    """Count who is heard together.

    Args:
        libraries: plays, as `model.spark.libraries.SCHEMA` has them.
        listeners: of each artist, shape `(artists,)`.
        listener_count: how many libraries.
        fewest_listeners: see `Companions.of`.
    """
    possible = listeners >= fewest_listeners
    shared = (
        libraries.mapInArrow(_pairs(listeners, possible), "pair long, shared int")
        .groupBy("pair")
        .agg(F.sum("shared").cast("int").alias("shared"))
        .filter(F.col("shared") >= FEWEST_SHARED)
    )
    strong = shared.mapInArrow(
        _both_ways(listeners, listener_count, possible), f"{_PAIR}, strength float"
    )
    strongest_first = Window.partitionBy("artist").orderBy(F.desc("strength"), "other")
    best = (
        strong.withColumn("place", F.row_number().over(strongest_first))
        .filter(F.col("place") <= MOST)
        .orderBy("artist", "place")
        .select("artist", "other", "shared")
    )
    offsets = np.zeros(len(listeners) + 1, np.int64)
    rows, counts = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for batch in streamed(best):
        artist, other, together = (np.asarray(column) for column in batch.columns)
        offsets[1:] += np.bincount(artist, minlength=len(listeners))
        rows.append(other)
        counts.append(together)
    return Companions(
        np.cumsum(offsets), np.concatenate(rows), np.concatenate(counts), listeners, listener_count
    )


def _pairs(listeners: Counts, possible: NDArray[np.bool_]) -> OnBatches:
    """Return what counts pairs: each is `first * artists + second`, the smaller row first."""
    artists = len(listeners)

    def counted(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            some = _bounded(Libraries.of(batch))
            some = some.only(listeners[some.artists] >= FEWEST_SHARED)
            for start, end in _runs(np.diff(some.offsets)):
                first, second = _all_pairs(some, start, end)
                either = possible[first] | possible[second]
                coded = first[either].astype(np.int64) * artists + second[either]
                pairs, times = np.unique(coded, return_counts=True)
                yield pa.RecordBatch.from_pydict({"pair": pairs, "shared": times.astype(np.int32)})

    return counted


def _bounded(some: Libraries) -> Libraries:
    sizes = np.diff(some.offsets)
    if sizes.max(initial=0) <= MOST_OF_A_LIBRARY:
        return some
    order = np.lexsort((some.artists, -some.plays, some.of_cell))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order)) - np.repeat(some.offsets[:-1], sizes)
    return some.only(place < MOST_OF_A_LIBRARY)


def _runs(sizes: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Cut libraries into runs of so many pairs; one library may exceed it alone."""
    pairs = sizes * (sizes - 1) // 2
    start, held = 0, 0
    for at, more in enumerate(pairs.tolist()):
        if held and held + more > _PAIRS_AT_ONCE:
            yield start, at
            start, held = at, 0
        held += more
    if held:
        yield start, len(sizes)


def _all_pairs(
    some: Libraries, start: int, end: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return each pair of some libraries' artists once, the smaller row first."""
    cells = np.arange(some.offsets[start], some.offsets[end])
    ends = np.repeat(some.offsets[start + 1 : end + 1], np.diff(some.offsets[start : end + 1]))
    partners = ends - cells - 1  # those that stand behind it in its library
    first = np.repeat(cells, partners)
    begins = np.repeat(np.cumsum(partners) - partners, partners)
    second = first + 1 + np.arange(len(first)) - begins
    return some.artists[first], some.artists[second]


def _both_ways(listeners: Counts, listener_count: int, possible: NDArray[np.bool_]) -> OnBatches:
    """Return what weighs pairs, and turns each round so that both artists have it."""
    artists = len(listeners)

    def weighed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            first, second = np.divmod(np.asarray(batch.column(0)), artists)
            shared = np.tile(np.asarray(batch.column(1)), 2)
            artist = np.concatenate([first, second]).astype(np.int32)
            other = np.concatenate([second, first]).astype(np.int32)
            strength = association(shared, listeners[artist], listeners[other], listener_count)
            kept = (strength > 0) & possible[other]
            columns = {
                "artist": artist[kept],
                "other": other[kept],
                "shared": shared[kept],
                "strength": strength[kept],
            }
            yield pa.RecordBatch.from_pydict(columns)

    return weighed
