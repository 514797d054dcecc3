"""Companions counted on Spark are those of one machine."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")

import model.spark.companions
from model.companions import MOST, Companions
from model.spark.companions import _bounded, _runs, companions_of
from model.spark.libraries import Libraries
from tests.conftest import plays_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]


def random_plays(listeners, artists, seed=3):
    rng = np.random.default_rng(seed)
    heard = rng.random((listeners, artists)) < 0.2 * rng.uniform(0.2, 3, artists)
    order = np.argsort(-heard.sum(axis=0), kind="stable")
    return plays_of((heard * rng.integers(1, 99, heard.shape))[:, order]).listeners_x_artists


def crowded():
    """More companions than are kept, most of them tied."""
    plays = np.zeros((60, MOST + 31), int)
    plays[:10, :20] = 1
    plays[:5, 20:] = 1
    return plays_of(plays).listeners_x_artists


@pytest.mark.parametrize(
    ("plays", "fewest_listeners"),
    [(random_plays(80, 40), 1), (random_plays(80, 40), 13), (crowded(), 1)],
    ids=["random", "a floor of listeners", "more than are kept"],
)
def test_companions_are_those_of_one_machine(on_spark, plays, fewest_listeners):
    expected = Companions.of(plays, fewest_listeners=fewest_listeners)
    assert len(expected.rows) > 100
    found = companions_of(
        on_spark(plays), expected.listeners, plays.shape[0], fewest_listeners=fewest_listeners
    )
    for name in ("offsets", "rows", "shared", "listeners"):
        one, other = getattr(found, name), getattr(expected, name)
        np.testing.assert_array_equal(one, other)
        assert one.dtype == other.dtype
    assert found.listener_count == expected.listener_count


def test_of_a_very_large_library_the_artists_played_most_are_paired(monkeypatch):
    monkeypatch.setattr(model.spark.companions, "MOST_OF_A_LIBRARY", 2)
    some = Libraries(
        np.asarray([0, 1], np.int32),
        np.asarray([0, 4, 5]),
        np.asarray([0, 1, 2, 3, 7], np.int32),
        np.asarray([1, 9, 5, 5, 1], np.float32),
    )
    bounded = _bounded(some)
    assert bounded.offsets.tolist() == [0, 2, 3]
    assert bounded.artists.tolist() == [1, 2, 7]


def test_pairs_are_made_in_runs_that_fit_in_memory(monkeypatch):
    monkeypatch.setattr(model.spark.companions, "_PAIRS_AT_ONCE", 10)
    sizes = np.asarray([1, 4, 3, 9, 0, 1, 5])
    assert list(_runs(sizes)) == [(0, 3), (3, 4), (4, 7)]
    assert list(_runs(np.asarray([1, 1, 0]))) == []
