from __future__ import annotations

import numpy as np

from model.co_listening import CoListening
from model.types import ArtistRow
from tests.conftest import plays_of


def test_shared_listeners_are_counted_from_the_plays_themselves():
    plays = np.random.default_rng(3).integers(0, 2, (40, 9))
    co_listening = CoListening.of(plays_of(plays).listeners_x_artists)
    heard = plays > 0
    everybody = [ArtistRow(row) for row in range(9)]
    for artist in everybody:
        expected = [int((heard[:, artist] & heard[:, other]).sum()) for other in everybody]
        assert co_listening.shared(artist, everybody).tolist() == expected


def test_an_artist_without_listeners_shares_none():
    co_listening = CoListening.of(plays_of([[1, 0], [1, 0]]).listeners_x_artists)
    played, unplayed = ArtistRow(0), ArtistRow(1)
    assert co_listening.shared(unplayed, [played]).tolist() == [0]
    assert co_listening.shared(played, [unplayed]).tolist() == [0]


def test_what_was_counted_before_is_counted_for_the_same_artists_alone():
    plays = np.random.default_rng(3).integers(0, 2, (40, 9))
    co_listening = CoListening.of(plays_of(plays).listeners_x_artists)
    everybody = [ArtistRow(row) for row in range(9)]
    first = co_listening.shared(everybody[0], everybody).tolist()
    assert co_listening.shared(everybody[0], everybody[::-1]).tolist() == first[::-1]
    assert co_listening.shared(everybody[1], everybody).tolist() != first
    assert co_listening.shared(everybody[0], everybody).tolist() == first
