"""Who is heard together, counted again by brute force."""

from __future__ import annotations

import math

import numpy as np
import pytest

import model.companions
from model.companions import MOST, Companions, association, lift
from tests.conftest import plays_of


def random_plays(listeners=80, artists=30, density=0.2, seed=3):
    rng = np.random.default_rng(seed)
    heard = rng.random((listeners, artists)) < density * rng.uniform(0.2, 3, artists)
    return heard * rng.integers(1, 99, heard.shape)


def companions_of(plays, **chosen):
    return Companions.of(plays_of(plays).listeners_x_artists, **chosen)


def by_hand(shared, one, other, everybody):
    """The association of two artists, straight from its definition."""
    if shared * everybody <= one * other or shared == everybody:
        return 0.0
    surprise = math.log(shared / everybody / (one / everybody * (other / everybody)))
    return surprise / -math.log(shared / everybody) * shared / (shared + 5)


def slowly(plays, fewest_listeners=1):
    """For each artist its companions as `{row: shared}`, strongest first, compared one by one."""
    heard = plays > 0
    everybody, artists = heard.shape
    listeners = heard.sum(axis=0)
    for artist in range(artists):
        found = []
        for other in range(artists):
            shared = int((heard[:, artist] & heard[:, other]).sum())
            strength = by_hand(shared, listeners[artist], listeners[other], everybody)
            possible = other != artist and listeners[other] >= fewest_listeners
            if possible and shared >= 2 and strength > 0:
                found.append((-np.float32(strength), other, shared))
        yield {other: shared for _, other, shared in sorted(found)}


def shared_of(companions, artist):
    owned = slice(companions.offsets[artist], companions.offsets[artist + 1])
    rows, shared = companions.rows[owned].tolist(), companions.shared[owned].tolist()
    assert len(set(rows)) == len(rows)
    return dict(zip(rows, shared, strict=True))


@pytest.mark.parametrize("fewest_listeners", [1, 13])
def test_companions_are_those_counted_one_by_one(fewest_listeners):
    plays = random_plays()
    listeners = (plays > 0).sum(axis=0)
    assert {10, 13, 14} <= {*listeners.tolist()}
    companions = companions_of(plays, fewest_listeners=fewest_listeners)
    expected = list(slowly(plays, fewest_listeners))
    assert sum(map(len, expected)) > 100
    for artist, others in enumerate(expected):
        assert shared_of(companions, artist) == others
        if fewest_listeners == 1:  # what is stored makes the strengths, and in that order
            rows, strengths = companions.of_artist(artist)
            assert rows.tolist() == list(others)
            np.testing.assert_allclose(
                strengths,
                [by_hand(n, listeners[artist], listeners[row], 80) for row, n in others.items()],
                rtol=1e-5,
            )
    assert companions.listeners.tolist() == listeners.tolist()
    assert companions.listener_count == 80


def test_an_artist_with_few_listeners_has_companions_and_is_nobodys():
    plays = np.zeros((40, 4), int)
    plays[:10, 0] = plays[:10, 1] = plays[:2, 2] = plays[20:, 3] = 1
    companions = companions_of(plays, fewest_listeners=3)
    assert set(shared_of(companions, 2)) == {0, 1}
    assert shared_of(companions, 0) == {1: 10}


def test_one_shared_listener_is_no_evidence():
    plays = np.zeros((40, 3), int)
    plays[:2, 0] = plays[:2, 1] = plays[1:3, 2] = 1
    assert shared_of(companions_of(plays), 0) == {1: 2}


def test_only_the_strongest_are_kept_ties_to_the_better_known():
    plays = np.zeros((60, MOST + 31), int)
    plays[:10, :20] = 1  # ten listeners hear the first twenty, and half of them all others
    plays[:5, 20:] = 1
    kept = list(shared_of(companions_of(plays), 0))
    assert kept == [*range(1, 20), *range(20, MOST + 1)]
    assert len(shared_of(companions_of(plays), MOST + 30)) == MOST


def test_the_blocks_that_save_memory_change_nothing(monkeypatch):
    plays = random_plays()
    whole = companions_of(plays)
    for cells in (1, 500, 3000):
        monkeypatch.setattr(model.companions, "_CELLS", cells)
        pieces = companions_of(plays)
        for name in ("offsets", "rows", "shared", "listeners"):
            np.testing.assert_array_equal(getattr(pieces, name), getattr(whole, name))


def test_a_block_holds_as_much_as_it_may_and_at_least_one_artist(monkeypatch):
    work = np.asarray([4, 6, 1, 99, 0, 5, 5, 1])
    assert model.companions._blocks(work, 10) == [(0, 2), (2, 3), (3, 4), (4, 7), (7, 8)]
    assert model.companions._blocks(work[3:5], 10) == [(0, 1), (1, 2)]


def test_plays_of_nobody_have_no_companions():
    companions = companions_of(np.asarray([[1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    assert companions.offsets.tolist() == [0, 0, 0, 0]
    assert [len(part) for part in companions.of_artist(1)] == [0, 0]


def test_how_often_somebody_played_changes_nothing():
    plays = random_plays()
    once, often = companions_of(plays > 0), companions_of(plays)
    np.testing.assert_array_equal(once.rows, often.rows)
    np.testing.assert_array_equal(once.shared, often.shared)


def test_association_is_normalised_mutual_information_shrunk_where_few_share():
    shared, listeners, others, everybody = 8, 16, 16, 64
    surprise = math.log(2)  # 8 where chance gives 4
    expected = surprise / math.log(8) * 8 / 13
    found = association(np.asarray([shared]), listeners, np.asarray([others]), everybody)
    assert found[0] == pytest.approx(expected, rel=1e-6)
    alone = association(np.asarray([1]), 4, np.asarray([4]), 64)
    assert alone[0] == pytest.approx(by_hand(1, 4, 4, 64), rel=1e-6)
    assert found.dtype == np.float32


def test_association_is_from_nought_for_chance_to_nearly_one_for_always():
    counts = np.arange(1, 101, dtype=np.int32)
    as_much_as_possible = association(counts, counts, counts, 1000)
    np.testing.assert_allclose(as_much_as_possible, counts / (counts + 5), rtol=1e-5)
    by_chance = association(np.asarray([0, 1, 4]), 20, np.asarray([200, 200, 200]), 1000)
    assert by_chance.tolist() == [0, 0, 0]
    assert association(np.asarray([1000]), 1000, np.asarray([1000]), 1000).tolist() == [0]


def test_lift_is_shared_listeners_over_those_of_chance():
    assert lift(8, 16, 16, 64) == 2
    assert lift(4, 16, 16, 64) == 1
    assert lift(0, 0, 16, 64) == 0
