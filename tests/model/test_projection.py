"""Maps: on the demo, and of artists made up so that the right map is plain to see."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from model.catalog import Artist
from model.errors import UnknownArtist
from model.pipeline import Promotion, train_version
from model.projection import _classical, _spread, mapped
from model.recommender import Recommender
from model.registry import Registry
from model.training.settings import TrainingSettings
from model.types import ArtistKey, ArtistRow
from tests.conftest import NOW, checkerboard, plays_of

ASKED = ("Radiohead", "Miles Davis", "Metallica", "Björk", "U2", "Bob Marley", "周杰倫", "Кино")


def key_of(demo, name):
    return demo.match(name).matches[0].artist.key


def artists(count):
    return [
        Artist(ArtistKey(f"{row}"), ArtistRow(row), f"artist {row}", 9) for row in range(count)
    ]


def drawn(closeness):
    """A map of artists of whom only their closeness is known."""
    table = np.asarray(closeness, np.float32)
    return mapped(artists(len(table)), table, np.linspace(1, 0, len(table)).astype(np.float32))


def places(found):
    return np.asarray([(one.x, one.y) for one in found])


def between(found):
    at = places(found)
    return np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2))


def least(found):
    """The shortest distance between two artists."""
    distances = between(found)
    return distances[np.triu_indices(len(found), 1)].min()


@pytest.mark.parametrize("name", ASKED)
def test_the_middle_is_who_was_asked_for_and_the_others_are_as_similar_says(demo, name):
    key = key_of(demo, name)
    found = demo.map(key)
    middle, others = found[0], found[1:]
    assert (middle.artist, middle.x, middle.y) == (demo.artist(key), 0, 0)
    assert middle.closeness == 1
    similar = demo.similar(key, n=24)
    assert [one.artist for one in others] == [one.artist for one in similar]
    assert [one.closeness for one in others] == pytest.approx([one.closeness for one in similar])
    fame = demo._version.closeness.fame
    assert [one.fame for one in found] == [float(fame[one.artist.row]) for one in found]


@pytest.mark.parametrize("name", ASKED)
def test_the_closer_to_who_was_asked_for_the_nearer_to_the_middle(demo, name):
    found = demo.map(key_of(demo, name))
    closeness = [one.closeness for one in found[1:]]
    assert spearmanr(between(found)[0, 1:], closeness).statistic <= -0.95


@pytest.mark.parametrize("name", ASKED)
def test_artists_that_are_close_to_each_other_lie_together(demo, name):
    found = demo.map(key_of(demo, name))
    rows = np.asarray([one.artist.row for one in found[1:]])
    closeness = np.stack([demo._version.closeness.between(row, rows) for row in rows])
    pairs = np.triu_indices(len(rows), 1)
    found_between = between(found[1:])[pairs]
    assert spearmanr(found_between, (closeness + closeness.T)[pairs]).statistic <= -0.75


@pytest.mark.parametrize("name", ASKED)
def test_the_plane_is_used_to_its_rim_on_more_than_one_side_and_no_two_share_a_place(demo, name):
    found = demo.map(key_of(demo, name))
    assert np.abs(places(found)).max() == pytest.approx(1)
    assert np.ptp(places(found), axis=0).min() > 1
    assert least(found) > 0.1


@pytest.mark.parametrize("name", ASKED)
def test_the_best_known_neighbour_lies_to_the_upper_right_and_the_next_to_its_left(demo, name):
    found = demo.map(key_of(demo, name))
    first, second = sorted(found[1:], key=lambda one: one.artist.row)[:2]
    assert first.x == pytest.approx(first.y)
    assert first.x > 0
    assert second.y > second.x


def test_the_same_map_looks_the_same_each_time(demo):
    key = key_of(demo, "Metallica")
    assert demo.map(key) == demo.map(key)


def test_fewer_or_others_can_be_asked_for(demo):
    key = key_of(demo, "Metallica")
    closest = [one.artist for one in demo.map(key, n=5)]
    assert len(closest) == 6
    others = [one.artist for one in demo.map(key, n=5, excluded=[closest[1].key])]
    assert others[0] == closest[0]
    assert closest[1] not in others
    assert len(others) == 6
    assert [one.artist for one in demo.map(key, n=0)] == closest[:1]
    pair = demo.map(key, n=1)
    assert (pair[1].x, pair[1].y) == pytest.approx((1, 1))


def test_an_unknown_key_is_refused(demo):
    with pytest.raises(UnknownArtist):
        demo.map(ArtistKey("AAAAAAAAAAA"))


def two_scenes(of_each):
    """An artist close to all of two scenes, whose artists are close within their own."""
    scene = np.arange(2 * of_each) % 2
    closeness = np.where(scene[:, None] == scene[None], 0.9, 0.05)
    return scene, np.pad(closeness, (1, 0), constant_values=0.7)


def test_the_neighbours_of_two_scenes_lie_on_two_sides():
    scene, closeness = two_scenes(8)
    at = places(drawn(closeness))[1:]
    here, there = at[scene == 0], at[scene == 1]
    direction = here.mean(axis=0) - there.mean(axis=0)
    assert np.linalg.norm(direction) > 0.7
    assert (here @ direction).min() > (there @ direction).max() + 0.1


def test_close_both_ways_counts_as_the_mean_and_the_middle_as_it_says_itself():
    _, closeness = two_scenes(4)
    lopsided = closeness.copy()
    one_way = np.triu(np.random.default_rng(0).choice([-0.25, 0, 0.25], (8, 8)), 1)
    lopsided[1:, 1:] += one_way - one_way.T
    lopsided[1:, 0] = np.linspace(0, 1, 8)
    np.testing.assert_allclose(places(drawn(lopsided)), places(drawn(closeness)), atol=1e-6)


def test_the_order_of_the_radii_is_that_of_closeness_where_nothing_else_is_known():
    closeness = np.zeros((9, 9))
    closeness[0, 1:] = [0.9, 0.89, 0.88, 0.87, 0.3, 0.2, 0.1, 0]
    radii = between(drawn(closeness))[0, 1:]
    assert (np.diff(radii) > 0).all()


def test_artists_that_nothing_tells_apart_do_not_fall_on_one_point():
    for value in (1.0, 0.5, 0.0, -1.0):
        found = drawn(np.full((25, 25), value))
        assert np.isfinite(places(found)).all()
        assert least(found) > 0.1


def test_who_falls_together_at_the_start_is_parted():
    start = _classical(np.zeros((25, 25)))
    assert len(np.unique(start.round(6), axis=0)) == 25


def test_who_lies_too_near_to_the_middle_moves_and_the_middle_does_not():
    spread = _spread(np.asarray([[0, 0], [0.05, 0], [0.9, 0]]))
    assert spread.tolist() == [[0, 0], [pytest.approx(0.15, rel=0.02), 0], [0.9, 0]]


def test_artists_of_a_checkerboard_lie_apart_from_each_other(tmp_path):
    registry = Registry(tmp_path)
    settings = TrainingSettings(factors=6)
    board = plays_of(checkerboard(60, 30, density=1.0))  # all of a group have the same listeners
    train_version(board, settings, registry, promotion=Promotion.ALWAYS, now=NOW)
    recommender = Recommender.load(registry.folder)
    for key in recommender.catalog.keys[:2]:
        found = recommender.map(key)
        assert len(found) == 25
        assert np.isfinite(places(found)).all()
        assert np.abs(places(found)).max() <= 1
        assert least(found) > 0.1


@pytest.mark.parametrize("count", [1, 2, 3, 4, 60])
def test_any_number_of_artists_makes_a_map(count):
    closeness = np.random.default_rng(count).uniform(-0.2, 1, (count, count))
    found = drawn(closeness)
    assert len(found) == count
    assert (found[0].x, found[0].y, found[0].closeness) == (0, 0, 1)
    assert np.isfinite(places(found)).all()
    assert np.abs(places(found)).max() <= 1
    assert all(0 <= one.closeness <= 1 for one in found)
