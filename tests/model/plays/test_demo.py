from __future__ import annotations

import re

import numpy as np
import pytest

from model.errors import UnreadablePlays
from model.plays.demo import MOST_ARTISTS, demo_folder, read_catalogue, read_demo
from model.plays.spellings import artists_of

SCRIPTS = {
    "Cyrillic": "[\u0400-\u04ff]",
    "Japanese": "[\u3040-\u30ff]",
    "Chinese": "[\u4e00-\u9fff]",
    "Korean": "[\uac00-\ud7af]",
}


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue(demo_folder())


def test_the_catalogue_is_as_large_and_as_varied_as_promised(catalogue):
    assert len(catalogue.artists) >= 1200
    assert len(catalogue.scenes) >= 60
    for pattern in SCRIPTS.values():
        assert sum(bool(re.search(pattern, name)) for name in catalogue.artists) >= 20


def test_every_scene_has_artists_and_no_artist_is_in_more_than_three(catalogue):
    assert np.count_nonzero(catalogue.scenes_x_artists, axis=1).min() >= 12
    assert set(np.count_nonzero(catalogue.scenes_x_artists, axis=0)) == {1, 2, 3}
    assert set(catalogue.fame) == {1, 2, 3, 4, 5}


def test_no_artist_stands_in_the_catalogue_twice(catalogue):
    names = catalogue.artists
    artists = artists_of(names, [""] * len(names), [1] * len(names))
    assert artists.merged == []


def test_the_same_seed_gives_everybody_the_same_plays():
    one, other, another = read_demo(50), read_demo(50), read_demo(50, seed=1)
    difference = one.listeners_x_artists - other.listeners_x_artists
    assert abs(difference).sum() == 0
    assert one.catalog.keys == other.catalog.keys
    assert one.catalog.keys != another.catalog.keys


def test_simulated_listeners_play_up_to_fifty_artists_and_the_famous_most():
    plays = read_demo()
    per_listener = plays.listeners_x_artists.getnnz(axis=1)
    assert per_listener.max() <= MOST_ARTISTS
    assert per_listener.min() >= 12
    listeners = np.sort(plays.catalog.listeners)[::-1]
    assert listeners[:20].mean() > 3 * np.median(listeners)


def test_a_catalogue_that_names_an_unknown_scene_is_refused(tmp_path):
    (tmp_path / "scenes.tsv").write_text("scene\tlisteners\tnear\tabout\na\t1\t\tx\n")
    (tmp_path / "artists.tsv").write_text("artist\tfame\tscenes\nMuse\t3\tb\n")
    with pytest.raises(UnreadablePlays, match="not complete"):
        read_catalogue(tmp_path)
