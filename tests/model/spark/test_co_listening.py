"""The arrays that a version has of who listens to whom."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.co_listening import LISTENERS as NUMBERS
from model.co_listening import PLAYS as TIMES
from model.co_listening import CoListening
from model.spark.co_listening import _append, write_co_listening
from tests.conftest import plays_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]

PLAYS = plays_of(np.random.default_rng(4).integers(0, 2, (70, 30)) * 3).listeners_x_artists


def test_the_files_are_those_of_one_machine(on_spark, tmp_path):
    write_co_listening(on_spark(PLAYS), PLAYS.getnnz(axis=0).astype(np.int32), tmp_path)
    by_artist = PLAYS.tocsc()
    by_artist.sort_indices()
    expected = CoListening.of(by_artist)
    for name, array in (
        ("listener_offsets", expected.offsets),
        ("listeners", expected.listeners),
        ("plays", by_artist.data),
    ):
        written = np.load(tmp_path / f"{name}.npy", allow_pickle=False)
        np.testing.assert_array_equal(written, array)
        assert written.dtype == array.dtype


@pytest.mark.parametrize("too_many", [1, -1])
def test_counts_that_do_not_fit_the_cells_are_refused(on_spark, tmp_path, too_many):
    listeners = PLAYS.getnnz(axis=0).astype(np.int32)
    listeners[3] += too_many
    with pytest.raises(ValueError, match="cells"):
        write_co_listening(on_spark(PLAYS), listeners, tmp_path)


def test_room_on_the_disk_is_taken_as_cells_arrive_and_not_by_a_page_of_a_map(tmp_path):
    files = [tmp_path / NUMBERS, tmp_path / TIMES]
    sizes = []

    def arriving():
        for start in range(0, 30_000, 10_000):
            sizes.append(max(file.stat().st_size for file in files))
            numbers = np.arange(start, start + 10_000, dtype=np.int32)
            yield pa.RecordBatch.from_pydict({"a": numbers, "b": numbers.astype(np.float32)})

    assert _append(arriving(), 30_000, tmp_path) == 30_000
    assert [size <= 1_000 + 40_000 * batch for batch, size in enumerate(sizes)] == [True] * 3
    for file in files:
        assert np.load(file).tolist() == list(range(30_000))
