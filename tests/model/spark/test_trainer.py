"""All that a version needs, from plays in a file to arrays in a folder."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import scipy.sparse as sp

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.co_listening import FILES, CoListening
from model.evaluation.trial import asked, by_taste
from model.plays.delimited import ColumnNames, read_delimited
from model.spark.plays import read_plays
from model.spark.trainer import OnSpark
from model.trainer import OnThisMachine, Trainer
from model.training.settings import TrainingSettings
from tests.conftest import checkerboard

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]
SETTINGS = TrainingSettings(factors=8, iterations=4)
NOBODY = sp.csr_matrix(np.zeros((0, 60), np.float32))


def silent(done, total):
    """Tell nobody how far it is."""


def written(path, plays):
    listeners, artists = np.nonzero(plays)
    table = pa.table(
        {
            "listener": listeners,
            "artist": [f"artist {at}" for at in artists],
            "plays": plays[listeners, artists],
        }
    )
    pq.write_table(table, path)
    return str(path)


def test_all_that_a_version_needs_is_as_on_one_machine(spark, tmp_path):
    path = tmp_path / "plays.parquet"
    url = written(path, checkerboard(70, 60))
    plays = read_delimited(path, ColumnNames())
    on_spark: Trainer = OnSpark(read_plays(spark, url), SETTINGS)
    here = OnThisMachine(plays, SETTINGS)
    assert on_spark.catalog.keys == here.catalog.keys
    assert (on_spark.listeners, on_spark.cells) == (here.listeners, here.cells)
    assert on_spark.learn(NOBODY, None, silent).artist_factors.shape == (60, 8)
    rest = on_spark.learn_from_rest(NOBODY, 3, silent)
    assert rest is not None
    trial = asked(rest.parts, by_taste(rest.learnt, rest.parts.training), 3)
    assert trial.recall.mean() > 0.9  # what is left of one's own group, and nothing else
    floor = int(np.median(here.catalog.listeners))
    found, expected = on_spark.companions(floor), here.companions(floor)
    np.testing.assert_array_equal(found.rows, expected.rows)
    on_spark.write_co_listening(tmp_path)
    assert (CoListening.read(tmp_path).offsets == np.load(tmp_path / FILES[0])).all()


def test_of_plays_too_few_nothing_is_hidden(spark, tmp_path):
    url = written(tmp_path / "plays.parquet", np.eye(6))
    trainer = OnSpark(read_plays(spark, url), SETTINGS)
    assert trainer.learn_from_rest(NOBODY, 1, silent) is None
