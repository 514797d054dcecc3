"""The measures, each as short as its formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.types import Counts, Rows

Values = NDArray[np.float64]

_SURE = 1.96  # standard errors to either side hold 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over listeners, and where it would lie for other listeners of the kind.

    Attributes:
        mean: of all.
        low: where its 95 % confidence interval begins.
        high: where it ends.
    """

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Values) -> Mean:
        """Return a mean with its interval, by the normal approximation; one value has no width."""
        mean = float(np.mean(values))
        error = float(np.std(values, ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
        return cls(mean, mean - _SURE * error, mean + _SURE * error)


def hits(answers: Rows, hidden: Sequence[Rows]) -> NDArray[np.bool_]:
    """Say which answers were hidden.

    Args:
        answers: shape `(listeners, n)`, best first, each artist once; -1 where there is none.
        hidden: the hidden artists of each listener.
    """
    return np.stack([np.isin(row, wanted) for row, wanted in zip(answers, hidden, strict=True)])


def recall(found: NDArray[np.bool_], hidden: Sequence[Rows]) -> Values:
    """Return for each listener which share of the hidden artists is among the first n.

    Hits divided by what could be hit: the hidden artists, or n where that is less.
    """
    possible = np.minimum([len(wanted) for wanted in hidden], found.shape[1])
    return np.asarray(found.sum(axis=1) / possible, np.float64)


def ndcg(found: NDArray[np.bool_], hidden: Sequence[Rows]) -> Values:
    """Return for each listener how far up the hidden artists stand, 1 for the very first places.

    A hit at place i (from 1) gains 1 / log2(i + 1); the sum is divided by the best possible one.

    Source:
        K. Järvelin, J. Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques" (2002).
    """
    gains = 1 / np.log2(np.arange(2, found.shape[1] + 2))
    best = np.asarray([gains[: len(wanted)].sum() for wanted in hidden])
    return np.asarray((found * gains).sum(axis=1) / best, np.float64)


def coverage(answers: Rows, possible: int) -> float:
    """Return which share of the possible answers anybody is given."""
    given = np.unique(answers)
    return float(np.count_nonzero(given >= 0) / max(possible, 1))


def novelty(answers: Rows, listeners: Counts, listener_count: int) -> float:
    """Return how surprising answers are, in bits: the mean of -log2(share who play the artist).

    Source:
        S. Vargas, P. Castells, "Rank and Relevance in Novelty and Diversity Metrics" (2011).
    """
    given = answers[answers >= 0]
    shares = np.maximum(listeners[given], 1) / listener_count
    return float(np.mean(-np.log2(shares))) if len(given) else 0.0


def auc(scores: NDArray[np.float32], thumbs: NDArray[np.int32]) -> float:
    """Return how probably a 👍 scores above a 👎, ties counting half; .5 is chance.

    Returns:
        nan where one of the two kinds is missing.

    Source:
        The area under the ROC curve as the Mann-Whitney statistic: J. Hanley, B. McNeil (1982).
    """
    up, down = scores[thumbs > 0], scores[thumbs < 0]
    return float(_above(up, down).mean()) if len(up) and len(down) else float("nan")


def auc_gained(
    scores: NDArray[np.float32], others: NDArray[np.float32], thumbs: NDArray[np.int32]
) -> Mean:
    """Return by how much the AUC of some scores is above that of others, on the same thumbs.

    Args:
        scores: one per thumb.
        others: one per thumb.
        thumbs: at least two of each kind.

    Source:
        E. DeLong, D. DeLong, D. Clarke-Pearson, "Comparing the Areas under Two or More Correlated
        Receiver Operating Characteristic Curves" (1988).
    """
    liked, disliked = thumbs > 0, thumbs < 0
    of_up = _above(scores[liked], scores[disliked]) - _above(others[liked], others[disliked])
    of_down = _above(-scores[disliked], -scores[liked]) - _above(-others[disliked], -others[liked])
    variance = of_up.var(ddof=1) / len(of_up) + of_down.var(ddof=1) / len(of_down)
    width = _SURE * float(np.sqrt(variance))
    mean = float(of_up.mean())
    return Mean(mean, mean - width, mean + width)


def _above(ones: NDArray[np.float32], others: NDArray[np.float32]) -> Values:
    """Return for each score which share of the others it is above, ties counting half."""
    ordered = np.sort(others)
    below = np.searchsorted(ordered, ones, "left")
    not_above = np.searchsorted(ordered, ones, "right")
    return np.asarray((below + not_above) / 2 / len(others), np.float64)
