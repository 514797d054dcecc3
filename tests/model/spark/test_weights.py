"""Weights reckoned on Spark are those of one machine."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

pytest.importorskip("pyspark", reason="pyspark is not installed")

import model.spark.weights
from model.spark.libraries import Libraries
from model.spark.streams import streamed
from model.spark.weights import weighed
from model.training.confidence import confidence, regularization_for, weights_of_a_like
from model.training.settings import TrainingSettings
from tests.conftest import plays_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]

SETTINGS = TrainingSettings()


def random_plays(listeners, artists, seed=7):
    rng = np.random.default_rng(seed)
    heard = rng.random((listeners, artists)) < rng.uniform(0.02, 0.9, artists) ** 2
    heard[:, 0] = True  # everybody's artist, whose idf is below 0
    heard[:, 1] = False
    return plays_of(heard * rng.integers(1, 400, heard.shape)).listeners_x_artists


def fetched(weights, shape):
    table = np.zeros(shape)
    for batch in streamed(weights.libraries):
        some = Libraries.of(batch)
        table[some.listeners[some.of_cell], some.artists] = some.plays
    return table


@pytest.mark.parametrize("shape", [(60, 25), (15, 80)])
def test_weights_likes_and_regularisation_agree_with_those_of_one_machine(on_spark, shape):
    plays = random_plays(*shape)
    expected = confidence(plays, SETTINGS)
    weights = weighed(on_spark(plays), shape[1], shape[0], SETTINGS)
    np.testing.assert_allclose(fetched(weights, shape), expected.toarray(), rtol=1e-4)
    np.testing.assert_allclose(weights.of_a_like, weights_of_a_like(expected), rtol=1e-4)
    regularization = regularization_for(expected, SETTINGS)
    assert regularization < SETTINGS.regularization * expected.data.mean()  # small data
    assert weights.regularization == pytest.approx(regularization, rel=1e-4)
    assert weights.listeners.tolist() == plays.getnnz(axis=0).tolist()
    assert weights.cells == plays.nnz


@pytest.mark.parametrize("shape", [(60, 25), (15, 80)])
def test_what_is_too_much_for_the_driver_is_regularised_alike(on_spark, monkeypatch, shape):
    monkeypatch.setattr(model.spark.weights, "_FEW_CELLS", 0)
    plays = random_plays(*shape)
    weights = weighed(on_spark(plays), shape[1], shape[0], SETTINGS)
    expected = regularization_for(confidence(plays, SETTINGS), SETTINGS)
    assert weights.regularization == pytest.approx(expected, rel=1e-3)


def test_where_data_is_not_small_regularisation_is_the_setting(on_spark, monkeypatch):
    monkeypatch.setattr(model.spark.weights, "_FEW_CELLS", 0)
    plays = random_plays(60, 25)
    settings = TrainingSettings(regularization=0.5)
    weights = weighed(on_spark(plays), 25, 60, settings)
    expected = confidence(plays, settings)
    assert weights.regularization == pytest.approx(0.5 * expected.data.mean(), rel=1e-5)


def test_where_all_have_played_all_every_weight_is_one(on_spark):
    plays = sp.csr_matrix(np.full((4, 3), 9, np.float32))
    weights = weighed(on_spark(plays), 3, 4, SETTINGS)
    assert (fetched(weights, (4, 3)) == confidence(plays, SETTINGS).toarray()).all()
    assert weights.of_a_like.tolist() == [1, 1, 1]
