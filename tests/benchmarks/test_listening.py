"""The plays that the benchmarks draw: as many as they say, and planted tastes in them."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.lastfm_file import write_lastfm
from benchmarks.listening import MOST_OF_ONE, Listening
from model.plays.formats import read_plays
from model.plays.kinds import PlaysFormat

SMALL = Listening(listeners=3000, artists=4000)


@pytest.fixture(scope="module")
def heard():
    return next(iter(SMALL.heard()))


def test_nobody_plays_an_artist_twice_nor_more_than_fifty(heard):
    pairs = np.stack([heard.listeners, heard.artists])
    assert np.unique(pairs, axis=1).shape == pairs.shape
    per_listener = np.bincount(heard.listeners)
    assert len(per_listener) == SMALL.listeners
    assert MOST_OF_ONE * 0.9 < per_listener.mean() <= per_listener.max() == MOST_OF_ONE


def test_the_same_seed_draws_the_same_and_fewer_listeners_are_the_first_of_more(heard):
    fewer = next(iter(Listening(listeners=100, artists=4000).heard()))
    count = len(fewer.listeners)
    assert fewer.listeners.max() == 99
    assert np.array_equal(fewer.artists, heard.artists[:count])
    assert np.array_equal(fewer.plays, heard.plays[:count])


def test_listeners_play_artists_that_stand_near_each_other(heard):
    homes = SMALL.ring.home[heard.artists]
    mine = homes[heard.listeners == 0]
    gaps = np.abs(mine[:, None] - mine)
    of_all = np.abs(homes[:500, None] - homes[-500:])
    near = 0.05
    assert (gaps < near).mean() > 2 * (of_all < near).mean()


@pytest.mark.parametrize("suffix", [".tsv", ".tsv.gz"])
def test_every_row_that_is_written_is_read_and_every_dirty_line_counted(tmp_path, suffix):
    path = tmp_path / f"plays{suffix}"
    written = write_lastfm(path, SMALL)
    shares = list[float]()
    plays = read_plays(
        str(path), PlaysFormat.LASTFM_360K, tell=lambda _rows, share: shares.append(share)
    )
    assert plays.reading.rows_used == written.rows
    assert plays.reading.dirt.rows == written.dirty > 0
    assert plays.listeners_x_artists.shape[0] == written.listeners
    assert plays.listeners_x_artists.shape[1] == pytest.approx(written.artists, rel=0.02)
    assert any('"' in name for name in plays.catalog.names)
    assert plays.reading.merged
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
