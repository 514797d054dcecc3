"""Where a listener stands, and what artists are worth to several."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from implicit.cpu.als import AlternatingLeastSquares

from model.taste import TasteSpace, worth_to_all
from model.training.als import train_als
from model.training.settings import TrainingSettings
from tests.conftest import checkerboard, plays_of

SETTINGS = TrainingSettings(factors=8)
ALL = np.arange(40, dtype=np.int32)


@pytest.fixture(scope="module")
def learnt():
    return train_als(plays_of(checkerboard(90, 40)).listeners_x_artists, SETTINGS)


@pytest.fixture(scope="module")
def tastes(learnt):
    return TasteSpace(learnt.artist_factors, learnt.like_weights, learnt.regularization)


@pytest.mark.parametrize(
    "opinions",
    [{3: 1}, {0: 1, 2: 1, 4: 0.3}, {0: 1, 1: -1}, {5: 0.5, 7: 1, 9: -0.5, 20: -1, 21: 1}],
)
def test_a_point_is_what_training_would_make_of_a_listener(learnt, tastes, opinions):
    als = AlternatingLeastSquares(factors=8, regularization=learnt.regularization)
    als.item_factors = learnt.artist_factors
    weights = np.zeros((1, 40), np.float32)
    for row, opinion in opinions.items():
        weights[0, row] = opinion * learnt.like_weights[row]
    expected = als.recalculate_user(0, sp.csr_matrix(weights))
    point = tastes.point(opinions)
    assert point.dtype == np.float32
    np.testing.assert_allclose(point, expected, atol=1e-5 * np.abs(expected).max())


def test_who_likes_the_artists_of_a_group_is_scored_as_one_of_it(tastes):
    (scores,) = tastes.scores(tastes.point({0: 1, 2: 1, 4: 1, 6: 1}), ALL)
    assert scores[::2].min() > scores[1::2].max()
    assert scores[::2].min() > 10 * abs(scores[1::2]).max()
    assert scores.max() < 1


def test_a_dislike_lowers_its_artist_and_those_like_it(tastes):
    likes = {0: 1, 1: 1}
    (before,) = tastes.scores(tastes.point(likes), ALL)
    (after,) = tastes.scores(tastes.point({**likes, 3: -1}), ALL)
    assert after[3] < before[3]
    assert after[5::2].mean() < before[5::2].mean()
    assert after[0] > 0.8 * before[0]


def test_a_weaker_like_moves_less(tastes):
    scores = [tastes.scores(tastes.point({0: like}), ALL)[0, 0] for like in (0.25, 0.5, 1)]
    assert scores == sorted(scores)


def test_without_a_like_there_is_no_point_to_stand_on(tastes):
    for opinions in ({}, {3: 0}, {3: -1, 4: -0.5}):
        assert tastes.point(opinions).tolist() == [0] * 8


def test_several_points_are_scored_at_once_on_the_rows_asked_for(learnt, tastes):
    points = np.stack([tastes.point({0: 1}), tastes.point({1: 1})])
    rows = np.asarray([7, 4, 4], np.int32)
    found = tastes.scores(points, rows)
    np.testing.assert_allclose(found, points @ learnt.artist_factors[rows].T, rtol=1e-6)


def test_worth_is_half_the_mean_and_half_the_lowest_of_each_ones_best():
    scores = np.asarray([[1.0, 0.5, 0.2], [0.1, 0.2, 0.4]], np.float32)
    happiness = np.asarray([[1, 0.5, 0.2], [0.25, 0.5, 1]])
    expected = (happiness.mean(axis=0) + happiness.min(axis=0)) / 2
    np.testing.assert_allclose(worth_to_all(scores), expected, rtol=1e-6)


def test_what_both_like_beats_what_one_loves_and_the_other_hates():
    loved_and_hated, liked, strange = worth_to_all(
        np.asarray([[1.0, 0.6, 0], [-0.1, 0.6, 0]], np.float32)
    )
    assert liked > loved_and_hated > strange


def test_nobody_with_strong_likes_outweighs_the_rest():
    scores = np.asarray([[0.9, 0.3, 0.1], [0.01, 0.02, 0.03]], np.float32)
    louder = scores * np.asarray([[50], [1]], np.float32)
    np.testing.assert_allclose(worth_to_all(louder), worth_to_all(scores), rtol=1e-6)


def test_where_somebody_likes_nothing_scores_are_taken_as_they_are():
    scores = np.asarray([[-0.5, -0.25]], np.float32)
    np.testing.assert_array_equal(worth_to_all(scores), scores[0])


def test_for_one_person_worth_is_the_order_of_the_scores():
    scores = np.random.default_rng(5).normal(size=(1, 50)).astype(np.float32)
    assert np.argsort(worth_to_all(scores)).tolist() == np.argsort(scores[0]).tolist()
    unhappy = -np.abs(scores)
    assert np.argsort(worth_to_all(unhappy)).tolist() == np.argsort(unhappy[0]).tolist()
