from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from model.errors import NothingToLearn
from model.evaluation.split import HIDDEN, split
from tests.conftest import plays_of

PLAYS = plays_of(np.random.default_rng(1).integers(0, 3, (120, 50)))
KEYS = PLAYS.catalog.keys
MATRIX = PLAYS.listeners_x_artists


def hidden_by_library(parts, keys):
    return {
        int(of): sorted(keys[row] for row in rows)
        for of, rows in zip(parts.hashes, parts.hidden, strict=True)
    }


def test_ten_artists_are_hidden_and_nothing_else_changes():
    parts = split(MATRIX, KEYS)
    assert len(parts.judged) == 120
    whole = MATRIX.toarray()
    left = parts.training.toarray()
    for listener, hidden in zip(parts.judged, parts.hidden, strict=True):
        assert len(hidden) == HIDDEN
        assert (whole[listener, hidden] > 0).all()
        assert (left[listener, hidden] == 0).all()
        whole[listener, hidden] = 0
    assert (whole == left).all()


def test_the_same_library_loses_the_same_artists_whatever_else_is_there():
    before = hidden_by_library(split(MATRIX, KEYS), KEYS)
    rng = np.random.default_rng(2)
    more = sp.vstack([MATRIX, sp.csr_matrix(rng.integers(0, 2, (30, 50)))]).tocsr()
    rows, columns = rng.permutation(150), rng.permutation(50)
    after = hidden_by_library(
        split(more[rows][:, columns], [KEYS[column] for column in columns]),
        [KEYS[column] for column in columns],
    )
    assert before.items() <= after.items()


def test_how_often_somebody_plays_an_artist_does_not_matter():
    assert hidden_by_library(split(MATRIX, KEYS), KEYS) == hidden_by_library(
        split(MATRIX * 7, KEYS), KEYS
    )


def test_every_artist_may_be_hidden():
    drawn = {row for rows in split(MATRIX, KEYS).hidden for row in rows.tolist()}
    assert len(drawn) == 50


def test_only_so_many_are_judged_and_the_rest_are_learnt_from_whole():
    parts = split(MATRIX, KEYS, most_judged=7)
    assert len(parts.judged) == 7
    others = np.setdiff1d(np.arange(120), parts.judged)
    assert (parts.training[others].toarray() == MATRIX[others].toarray()).all()
    assert parts.hashes.tolist() == sorted(split(MATRIX, KEYS).hashes.tolist())[:7]


def test_of_very_many_listeners_a_sample_is_taken_that_stays_the_same():
    parts = split(MATRIX, KEYS, most_listeners=60)
    assert parts.training.shape == (60, 50)
    shuffled = MATRIX[np.random.default_rng(3).permutation(120)]
    again = split(shuffled, KEYS, most_listeners=60)
    assert hidden_by_library(parts, KEYS) == hidden_by_library(again, KEYS)


def test_where_few_play_twenty_artists_smaller_libraries_lose_half():
    small = plays_of(np.tril(np.ones((12, 12))))  # libraries of 1 to 12 artists
    parts = split(small.listeners_x_artists, small.catalog.keys)
    sizes = sorted(len(rows) for rows in parts.hidden)
    assert sizes == [2, 2, 3, 3, 4, 4, 5, 5, 6]


def test_plays_too_few_to_hide_any_are_refused():
    with pytest.raises(NothingToLearn, match="hidden"):
        split(plays_of(np.eye(5)).listeners_x_artists, KEYS[:5])
