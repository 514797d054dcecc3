"""One Spark session for all tests that need one, and plays on it."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import numpy as np
import pytest

from model.types import ListenersByArtists


@pytest.fixture(scope="session")
def spark():
    if find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java for Spark to run on")
    from model.spark.session import opened  # noqa: PLC0415  # needs pyspark

    with opened("local[2]") as session:
        yield session


@pytest.fixture
def on_spark(spark):
    """Put plays on the cluster, in several partitions and in the order they have."""
    import pyarrow as pa  # noqa: PLC0415

    from model.spark.libraries import ARROW_SCHEMA, Libraries  # noqa: PLC0415  # needs pyspark

    kept = []

    def put(plays: ListenersByArtists):
        plays.sort_indices()
        libraries = Libraries(
            np.arange(plays.shape[0], dtype=np.int32),
            plays.indptr.astype(np.int64),
            plays.indices.astype(np.int32),
            plays.data.astype(np.float32),
        )
        table = pa.Table.from_batches([libraries.as_batch(ARROW_SCHEMA)])
        frame = spark.createDataFrame(table).repartition(3).persist()
        kept.append(frame)
        return frame

    yield put
    for frame in kept:
        frame.unpersist()
