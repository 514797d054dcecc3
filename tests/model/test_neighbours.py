from __future__ import annotations

import numpy as np
import pytest

from model.neighbours import Neighbours, build_index, rerank, unit_length
from model.plays.demo import read_demo
from model.plays.formats import read_plays
from model.training.als import train_als
from model.training.settings import TrainingSettings

LEAST_RECALL = 0.98  # of the true ten


def index_of(factors, path, *, rows=None, trees=25, seed=1):
    rows = np.arange(len(factors), dtype=np.int32) if rows is None else np.asarray(rows, np.int32)
    build_index(unit_length(factors), rows, trees=trees, seed=seed, path=path)
    return Neighbours(factors, rows, path)


@pytest.fixture
def factors():
    return np.random.default_rng(7).normal(size=(3000, 16)).astype(np.float32)


def test_the_order_is_the_exact_cosines(factors, tmp_path):
    neighbours = index_of(factors, tmp_path / "index")
    found = neighbours.nearest(factors[5], n=10, excluded={5})
    unit = factors / np.linalg.norm(factors, axis=1, keepdims=True)
    cosines = unit @ unit[5]
    cosines[5] = -2
    assert [one.row for one in found] == np.argsort(-cosines)[:10].tolist()
    np.testing.assert_allclose(
        [one.cosine for one in found], np.sort(cosines)[::-1][:10], rtol=1e-5
    )


def test_what_is_excluded_is_left_out_before_the_list_is_cut(factors, tmp_path):
    neighbours = index_of(factors, tmp_path / "index")
    nearest = [one.row for one in neighbours.nearest(factors[0], n=400)]
    rest = neighbours.nearest(factors[0], n=10, excluded=set(nearest))
    assert len(rest) == 10
    assert not {one.row for one in rest} & set(nearest)


def test_as_many_come_back_as_exist_and_never_more(factors, tmp_path):
    neighbours = index_of(factors, tmp_path / "index")
    all_but_three = set(range(3, len(factors)))
    found = neighbours.nearest(factors[0], n=10, excluded=all_but_three)
    assert {one.row for one in found} == {0, 1, 2}
    assert len(neighbours.nearest(factors[0], n=len(factors) + 5)) == len(factors)
    assert neighbours.nearest(factors[0], n=0) == []


def test_only_indexed_artists_are_answers_but_any_artist_can_ask(factors, tmp_path):
    rows = list(range(0, len(factors), 3))
    neighbours = index_of(factors, tmp_path / "index", rows=rows)
    found = neighbours.nearest(neighbours.direction_of(1), n=20)
    assert len(found) == 20
    assert all(one.row % 3 == 0 for one in found)


def test_ties_go_to_the_better_known_artist():
    unit = np.asarray([[1, 0], [0, 1], [0, 1], [0, 1]], np.float32)
    candidates = np.asarray([3, 1, 2], np.int32)
    found = rerank(np.asarray([0, 1], np.float32), candidates, unit, n=2)
    assert [one.row for one in found] == [1, 2]


def test_nothing_is_near_to_no_direction_at_all(factors, tmp_path):
    neighbours = index_of(factors, tmp_path / "index")
    assert neighbours.nearest(np.zeros(16, np.float32), n=5) == []


def test_the_same_seed_builds_the_same_index(factors, tmp_path):
    index_of(factors, tmp_path / "a")
    index_of(factors, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("source", ["hetrec", "demo"])
def test_recall_at_ten_is_as_promised(source, request, tmp_path):
    """On factors that were trained as a version's are, the data set's own and the demo's."""
    plays = read_demo() if source == "demo" else read_plays(str(request.getfixturevalue(source)))
    settings = TrainingSettings()
    artist_factors = train_als(plays.listeners_x_artists, settings)
    rows = np.flatnonzero(plays.catalog.listeners >= settings.least_listeners)
    neighbours = index_of(
        artist_factors,
        tmp_path / "index",
        rows=rows,
        trees=settings.annoy_trees,
        seed=settings.seed,
    )
    hits = 0
    asked = rows[:: max(1, len(rows) // 500)]
    for row in asked:
        direction = neighbours.direction_of(row)
        found = {one.row for one in neighbours.nearest(direction, n=10, excluded={row})}
        exact = {one.row for one in neighbours.nearest_exactly(direction, n=10, excluded={row})}
        hits += len(found & exact)
    assert hits / (10 * len(asked)) >= LEAST_RECALL
