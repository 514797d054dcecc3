from __future__ import annotations

import math

import numpy as np
import pytest

from model.evaluation.metrics import Mean, auc, coverage, hits, ndcg, novelty, recall

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
