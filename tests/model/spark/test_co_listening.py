"""The arrays that a version has of who listens to whom."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.co_listening import CoListening
from model.spark.co_listening import write_co_listening
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
