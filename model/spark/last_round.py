"""Half a round of alternating least squares more, with one regularisation for all.

MLlib leaves listeners and artists held back by as much as they have likes. From where it leaves
the artists, each listener is solved anew as a taste is, and then each artist from the listeners.
On HetRec this closes what gap there is to implicit, and makes MLlib's own regularisation matter
little: `docs/evaluation.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation has it

from model.spark.gathering import KEPT
from model.spark.libraries import Libraries
from model.spark.streams import OnBatches, factors_of, table_of
from model.types import Factors

Matrix = NDArray[np.float64]
_SOLVED = "artist int, factors array<float>"


def solved_once_more(
    libraries: DataFrame, artist_factors: Factors, regularization: float
) -> Factors:
    """Solve listeners for these artists, then artists for those listeners.

    Each listener's vector travels to each of its artists once: as many vectors as cells.

    Args:
        libraries: weights in place of plays, persisted; below 0 for dislikes.
        artist_factors: shape `(artists, factors)`; every worker gets them all.
        regularization: in the weights' own units.

    Source:
        Hu, Koren, Volinsky (2008), equations 4 and 5.
    """
    artists, size = artist_factors.shape
    shared = libraries.sparkSession.sparkContext.broadcast(artist_factors)
    nobody = _held_back(artist_factors.T @ artist_factors, regularization)

    def placed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            some = Libraries.of(batch)
            points = np.zeros((len(some.listeners), size), np.float32)
            for at in range(len(points)):
                owned = slice(some.offsets[at], some.offsets[at + 1])
                equation = _Equation(nobody)
                equation.add(shared.value[some.artists[owned]], some.plays[owned])
                points[at] = equation.solution()
            yield pa.RecordBatch.from_arrays(
                [batch.column(1), batch.column(2), _as_lists(points)],
                names=["artists", "weights", "point"],
            )

    points = libraries.mapInArrow(
        placed, "artists array<int>, weights array<float>, point array<float>"
    ).persist(KEPT)
    everybody = _held_back(_gram(points, size), regularization)
    cells = (
        points.select(F.explode(F.arrays_zip("artists", "weights")).alias("cell"), "point")
        .select("cell.artists", "cell.weights", "point")
        .repartition("artists")
        .sortWithinPartitions("artists")
    )
    solved = factors_of(cells.mapInArrow(_solved(everybody), _SOLVED), artists, size)
    points.unpersist()
    shared.unpersist()
    return solved


class _Equation:
    """The normal equation of one row, to which cells are added."""

    def __init__(self, of_nobody: Matrix) -> None:
        self._precision = of_nobody.copy()
        self._pull = np.zeros(len(of_nobody))

    def add(self, factors: Factors, weights: NDArray[np.float32]) -> None:
        wide: Matrix = factors.astype(np.float64)
        sure: Matrix = np.abs(weights).astype(np.float64)
        self._precision += (wide.T * (sure - 1)) @ wide
        self._pull += wide.T @ np.maximum(weights, 0)

    def solution(self) -> Matrix:
        found: Matrix = np.linalg.solve(self._precision, self._pull).astype(np.float64)
        return found


def _solved(everybody: Matrix) -> OnBatches:
    """Return what solves artists from cells that are sorted by artist; one may span batches."""

    def solved(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        open_artist, equation = -1, _Equation(everybody)
        for batch in batches:
            artists, weights = (np.asarray(batch.column(at)) for at in (0, 1))
            points = np.asarray(batch.column(2).flatten()).reshape(len(artists), -1)
            begins = np.flatnonzero(np.diff(artists, prepend=artists[:1] - 1))
            done = []
            for start, end in zip(begins, [*begins[1:], len(artists)], strict=True):
                if artists[start] != open_artist:
                    done.append((open_artist, equation.solution()))
                    open_artist, equation = int(artists[start]), _Equation(everybody)
                equation.add(points[start:end], weights[start:end])
            yield _as_batch([one for one in done if one[0] >= 0])
        if open_artist >= 0:
            yield _as_batch([(open_artist, equation.solution())])

    return solved


def _gram(points: DataFrame, size: int) -> Matrix:
    def added(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        total = np.zeros((size, size))
        for batch in batches:
            some = np.asarray(batch.column(0).flatten(), np.float64).reshape(-1, size)
            total += some.T @ some
        yield pa.RecordBatch.from_arrays([_as_lists(total.reshape(1, -1))], names=["gram"])

    table = table_of(points.select("point").mapInArrow(added, "gram array<double>"))
    gram: Matrix = np.asarray(table["gram"].to_pylist()).sum(axis=0).reshape(size, size)
    return gram


def _held_back(gram: NDArray[np.floating], regularization: float) -> Matrix:
    held_back: Matrix = gram.astype(np.float64) + regularization * np.eye(len(gram))
    return held_back


def _as_lists(rows: NDArray[np.floating]) -> pa.ListArray:
    offsets = np.arange(len(rows) + 1, dtype=np.int32) * rows.shape[1]
    return pa.ListArray.from_arrays(offsets, pa.array(rows.ravel()))


def _as_batch(done: list[tuple[int, Matrix]]) -> pa.RecordBatch:
    artists = np.asarray([artist for artist, _ in done], np.int32)
    factors = np.asarray([found for _, found in done], np.float32)
    lists = _as_lists(factors if len(done) else np.zeros((0, 0), np.float32))
    return pa.RecordBatch.from_arrays([pa.array(artists), lists], names=["artist", "factors"])
