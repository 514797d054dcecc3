from __future__ import annotations

import numpy as np
import pytest

from model.adventure import Adventure, fame_of


def test_fame_is_in_orders_of_magnitude_up_to_one_for_the_best_known():
    fame = fame_of(np.asarray([999, 99, 9, 0], np.int32))
    np.testing.assert_allclose(fame, [1, 2 / 3, 1 / 3, 0], rtol=1e-6)
    assert fame_of(np.asarray([0, 0], np.int32)).tolist() == [0, 0]


def test_easy_moves_towards_the_well_known_and_deep_as_far_away():
    assert Adventure.EASY.shift == -Adventure.DEEP.shift > 0 == Adventure.BALANCED.shift


def test_easy_answers_are_better_known_than_deep_ones(demo):
    artists = list(demo.catalog)[::12]
    assert len(artists) > 100
    medians = {adventure: [] for adventure in Adventure}
    for artist in artists:
        for adventure, found in medians.items():
            answers = demo.similar(artist.key, n=10, adventure=adventure)
            found.append(np.median([one.artist.listeners for one in answers]))
    easy, balanced, deep = (np.median(medians[adventure]) for adventure in Adventure)
    assert easy > 1.2 * balanced
    assert balanced > 1.2 * deep


@pytest.mark.parametrize("names", [("Radiohead", "Muse"), ("Miles Davis", "Bill Evans")])
def test_easy_recommendations_are_better_known_than_deep_ones(demo, names):
    likes = [demo.match(name).matches[0].artist.key for name in names]
    easy, balanced, deep = (
        np.median([one.artist.listeners for one in demo.recommend(likes, adventure=adventure)])
        for adventure in Adventure
    )
    assert easy > balanced > deep
