from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from model.plays.matrix import Plays
from tests.conftest import plays_of


def test_a_transposed_matrix_is_refused_where_it_enters():
    plays = plays_of(np.ones((3, 2)))
    with pytest.raises(ValueError, match="transposed"):
        Plays(sp.csr_matrix(plays.listeners_x_artists.T), plays.catalog, plays.reading)
