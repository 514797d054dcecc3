"""Whom to ask about first, when nothing is known of somebody."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from model.catalog import Artist
from model.plays.demo import demo_folder, read_catalogue
from model.starters import starters
from model.types import ArtistKey, ArtistRow

FAME = np.linspace(1, 0.5, 6).astype(np.float32)
ALL = np.arange(6, dtype=np.int32)
# Three scenes: 0, 1 and 2; 3 and 4; 5
SCENES = np.asarray([[9, 0, 0], [5, 0.1, 0], [1, 0, 0], [0, 3, 0], [0, 2, 0.1], [0, 0, 1]], "f4")


@pytest.fixture(scope="module")
def scenes_of():
    catalogue = read_catalogue(demo_folder())
    return {
        name: {catalogue.scenes[scene] for scene in np.flatnonzero(belongs)}
        for name, belongs in zip(catalogue.artists, catalogue.scenes_x_artists.T, strict=True)
    }


def test_five_starters_come_from_five_scenes_and_most_people_know_them(demo, scenes_of):
    first = demo.starters(5)
    for one, other in itertools.combinations(first, 2):
        assert not scenes_of[one.name] & scenes_of[other.name], (one.name, other.name)
    assert max(artist.row for artist in first) < len(demo.catalog) / 10
    assert demo.starters() == first


def test_whom_somebody_has_seen_never_comes_again_and_the_rest_goes_on(demo):
    seen: list[Artist] = []
    for _ in range(8):
        more = demo.starters(5, excluded=[*(artist.key for artist in seen), ArtistKey("unknown")])
        assert len({*more} - {*seen}) == 5
        seen += more
    assert demo.starters(40) == seen
    assert max(artist.row for artist in seen) < len(demo.catalog) / 10


def test_as_many_come_as_there_are(demo):
    everybody = demo.starters(3_000)
    assert len(everybody) == len({*everybody}) == len(demo._version.answer_rows)
    assert demo.starters(5, excluded=[artist.key for artist in everybody]) == []
    assert demo.starters(5, excluded=[artist.key for artist in everybody[:-2]]) == everybody[-2:]
    assert demo.starters(0) == demo.starters(-1) == []


def test_the_best_known_of_each_scene_comes_before_the_second_of_any():
    assert starters(SCENES, FAME, ALL, n=4)[:3] == [0, 3, 5]


def test_a_scene_that_was_asked_about_is_not_asked_about_again_soon():
    assert starters(SCENES, FAME, ALL, n=2, asked=[ArtistRow(1)]) == [3, 5]
    assert starters(SCENES, FAME, ALL, n=1, asked=[ArtistRow(4), ArtistRow(0)]) == [5]
    assert starters(SCENES, FAME, ALL, n=1, asked=[ArtistRow(5), ArtistRow(0)]) == [3]


def test_nobody_is_asked_about_whom_few_know():
    directions = np.eye(6, dtype=np.float32)
    fame = np.asarray([1, 1, 1, 0.1, 0.1, 0.1], np.float32)
    assert starters(directions, fame, ALL, n=6) == [0, 1, 2, 3, 4, 5]
    directions[1] = directions[0] + 0.5 * directions[1]  # known, and tells little that is new
    assert starters(directions, fame, ALL, n=3) == [0, 2, 1]


def test_only_who_may_be_an_answer_is_asked_about():
    assert starters(SCENES, FAME, np.asarray([2, 4], np.int32), n=5) == [2, 4]


def test_of_very_many_artists_only_the_best_known_are_considered():
    rng = np.random.default_rng(0)
    factors = rng.normal(size=(3_000, 16)).astype(np.float32)
    rows, fame = np.arange(3_000, dtype=np.int32), np.ones(3_000, np.float32)
    assert max(starters(factors, fame, rows, n=30)) < 200
    seen = starters(factors, fame, rows, n=150)
    assert len({*seen, *starters(factors, fame, rows, n=150, asked=seen)}) == 300
