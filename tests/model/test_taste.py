"""Where a listener stands, and which likes speak for an artist."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from implicit.cpu.als import AlternatingLeastSquares

from model.taste import Taste, TasteSpace, known_rows, reasons
from model.training.als import train_als
from model.training.settings import TrainingSettings
from model.types import ArtistKey
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


MIXED = {5: 0.5, 7: 1, 9: -0.5, 20: -1, 21: 1}


def test_the_shares_of_the_likes_add_up_to_the_scores(tastes):
    for opinions in ({3: 1}, {0: 1, 2: 1, 4: 0.3}, {0: 1, 1: -1}, MIXED):
        shares = tastes.shares(opinions, ALL)
        assert shares.shape == (sum(opinion > 0 for opinion in opinions.values()), 40)
        (scores,) = tastes.scores(tastes.point(opinions), ALL)
        np.testing.assert_allclose(shares.sum(axis=0), scores, atol=1e-6)


def test_a_share_is_what_its_like_alone_pulls_while_all_else_is_known(learnt, tastes):
    """Slowly: a point made of one like's pull, under everybody's precision."""
    factors = learnt.artist_factors.astype(np.float64)
    confidence = np.ones(40)
    for row, opinion in MIXED.items():
        confidence[row] = abs(opinion) * learnt.like_weights[row]
    precision = factors.T @ np.diag(confidence) @ factors + learnt.regularization * np.eye(8)
    expected = [
        factors @ np.linalg.solve(precision, confidence[row] * factors[row])
        for row in (5, 7, 21)  # in the order of the opinions, and no dislikes
    ]
    np.testing.assert_allclose(tastes.shares(MIXED, ALL), expected, atol=1e-6)


def test_without_a_like_there_are_no_shares(tastes):
    assert tastes.shares({3: -1}, ALL).shape == (0, 40)
    assert reasons(tastes.shares({3: -1}, ALL)) == [()] * 40


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([0.5, 0.3, 0.2], (0, 1)),  # three speak for it, two are named
        ([0.1, 0.3, 0.2], (1, 2)),
        ([0.2, 0.5, 0.24], (1,)),  # less than half of the strongest
        ([0.2, 0.2, 0.2], (0, 1)),  # ties go to the earlier
        ([0.01] * 30, (0, 1)),  # in a long taste every share is small
        ([0.3, -0.1, 0.0], (0,)),
        ([0.3, -0.5, 0.1], ()),  # altogether they speak against it
        ([0.0, 0.0], ()),
        ([], ()),
    ],
)
def test_the_reasons_are_the_one_or_two_likes_that_speak_most_for_an_artist(shares, expected):
    assert reasons(np.asarray(shares, float)[:, None]) == [expected]


def test_each_artist_has_its_own_reasons():
    assert reasons(np.asarray([[0.5, 0.0], [0.1, 0.4]])) == [(0,), (1,)]


def test_opinions_are_of_known_artists_and_a_dislike_outweighs_a_like():
    catalog = plays_of(np.ones((2, 70))).catalog
    one, two, three, four, five = (catalog.keys[row] for row in (64, 8, 33, 1, 2))
    unknown = ArtistKey("AAAAAAAAAAA")
    opinions = Taste([one, unknown, two, three, four], {four, five, unknown}).opinions(catalog)
    assert list(opinions.items()) == [(1, -1.0), (8, 1.0), (33, 1.0), (64, 1.0), (2, -1.0)]
    assert Taste([]).opinions(catalog) == {}
    assert known_rows([three, unknown], catalog) == {33}
