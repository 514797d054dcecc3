from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from model.errors import NothingToLearn
from model.neighbours import unit_length
from model.training.als import _start, train_als
from model.training.confidence import confidence, regularization_for, weights_of_a_like
from model.training.settings import TrainingSettings
from tests.conftest import checkerboard, plays_of

SETTINGS = TrainingSettings(factors=8)


def cosines(artist_factors):
    unit = unit_length(artist_factors)
    return unit @ unit.T


def nearest(artist_factors):
    """For each artist all others, nearest first."""
    likeness = cosines(artist_factors)
    np.fill_diagonal(likeness, -2)
    return np.argsort(-likeness, axis=1)[:, :-1]


@pytest.mark.parametrize("shape", [(60, 12), (12, 60), (30, 30)])
def test_artists_with_the_same_listeners_are_nearest(shape):
    artists = shape[1]
    plays = plays_of(checkerboard(*shape, density=0.95))
    found = nearest(train_als(plays.listeners_x_artists, SETTINGS).artist_factors)
    for artist in range(artists):
        group = {other for other in range(artists) if other % 2 == artist % 2} - {artist}
        assert set(found[artist, : len(group)]) == group


def test_a_transposed_matrix_gives_itself_away_even_where_it_is_square():
    """Artists 2k and 2k+1 share their listeners; listeners k and k+6 share their artists.

    In a square matrix no shape tells the two apart, which is how the write-up's bug stayed hidden.
    """
    pairs = np.zeros((12, 12))
    for listener in range(12):
        pair = listener % 6
        pairs[listener, [2 * pair, 2 * pair + 1]] = 20
    plays = plays_of(pairs)
    found = nearest(train_als(plays.listeners_x_artists, SETTINGS).artist_factors)
    assert found[:, 0].tolist() == [artist ^ 1 for artist in range(12)]
    transposed = nearest(train_als(plays.listeners_x_artists.T.tocsr(), SETTINGS).artist_factors)
    assert transposed[:, 0].tolist() != [artist ^ 1 for artist in range(12)]


def test_there_is_one_row_of_factors_and_one_weight_of_a_like_per_artist():
    learnt = train_als(plays_of(checkerboard(40, 7)).listeners_x_artists, SETTINGS)
    assert learnt.artist_factors.shape == (7, 8)
    assert learnt.like_weights.shape == (7,)


def test_the_same_seed_trains_the_same_factors_and_another_does_not():
    plays = plays_of(checkerboard(40, 20)).listeners_x_artists
    one, again, other = (
        train_als(plays, SETTINGS.model_copy(update={"seed": seed})).artist_factors
        for seed in (5, 5, 6)
    )
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)


PLAYS = checkerboard(80, 24, density=0.4, groups=3)
KEYS = plays_of(PLAYS).catalog.keys
THREE_ROUNDS = SETTINGS.model_copy(update={"iterations": 3})


def test_factors_belong_to_keys_whatever_the_order_of_artists():
    learnt = train_als(plays_of(PLAYS).listeners_x_artists, THREE_ROUNDS, keys=KEYS)
    order = np.random.default_rng(4).permutation(len(KEYS))
    shuffled = train_als(
        plays_of(PLAYS[:, order]).listeners_x_artists,
        THREE_ROUNDS,
        keys=[KEYS[at] for at in order],
    )
    np.testing.assert_allclose(shuffled.artist_factors, learnt.artist_factors[order], atol=1e-3)
    np.testing.assert_allclose(shuffled.like_weights, learnt.like_weights[order], rtol=1e-5)
    unnamed = train_als(plays_of(PLAYS[:, order]).listeners_x_artists, THREE_ROUNDS)
    assert np.abs(unnamed.artist_factors - learnt.artist_factors[order]).max() > 0.1


def test_one_listener_more_moves_factors_less_than_another_start_does():
    def factors(plays, seed=1):
        settings = THREE_ROUNDS.model_copy(update={"seed": seed})
        return train_als(plays_of(plays).listeners_x_artists, settings, keys=KEYS).artist_factors

    before = factors(PLAYS)
    moved = np.abs(factors(np.vstack([PLAYS, PLAYS[:1]])) - before).mean()
    elsewhere = np.abs(factors(PLAYS, seed=2) - before).mean()
    assert moved < elsewhere / 5


def test_a_start_is_as_small_as_implicits_and_every_key_has_its_own():
    start = _start(KEYS, SETTINGS)
    assert start.shape == (24, 8)
    assert start.dtype == np.float32
    assert np.abs(start).max() <= 0.01
    assert start.std() == pytest.approx(0.01 / 3**0.5, rel=0.1)
    assert start.mean() == pytest.approx(0, abs=0.002)
    assert len(np.unique(start, axis=0)) == 24
    np.testing.assert_array_equal(_start(KEYS[5:7], SETTINGS), start[5:7])


def people(*opinions, artists=24):
    """One person per mapping of artist rows to opinions."""
    table = np.zeros((len(opinions), artists), np.float32)
    for person, given in enumerate(opinions):
        for row, opinion in given.items():
            table[person, row] = opinion
    return sp.csr_matrix(table)


def test_people_who_like_two_artists_bring_them_together_and_dislikes_apart():
    """Artists 0 and 1 have no listener in common."""
    plays = plays_of(PLAYS).listeners_x_artists

    def closeness(*opinions):
        said = people(*opinions) if opinions else None
        learnt = train_als(plays, SETTINGS, keys=KEYS, people_x_artists=said)
        assert learnt.artist_factors.shape == (24, 8)
        return cosines(learnt.artist_factors)[0, 1]

    nothing = closeness()
    liked, faintly = closeness(*[{0: 1, 1: 1}] * 20), closeness(*[{0: 0.2, 1: 0.2}] * 20)
    disliked = closeness(*[{0: 1, 1: -1}] * 20)
    assert liked > faintly > nothing > disliked


def test_a_dislike_is_confidence_in_a_preference_of_nought():
    """The normal equations of one artist, solved here, with its people among its listeners."""
    plays = plays_of(PLAYS).listeners_x_artists
    said = people({0: 1, 3: -1}, {0: 0.5}, {0: -0.5, 1: 1}, {3: 1})
    one_more = SETTINGS.model_copy(update={"iterations": 1})
    learnt = train_als(plays, one_more, keys=KEYS, people_x_artists=said)
    weights = confidence(plays, SETTINGS)
    likes = weights_of_a_like(weights)
    table = np.vstack([weights.toarray(), said.toarray() * likes])
    start = _start(KEYS, one_more).astype(np.float64)
    pull = regularization_for(weights, SETTINGS) * np.eye(8)

    def solved(factors, given):
        sure = np.where(given != 0, np.abs(given), 1)
        return np.linalg.solve(
            (factors.T * sure) @ factors + pull, factors.T @ (sure * (given > 0))
        )

    everybody = np.stack([solved(start, table[at]) for at in range(84)])
    artists = np.stack([solved(everybody, table[:, at]) for at in range(24)])
    np.testing.assert_allclose(learnt.artist_factors, artists, atol=1e-3 * np.abs(artists).max())
    assert learnt.regularization == pytest.approx(pull[0, 0])
    np.testing.assert_allclose(learnt.like_weights, likes)


def test_people_change_neither_the_weights_of_a_like_nor_the_regularisation():
    plays = plays_of(PLAYS).listeners_x_artists
    alone = train_als(plays, SETTINGS, keys=KEYS)
    joined = train_als(plays, SETTINGS, keys=KEYS, people_x_artists=people({0: 1, 5: -1}))
    np.testing.assert_array_equal(alone.like_weights, joined.like_weights)
    assert alone.regularization == joined.regularization


def test_many_artists_get_fewer_factors():
    assert TrainingSettings.for_size(100_000) == TrainingSettings()
    assert TrainingSettings.for_size(100_001) == TrainingSettings(factors=64)


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (5, 1)])
def test_too_little_to_learn_from_is_said(shape):
    with pytest.raises(NothingToLearn, match="too few"):
        train_als(plays_of(np.ones(shape)).listeners_x_artists, SETTINGS)


def test_progress_is_told_after_each_round():
    rounds = []
    plays = plays_of(checkerboard(20, 10))
    settings = TrainingSettings(factors=4, iterations=3)
    train_als(plays.listeners_x_artists, settings, progress=lambda *told: rounds.append(told))
    assert rounds == [(1, 3), (2, 3), (3, 3)]


def test_a_weight_is_bm25_of_its_listener_as_document_and_its_artist_as_term():
    """Against the formula written out cell by cell."""
    plays = np.asarray(
        [[3.0, 0, 5, 0], [0, 2, 0, 0], [1, 8, 0, 1], [0, 0, 0, 4], [0, 1, 0, 0], [2, 0, 0, 0]]
    )
    k1, b = 0.5, 0.75
    settings = TrainingSettings(bm25_k1=k1, bm25_b=b)
    weights = confidence(plays_of(plays).listeners_x_artists, settings).toarray()
    listeners = plays.shape[0]
    mean_length = plays.sum() / listeners
    expected = np.zeros_like(plays)
    for listener, artist in zip(*plays.nonzero(), strict=True):
        idf = np.log(listeners) - np.log1p(np.count_nonzero(plays[:, artist]))
        length_norm = 1 - b + b * plays[listener].sum() / mean_length
        tf = plays[listener, artist]
        expected[listener, artist] = tf * (k1 + 1) / (k1 * length_norm + tf) * idf
    np.testing.assert_allclose(weights, expected, rtol=1e-5)


def test_an_artist_whom_everybody_plays_still_counts_a_little():
    plays = np.eye(8)
    plays[:, 0] = 1
    weights = confidence(plays_of(plays).listeners_x_artists, SETTINGS)
    assert weights.data.min() == pytest.approx(weights.data.max() / 1000, rel=1e-4)


def test_small_weights_keep_their_differences():
    """Three of five listeners: a play tells little, and many plays still more than one."""
    plays = np.asarray([[1, 0], [9, 0], [30, 0], [0, 1], [0, 9]])
    weights = confidence(plays_of(plays).listeners_x_artists, SETTINGS).toarray()
    assert weights.max() < 1
    assert 0 < weights[0, 0] < weights[1, 0] < weights[2, 0]


def test_where_all_have_played_all_no_play_tells_more_than_another():
    weights = confidence(plays_of(np.ones((6, 4))).listeners_x_artists, SETTINGS)
    assert weights.data.tolist() == [1] * 24


def test_a_like_weighs_as_much_as_a_play_of_that_artist_does_on_average():
    weights = plays_of([[2, 1, 0], [4, 0, 0]]).listeners_x_artists
    mean = 7 / 3
    np.testing.assert_allclose(weights_of_a_like(weights), [3, 1, mean], rtol=1e-6)


def test_regularisation_is_in_mean_weights():
    weights = confidence(plays_of(checkerboard(2000, 40)).listeners_x_artists, SETTINGS)
    settings = TrainingSettings(regularization=2)
    expected = 2 * weights.data.mean()
    assert regularization_for(weights, settings) == pytest.approx(expected, rel=1e-4)
    assert regularization_for(10 * weights, settings) == pytest.approx(10 * expected, rel=1e-4)


def test_regularisation_never_pulls_small_data_to_nothing():
    plays = plays_of(checkerboard(20, 10))
    weights = confidence(plays.listeners_x_artists, SETTINGS)
    strongest = np.linalg.svd(weights.toarray(), compute_uv=False)[0]
    assert regularization_for(weights, SETTINGS) == pytest.approx(0.25 * strongest, rel=1e-4)
    learnt = train_als(plays.listeners_x_artists, SETTINGS)
    assert learnt.regularization == regularization_for(weights, SETTINGS)
    assert np.linalg.norm(learnt.artist_factors, axis=1).min() > 0.1


def test_any_small_data_trains_to_finite_factors():
    rng = np.random.default_rng(3)
    for _ in range(150):
        listeners, artists = int(rng.integers(2, 60)), int(rng.integers(2, 12))
        density = rng.choice([0.2, 0.5, 0.8, 1.0])
        plays = (rng.random((listeners, artists)) < density).astype(float)
        plays[0, 0] = plays[1, 1] = 1
        matrix = plays_of(plays).listeners_x_artists
        assert np.isfinite(train_als(matrix, SETTINGS).artist_factors).all()
