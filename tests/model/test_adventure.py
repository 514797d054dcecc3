from __future__ import annotations

from itertools import pairwise

import numpy as np

from model.adventure import Adventure, fame_of


def median_listeners(answers):
    return np.median([answer.artist.listeners for answer in answers])


def test_fame_is_in_orders_of_magnitude_up_to_one_for_the_best_known():
    fame = fame_of(np.asarray([999, 99, 9, 0], np.int32))
    np.testing.assert_allclose(fame, [1, 2 / 3, 1 / 3, 0], rtol=1e-6)
    assert fame_of(np.asarray([2, 0], np.int32)).tolist() == [1, 0]
    assert fame_of(np.asarray([0, 0], np.int32)).tolist() == [0, 0]


def test_easy_moves_towards_the_well_known_and_deep_as_far_away():
    assert Adventure.EASY.shift == -Adventure.DEEP.shift > 0 == Adventure.BALANCED.shift


def test_easy_answers_are_better_known_than_deep_ones(demo):
    artists = list(demo.catalog)[::12]
    similar, recommended = [], []
    for adventure in Adventure:
        known_of_similar, known_of_recommended = [], []
        for one, other in pairwise(artists):
            answers = demo.similar(one.key, adventure=adventure)
            known_of_similar.append(median_listeners(answers))
            answers = demo.recommend([one.key, other.key], adventure=adventure)
            known_of_recommended.append(median_listeners(answers))
        similar.append(np.median(known_of_similar))
        recommended.append(np.median(known_of_recommended))
    for easy, balanced, deep in (similar, recommended):
        assert easy > 1.03 * balanced
        assert balanced > 1.03 * deep
