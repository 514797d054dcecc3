from __future__ import annotations

import numpy as np
import pytest

from model.catalog import Catalog, artist_key
from model.errors import DuplicateKey, UnknownArtist
from model.types import ArtistKey


def test_a_key_is_eleven_characters_that_any_link_or_button_can_carry():
    for name in ("Radiohead", "周杰倫", "!!!", "AC/DC"):
        assert len(artist_key(name)) == 11
        assert artist_key(name).replace("-", "").replace("_", "").isalnum()


def test_a_key_outlives_case_and_spacing_and_tells_accents_apart():
    assert artist_key("radiohead ") == artist_key("Radiohead")
    assert artist_key("Maná") != artist_key("Mana")


def test_keys_never_change_because_votes_and_buttons_carry_them():
    assert artist_key("Radiohead") == "oy1xdAO4gbU"
    mbid = "a74b1b7f-71a5-4011-9441-d0b5e4122711"
    assert artist_key("Radiohead", mbid) == artist_key("anything else", mbid.upper())


def test_a_musicbrainz_id_alone_decides_where_there_is_one():
    assert artist_key("Nirvana", "id-1") != artist_key("Nirvana", "id-2")


def test_an_artist_called_like_anothers_id_has_a_key_of_its_own():
    mbid = "a74b1b7f-71a5-4011-9441-d0b5e4122711"
    assert artist_key(mbid) != artist_key("Radiohead", mbid)


def test_two_artists_with_one_key_are_refused_by_name():
    key = artist_key("Muse")
    with pytest.raises(DuplicateKey, match=r"'Muse', 'MUSE'"):
        Catalog([key, key], ["Muse", "MUSE"], np.asarray([2, 1], np.int32))


def test_artists_are_found_by_row_and_by_key():
    keys = [artist_key("A"), artist_key("B")]
    catalog = Catalog(keys, ["A", "B"], np.asarray([9, 3], np.int32))
    assert [artist.name for artist in catalog] == ["A", "B"]
    assert catalog.by_key(keys[1]).listeners == 3
    assert catalog.knows(keys[0])
    with pytest.raises(UnknownArtist, match="no-such-key"):
        catalog.by_key(ArtistKey("no-such-key"))


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="do not pair up"):
        Catalog([artist_key("A")], ["A", "B"], np.asarray([1, 1], np.int32))
