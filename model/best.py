"""The best few of very many values, without sorting them all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BLOCK = 64


def best(values: NDArray[np.float32], n: int) -> NDArray[np.intp]:
    """Return where the n highest of some values stand.

    Args:
        values: shape `(values,)`; -inf is never among the best.
        n: how many at most.

    Returns:
        Indices, the highest first, ties to the earlier.
    """
    if n <= 0 or not len(values):
        return np.zeros(0, np.intp)
    least: float = -np.inf
    if len(values) > n * _BLOCK:
        # The best of n blocks are n values, so whatever is below the least of them is not wanted.
        of_blocks = np.maximum.reduceat(values, np.arange(0, len(values), _BLOCK))
        least = np.partition(of_blocks, -n)[-n]
    among = np.flatnonzero((values >= least) & (values > -np.inf))
    return among[np.argsort(-values[among], kind="stable")][:n]
