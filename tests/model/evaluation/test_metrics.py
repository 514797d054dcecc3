from __future__ import annotations

import math

import numpy as np
import pytest

from model.evaluation.metrics import Mean, auc, auc_gained, coverage, hits, ndcg, novelty, recall

RNG = np.random.default_rng(4)
ANSWERS = np.stack([RNG.permutation(40)[:20] for _ in range(30)]).astype(np.int32)
ANSWERS[3, 12:] = -1  # somebody got fewer
HIDDEN = tuple(RNG.permutation(40)[: RNG.integers(1, 25)].astype(np.int32) for _ in range(30))
FOUND = hits(ANSWERS, HIDDEN)


def test_recall_is_the_share_of_what_could_be_found():
    for answers, hidden, value in zip(
        ANSWERS.tolist(), HIDDEN, recall(FOUND, HIDDEN), strict=True
    ):
        expected = len(set(answers) & set(hidden.tolist())) / min(len(hidden), 20)
        assert value == pytest.approx(expected)


def test_ndcg_by_hand():
    def gain(places):
        return sum(1 / math.log2(place + 1) for place in places)

    for answers, hidden, value in zip(ANSWERS.tolist(), HIDDEN, ndcg(FOUND, HIDDEN), strict=True):
        wanted = set(hidden.tolist())
        places = [place for place, row in enumerate(answers, 1) if row in wanted]
        best = gain(range(1, min(len(wanted), 20) + 1))
        assert value == pytest.approx(gain(places) / best)


def test_the_best_answer_is_worth_one_and_a_missing_one_nothing():
    hidden = (np.asarray([5, 7], np.int32),)
    assert ndcg(hits(np.asarray([[7, 5, 1]]), hidden), hidden) == pytest.approx([1.0])
    assert recall(hits(np.asarray([[-1, -1, -1]]), hidden), hidden) == pytest.approx([0.0])


def test_coverage_counts_artists_given_once():
    assert coverage(np.asarray([[0, 1], [1, -1]]), 8) == 2 / 8


def test_novelty_is_the_surprise_of_meeting_a_listener():
    listeners = np.asarray([8, 4, 1], np.int32)
    assert novelty(np.asarray([[0, 1], [2, -1]]), listeners, 8) == pytest.approx((0 + 1 + 3) / 3)


def test_auc_counts_pairs_in_the_right_order():
    scores = np.round(RNG.random(60), 1).astype(np.float32)  # with ties
    thumbs = RNG.choice([1, -1], 60).astype(np.int32)
    pairs = [
        1.0 if up > down else 0.5 if up == down else 0.0
        for up in scores[thumbs > 0]
        for down in scores[thumbs < 0]
    ]
    assert auc(scores, thumbs) == pytest.approx(np.mean(pairs))


def test_auc_of_one_kind_of_vote_is_unknown():
    assert math.isnan(auc(np.ones(3, np.float32), np.ones(3, np.int32)))


def test_the_interval_holds_the_true_mean_about_nineteen_times_in_twenty():
    rng = np.random.default_rng(5)
    held = [(interval := Mean.of(rng.random(50))).low < 0.5 < interval.high for _ in range(1000)]
    assert 0.92 < np.mean(held) < 0.97


def test_one_value_has_no_width():
    assert Mean.of(np.asarray([0.3])) == Mean(0.3, 0.3, 0.3)


def test_what_one_auc_gains_on_another_is_as_sure_as_drawing_anew_says():
    rng = np.random.default_rng(6)
    thumbs = np.asarray([1] * 150 + [-1] * 90, np.int32)
    better = np.round(thumbs * 0.5 + rng.normal(0, 1, 240), 1).astype(np.float32)
    worse = (thumbs * 0.2 + better * 0.3 + rng.normal(0, 1, 240)).astype(np.float32)
    gained = auc_gained(better, worse, thumbs)
    assert gained.mean == pytest.approx(auc(better, thumbs) - auc(worse, thumbs))
    drawn = []
    for _ in range(1000):
        up, down = rng.integers(0, 150, 150), 150 + rng.integers(0, 90, 90)
        again = np.concatenate([up, down])
        drawn.append(auc(better[again], thumbs[again]) - auc(worse[again], thumbs[again]))
    assert gained.high - gained.mean == pytest.approx(1.96 * np.std(drawn), rel=0.15)


def test_nothing_is_gained_on_the_same_scores():
    scores, thumbs = np.arange(8, dtype=np.float32), np.asarray([1, -1] * 4, np.int32)
    assert auc_gained(scores, scores, thumbs) == Mean(0.0, 0.0, 0.0)
