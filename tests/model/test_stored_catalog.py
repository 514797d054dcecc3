from __future__ import annotations

import numpy as np
import pytest

from model.arrays import mapped_array
from model.catalog import Catalog
from model.errors import UnknownArtist
from model.stored_catalog import read_catalog, write_catalog
from model.types import ArtistKey
from tests.conftest import checkerboard, plays_of


@pytest.fixture
def both(tmp_path):
    catalog = plays_of(checkerboard(60, 40)).catalog
    write_catalog(catalog, tmp_path)
    return catalog, read_catalog(tmp_path)


def test_a_stored_catalogue_has_the_same_artists_by_row_and_by_key(both):
    catalog, stored = both
    assert list(stored) == list(catalog)
    assert len(stored) == 40
    assert [stored.by_key(artist.key) for artist in catalog] == list(catalog)
    assert list(stored.keys) == list(catalog.keys)
    assert list(stored.names[3:7]) == list(catalog.names[3:7])
    assert [stored.names[place] for place in range(-40, 40)] == list(catalog.names) * 2


@pytest.mark.parametrize("place", [40, -41])
def test_behind_the_last_text_there_is_none(both, place):
    with pytest.raises(IndexError):
        both[1].names[place]


def test_names_of_any_script_and_length_are_stored(tmp_path):
    names = ["", "Björk", "Сплин", "周杰倫", "a" * 10_000, "🎷\n\0"]
    keys = [ArtistKey(str(number)) for number in range(len(names))]
    write_catalog(Catalog(keys, names, np.zeros(len(names), np.int32)), tmp_path)
    stored = read_catalog(tmp_path)
    assert [stored.names[row] for row in range(len(names))] == names


@pytest.mark.parametrize("key", ["", "A", "zzzzzzzzzzz", "-----------", "ключ"])
def test_what_is_no_key_of_it_is_unknown(both, key):
    _, stored = both
    assert not stored.knows(ArtistKey(key))
    with pytest.raises(UnknownArtist):
        stored.by_key(ArtistKey(key))


def test_rows_by_key_are_as_many_as_artists_in_the_order_of_the_keys(both, tmp_path):
    catalog, stored = both
    rows = stored._rows
    assert list(rows) == sorted(catalog.keys)
    assert len(rows) == 40
    assert dict(rows) == {artist.key: artist.row for artist in catalog}
    assert mapped_array(tmp_path / "key_order.npy").dtype == np.int32
