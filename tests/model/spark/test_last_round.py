"""The last half round, solved again by hand."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.spark.last_round import solved_once_more

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
