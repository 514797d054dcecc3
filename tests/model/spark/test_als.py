"""What MLlib learns serves as what implicit learns."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.errors import NothingToLearn
from model.evaluation.split import split
from model.evaluation.trial import asked, by_taste
from model.plays.hetrec import read_hetrec
from model.spark.als import _pull, _ratings, _with_people, train_als
from model.spark.weights import Weights, weighed
from model.training.als import train_als as on_one_machine
from model.training.settings import TrainingSettings
from tests.conftest import checkerboard, plays_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]

LEAST_OF_IMPLICIT = 0.97  # measured: 1.00 of its recall, 1.00 of its nDCG
SETTINGS = TrainingSettings(factors=8, iterations=5)
PLAYS = plays_of(checkerboard(60, 20)).listeners_x_artists


def learnt_from(on_spark, plays, settings=SETTINGS, **more):
    listeners, artists = plays.shape
    weights = weighed(on_spark(plays), artists, listeners, settings)
    return train_als(weights, settings, **more)


def cosines(factors):
    unit = factors / np.maximum(np.linalg.norm(factors, axis=1, keepdims=True), 1e-9)
    return unit @ unit.T


def test_artists_of_the_same_listeners_point_the_same_way(on_spark):
    told = []
    learnt = learnt_from(on_spark, PLAYS, progress=lambda *done: told.append(done))
    assert told == [(0, 5), (5, 5)]
    assert learnt.artist_factors.shape == (20, 8)
    assert learnt.artist_factors.dtype == np.float32
    same = np.arange(20)[:, None] % 2 == np.arange(20) % 2
    found = cosines(learnt.artist_factors)
    assert found[same].min() > 0.8
    assert np.abs(found[~same]).max() < 0.2


def test_an_artist_of_nobody_has_no_direction(on_spark):
    plays = sp.csr_matrix(np.pad(PLAYS.toarray(), ((0, 0), (0, 1))))
    factors = learnt_from(on_spark, plays).artist_factors
    assert factors.shape == (21, 8)
    assert not factors[20].any()


def test_what_people_like_draws_artists_together_and_dislikes_do_not(on_spark):
    people = np.zeros((25, 20), np.float32)
    people[:, [0, 1]] = 1  # of two groups
    liked = learnt_from(on_spark, PLAYS, people_x_artists=sp.csr_matrix(people))
    people[:, 1] = -1
    disliked = learnt_from(on_spark, PLAYS, people_x_artists=sp.csr_matrix(people))
    assert cosines(liked.artist_factors)[0, 1] > 0.1
    assert cosines(disliked.artist_factors)[0, 1] < 0.05


def test_what_mllib_is_told_is_what_it_makes_of_it(on_spark):
    said = sp.csr_matrix(np.asarray([[0.5, 3.0, 0.0], [0.0, 1.5, 0.0]], np.float32))
    weights = Weights(
        on_spark(said), np.asarray([1, 2, 4], np.float32), 6.0, np.ones(3, np.int32), 2, 3
    )
    people = sp.csr_matrix(np.asarray([[1, 0, -1]], np.float32))
    told = _ratings(_with_people(weights, people)).orderBy("listener", "artist").collect()
    # Its confidence is 1 + |rating|, and 0 would be no like; people are nobody's namesakes.
    expected = [(0, 0, 1e-3), (0, 1, 2), (1, 1, 0.5), (2, 0, 1e-3), (2, 2, -3)]
    assert [tuple(row) for row in told] == [
        (*at, pytest.approx(rating)) for *at, rating in expected
    ]


def test_mllib_holds_a_typical_cell_back_by_a_share_of_what_implicit_would(on_spark):
    plays = sp.csr_matrix(np.ones((8, 4), np.float32))  # cells of four likes and of eight
    weights = Weights(on_spark(plays), np.ones(4, np.float32), 6.0, np.full(4, 8, np.int32), 8, 32)
    pull = _pull(weights)
    assert (pull * 4) * (pull * 8) == pytest.approx((0.3 * 6.0) ** 2)


def test_one_listener_is_too_few(on_spark):
    with pytest.raises(NothingToLearn, match="too few"):
        learnt_from(on_spark, sp.csr_matrix(np.ones((1, 5), np.float32)))


def test_on_hetrec_it_finds_what_is_hidden_as_well_as_implicit_does(on_spark, hetrec):
    plays = read_hetrec(hetrec)
    settings = TrainingSettings(factors=64)
    parts = split(plays.listeners_x_artists, plays.catalog.keys)
    trials = [
        asked(parts, by_taste(learnt, parts.training), 3)
        for learnt in (
            on_one_machine(parts.training, settings, keys=plays.catalog.keys),
            learnt_from(on_spark, parts.training, settings),
        )
    ]
    of_implicit, of_spark = [(trial.recall.mean(), trial.ndcg.mean()) for trial in trials]
    print(f"implicit {of_implicit}, Spark {of_spark}")  # noqa: T201  # shown where it fails
    assert of_spark[0] >= LEAST_OF_IMPLICIT * of_implicit[0]
    assert of_spark[1] >= LEAST_OF_IMPLICIT * of_implicit[1]
