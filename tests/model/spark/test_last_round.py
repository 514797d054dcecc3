"""The last half round, solved again by hand."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
import scipy.sparse as sp

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.spark.last_round import _as_lists, _solved, solved_once_more

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]


def by_hand(weights, factors, regularization):
    """Every row of weights solved for the factors of its columns."""
    solved = []
    for row in weights:
        confident = np.diag(np.where(row, np.abs(row), 1))
        left = factors.T @ confident @ factors + regularization * np.eye(factors.shape[1])
        solved.append(np.linalg.solve(left, factors.T @ np.maximum(row, 0)))
    return np.asarray(solved)


def test_listeners_and_then_artists_are_solved_exactly(spark, on_spark):
    rng = np.random.default_rng(5)
    weights = np.round(rng.normal(0.5, 4, (40, 12)) * (rng.random((40, 12)) < 0.4), 2)
    weights[:, 11] = 0
    factors = rng.normal(0, 1, (12, 4)).astype(np.float32)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 7)  # artists span batches
    try:
        found = solved_once_more(on_spark(sp.csr_matrix(weights)), factors, 2.5)
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    expected = by_hand(weights.T, by_hand(weights, factors.astype(float), 2.5), 2.5)
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-5)
    assert not found[11].any()  # nobody's artist


def test_every_artist_comes_out_once_and_nobody_else():
    points = np.random.default_rng(6).normal(0, 1, (5, 3)).astype(np.float32)
    artists, weights = np.asarray([0, 0, 3, 3, 5], np.int32), np.full(5, 2.0, np.float32)

    def batch(start, end):
        part = slice(start, end)
        columns = [pa.array(artists[part]), pa.array(weights[part]), _as_lists(points[part])]
        return pa.RecordBatch.from_arrays(columns, names=["artists", "weights", "point"])

    solve = _solved(2.5 * np.eye(3))
    done = list(solve(iter([batch(0, 3), batch(3, 4), batch(4, 5)])))
    assert [artist for some in done for artist in some["artist"].to_pylist()] == [0, 3, 5]
    found = np.concatenate([np.asarray(some["factors"].flatten()).reshape(-1, 3) for some in done])
    for row, own in enumerate((points[:2], points[2:4], points[4:])):
        expected = np.linalg.solve(2.5 * np.eye(3) + own.T @ own, 2 * own.sum(axis=0))
        np.testing.assert_allclose(found[row], expected, rtol=1e-5)
    assert not list(solve(iter([])))
