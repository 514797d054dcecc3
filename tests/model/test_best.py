from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.best import best


@given(st.integers(0, 5000), st.integers(-1, 40), st.integers(1, 50), st.integers(0, 2**32 - 1))
def test_the_best_are_those_that_sorting_all_finds(size, n, different, seed):
    values = np.random.default_rng(seed).integers(0, different, size).astype(np.float32)
    values[values == 0] = -np.inf
    everything = [at for at in np.argsort(-values, kind="stable") if np.isfinite(values[at])]
    assert best(values, n).tolist() == everything[: max(n, 0)]
