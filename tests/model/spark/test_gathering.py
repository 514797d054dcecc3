"""Spellings of one artist become one cell, and no more than that."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.spark.gathering import _joined, renumbered
from model.spark.libraries import Libraries
from model.spark.streams import streamed
from tests.conftest import plays_of


def libraries(*owned):
    sizes = [len(cells) for cells in owned]
    cells = np.asarray([cell for cells in owned for cell in cells]).reshape(-1, 2)
    return Libraries(
        np.arange(len(owned), dtype=np.int32),
        np.cumsum([0, *sizes]),
        cells[:, 0].astype(np.int32),
        cells[:, 1].astype(np.float32),
    )


def cells_of(some):
    pairs = list(zip(some.artists.tolist(), some.plays.tolist(), strict=True))
    bounds = some.offsets.tolist()
    return [pairs[start:end] for start, end in pairwise(bounds)]


def test_plays_of_one_artist_are_added_up_listener_by_listener():
    some = libraries([(4, 1), (4, 2), (7, 5)], [(7, 10)], [(7, 20), (7, 30)], [(7, 1), (9, 1)])
    assert cells_of(_joined(some)) == [[(4, 3), (7, 5)], [(7, 10)], [(7, 50)], [(7, 1), (9, 1)]]
    assert _joined(some).listeners.tolist() == [0, 1, 2, 3]


def test_of_nobody_there_is_nothing_to_join():
    assert cells_of(_joined(libraries())) == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
def test_listeners_are_numbered_on_from_batch_to_batch_and_part_to_part(spark, on_spark):
    plays = np.random.default_rng(2).integers(0, 3, (30, 6)) * np.arange(1, 7)
    rows = np.asarray([3, 0, 5, 1, 4, 2], np.int32)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 4)
    try:
        frame = renumbered(on_spark(plays_of(plays).listeners_x_artists), rows)
        batches = [Libraries.of(batch) for batch in streamed(frame)]
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    listeners = np.concatenate([some.listeners for some in batches])
    assert listeners.tolist() == list(range(30))
    found = [cells for some in batches for cells in cells_of(some)]
    turned = plays[:, np.argsort(rows)].tolist()
    assert sorted(found) == sorted(
        [(row, times) for row, times in enumerate(library) if times] for library in turned
    )
