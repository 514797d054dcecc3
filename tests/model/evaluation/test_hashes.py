from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from model.catalog import artist_key
from model.evaluation.split import hashes_of, library_hashes, split

KEYS = [artist_key(f"artist {number}") for number in range(20)]


def test_a_library_has_the_same_hash_and_loses_the_same_artists_in_every_release():
    """Versions of different releases are compared by them: a change makes all incomparable."""
    whole = sp.csr_matrix(np.ones((1, 20), np.float32))
    parts = split(whole, KEYS)
    assert parts.hashes.tolist() == [0x1968AC6E67BBFDA0]
    assert parts.hidden[0].tolist() == [0, 2, 3, 4, 5, 6, 8, 10, 14, 18]


def test_a_librarys_hash_is_that_of_its_artists_wherever_they_stand():
    rng = np.random.default_rng(8)
    plays = sp.csr_matrix(rng.integers(0, 2, (50, 20)).astype(np.float32))
    hashes = library_hashes(plays, hashes_of(KEYS))
    order = rng.permutation(20)
    moved = library_hashes(plays[:, order].tocsr(), hashes_of([KEYS[row] for row in order]))
    assert hashes.tolist() == moved.tolist()
    assert len(set(hashes.tolist())) == 50


def test_equal_libraries_are_treated_alike():
    parts = split(sp.csr_matrix(np.ones((3, 20), np.float32)), KEYS)
    assert len(set(parts.hashes.tolist())) == 1
    assert len({tuple(rows.tolist()) for rows in parts.hidden}) == 1
