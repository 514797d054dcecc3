from __future__ import annotations

import numpy as np
import pytest

from model.evaluation.baselines import item_knn, original_recipe, popularity
from model.evaluation.metrics import Mean
from model.evaluation.split import split
from model.evaluation.trial import ANSWERS, asked, by_taste, trial
from model.pipeline import Promotion, train_version
from model.plays.hetrec import read_hetrec
from model.recommender import Recommender
from model.registry import Registry
from model.training.als import train_als
from model.training.settings import TrainingSettings
from tests.conftest import NOW, checkerboard, plays_of

SETTINGS = TrainingSettings(factors=8, iterations=5)
BOARD = plays_of(checkerboard(200, 60, groups=2))
PARTS = split(BOARD.listeners_x_artists, BOARD.catalog.keys)


def slowly(scores, floor):
    """Recall of each judged listener, from sorting all artists one by one."""
    listeners = PARTS.training.getnnz(axis=0)
    found = []
    for listener, hidden in zip(PARTS.judged.tolist(), PARTS.hidden, strict=True):
        played = set(PARTS.training[listener].indices.tolist())
        possible = [
            artist for artist in range(60) if artist not in played and listeners[artist] >= floor
        ]
        best = sorted(possible, key=lambda row: (-scores[listener, row], row))[:ANSWERS]
        found.append(len(set(best) & set(hidden.tolist())) / len(hidden))
    return found


@pytest.mark.parametrize("decimals", [0, 1, 5])
@pytest.mark.parametrize("floor", [1, 60])
def test_the_first_answers_are_the_best_scored_and_of_equals_the_better_known(decimals, floor):
    scores = np.random.default_rng(6).random((200, 60)).round(decimals).astype(np.float32)
    came = asked(PARTS, lambda rows, artists: scores[np.ix_(rows, artists)], floor)
    assert came.recall.tolist() == pytest.approx(slowly(scores, floor))


def test_where_fewer_artists_are_left_than_are_asked_for_all_of_them_are_given():
    plays = plays_of(checkerboard(60, 10, groups=1, density=0.9))
    parts = split(plays.listeners_x_artists, plays.catalog.keys)
    assert trial(parts, popularity, 1).recall.tolist() == [1.0] * len(parts.judged)


def test_a_trial_scores_as_the_recommender_does_for_the_same_likes(tmp_path):
    registry, keys = Registry(tmp_path), BOARD.catalog.keys
    train_version(BOARD, SETTINGS, registry, promotion=Promotion.ALWAYS, now=NOW)
    learnt = train_als(BOARD.listeners_x_artists, SETTINGS, keys=keys)
    everybody = np.arange(60, dtype=np.int32)
    (scores,) = by_taste(learnt, PARTS.training)(PARTS.judged[:1], everybody)
    likes = [keys[row] for row in PARTS.training[PARTS.judged[0]].indices]
    recommended = Recommender.load(tmp_path).recommend(likes, n=60)
    assert len(recommended) == 60 - len(likes)
    for one in recommended:
        assert one.scores[0] == pytest.approx(scores[one.artist.row], abs=1e-4)


def test_the_interval_of_a_difference_is_that_of_each_listeners_own():
    rng = np.random.default_rng(7)
    one, other = rng.random(40), rng.random(40)
    differences = [a - b for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    mean = sum(differences) / 40
    error = (sum((value - mean) ** 2 for value in differences) / 39 / 40) ** 0.5
    found = Mean.of(one - other)
    assert found.mean == pytest.approx(mean)
    assert (found.low, found.high) == pytest.approx((mean - 1.96 * error, mean + 1.96 * error))


@pytest.mark.slow
def test_on_shuffled_plays_nothing_finds_more_than_fame_does(hetrec):
    """With each listener's artists drawn anew, fame is all there is to learn."""
    plays = read_hetrec(hetrec)
    matrix = plays.listeners_x_artists.copy()
    matrix.indices = np.random.default_rng(0).permutation(matrix.indices)
    matrix.sum_duplicates()
    keys = plays.catalog.keys
    parts = split(matrix, keys)
    fame = Mean.of(trial(parts, popularity, 3).recall)

    def own(training):
        return by_taste(train_als(training, TrainingSettings(), keys=keys), training)

    for system in (item_knn, original_recipe, own):
        assert trial(parts, system, 3).recall.mean() < fame.high
