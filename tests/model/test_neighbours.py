from __future__ import annotations

import numpy as np
import pytest
from annoy import AnnoyIndex

from model.neighbours import Neighbours, build_index, unit_length
from model.types import ArtistRow


def index_of(factors, path, *, rows=None, trees=25, seed=1):
    rows = np.arange(len(factors), dtype=np.int32) if rows is None else np.asarray(rows, np.int32)
    build_index(unit_length(factors), rows, trees=trees, seed=seed, path=path)
    return Neighbours(factors, rows, path)


@pytest.fixture
def factors():
    return np.random.default_rng(7).normal(size=(3000, 16)).astype(np.float32)


def test_every_row_is_scaled_to_length_one_and_zeros_stay():
    scaled = unit_length(np.asarray([[3, 4], [0, 0], [-2, 0]], np.float32))
    expected = np.asarray([[0.6, 0.8], [0, 0], [-1, 0]], np.float32)
    np.testing.assert_allclose(scaled, expected, rtol=1e-6)
    assert scaled.dtype == np.float32


def test_the_true_nearest_are_among_far_more_candidates_than_are_wanted(factors, tmp_path):
    neighbours = index_of(factors, tmp_path / "index")
    cosines = unit_length(factors) @ neighbours.unit_factors[5]
    for answers, proposed in ((1, 200), (10, 200), (30, 600)):
        candidates = neighbours.candidates(factors[5], answers=answers)
        assert len(candidates) == len(set(candidates.tolist())) == proposed
        assert set(np.argsort(-cosines)[:answers].tolist()) <= set(candidates.tolist())


def test_as_many_more_are_proposed_as_will_be_left_out(factors, tmp_path):
    neighbours = index_of(factors, tmp_path / "index")
    assert len(neighbours.candidates(factors[5], answers=10, excluded=7)) == 207


def test_only_indexed_artists_are_proposed_but_any_artist_can_ask(factors, tmp_path):
    rows = list(range(0, len(factors), 3))
    neighbours = index_of(factors, tmp_path / "index", rows=rows)
    assert neighbours.indexed == len(rows)
    assert set(neighbours.candidates(factors[1], answers=20).tolist()) <= set(rows)


def test_the_same_seed_builds_the_same_index_and_another_does_not(factors, tmp_path):
    index_of(factors, tmp_path / "a")
    index_of(factors, tmp_path / "b")
    index_of(factors, tmp_path / "c", seed=2)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes() != (tmp_path / "c").read_bytes()


def test_an_item_of_the_index_is_the_artist_of_its_row_whichever_rows_there_are(factors, tmp_path):
    rows = np.asarray([2, 5, 7, 11], np.int32)
    neighbours = index_of(factors, tmp_path / "index", rows=rows)
    vectors = AnnoyIndex(16, "angular")
    vectors.load(str(tmp_path / "index"))
    for item, row in enumerate(rows.tolist()):
        np.testing.assert_allclose(vectors.get_item_vector(item), unit_length(factors)[row], 1e-5)
    assert sorted(neighbours.candidates(factors[5], answers=2).tolist()) == rows.tolist()


def test_lengths_that_are_known_are_not_reckoned_again(factors, tmp_path):
    index_of(factors, tmp_path / "index")
    rows, twos = np.arange(3000, dtype=np.int32), np.full(3000, 2, np.float32)
    neighbours = Neighbours(factors, rows, tmp_path / "index", twos)
    np.testing.assert_array_equal(neighbours.unit_factors[ArtistRow(5)], factors[5] / 2)
