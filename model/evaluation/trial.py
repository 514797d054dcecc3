"""A trial: trained on what is left, a system is asked for what was hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.evaluation.metrics import Values, coverage, hits, ndcg, novelty, recall
from model.evaluation.split import Hashes, Split
from model.taste import TasteSpace
from model.training.als import Learnt
from model.types import ListenersByArtists, Rows

ANSWERS = 20
_BLOCK = 256  # listeners scored at once: 300 MB of scores at 294,000 artists

Scores = NDArray[np.float32]

Scored = Callable[[NDArray[np.int64]], Scores]
"""Scores all artists for some listeners, rows of the plays learnt from."""

System = Callable[[ListenersByArtists], Scored]
"""Learns from plays."""


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """What came of it, listener by listener.

    Attributes:
        hashes: of the listeners' libraries, ascending, see `Split`.
        recall: at 20, as long.
        ndcg: at 20, as long.
        coverage: share of the possible answers that somebody was given.
        novelty: in bits.
    """

    hashes: Hashes
    recall: Values
    ndcg: Values
    coverage: float
    novelty: float


def trial(parts: Split, system: System, least_listeners: int) -> Trial:
    """Let a system learn from the training part and ask it for the hidden one.

    Args:
        parts: the plays.
        system: what is tried.
        least_listeners: artists with fewer, in the training part, are no answers.
    """
    return asked(parts, system(parts.training), least_listeners)


def asked(parts: Split, scored: Scored, least_listeners: int) -> Trial:
    """Ask a system that has learnt already, from whatever it was; see `trial`."""
    impossible = parts.listeners < least_listeners
    answers = []
    for start in range(0, len(parts.judged), _BLOCK):
        rows = parts.judged[start : start + _BLOCK]
        scores = scored(rows)
        scores[:, impossible] = -np.inf
        scores[parts.training[rows].nonzero()] = -np.inf
        answers.append(_first(scores))
    given = np.concatenate(answers)
    found = hits(given, parts.hidden)
    return Trial(
        parts.hashes,
        recall(found, parts.hidden),
        ndcg(found, parts.hidden),
        coverage(given, int(np.count_nonzero(~impossible))),
        novelty(given, parts.listeners, parts.listener_count),
    )


def learning(learn: Callable[[ListenersByArtists], Learnt]) -> System:
    """Return the system that learns so, and scores by taste."""
    return lambda training: by_taste(learn(training), training)


def by_taste(learnt: Learnt, training: ListenersByArtists) -> Scored:
    """Score as `Recommender.recommend` does for somebody who names what is left, all alike."""
    space = TasteSpace(learnt.artist_factors, learnt.like_weights, learnt.regularization)

    def scored(rows: NDArray[np.int64]) -> Scores:
        points = [
            space.point(dict.fromkeys(training[row].indices.tolist(), 1.0))
            for row in rows.tolist()
        ]
        return space.scores(np.stack(points), np.arange(training.shape[1], dtype=np.int32))

    return scored


def _first(scores: Scores) -> Rows:
    """Return the first answers of each row, best first, ties to the better known; -1 for none."""
    n = min(ANSWERS, scores.shape[1])
    losses = -scores
    lasts = np.partition(losses, n - 1, axis=1)[:, n - 1]
    answers = np.full((len(scores), ANSWERS), -1, np.int32)
    for given, of_one, last in zip(answers, losses, lasts, strict=True):
        among = np.flatnonzero(of_one <= last)  # more than n where several tie for the last place
        best = among[np.argsort(of_one[among], kind="stable")][:n]
        best = best[np.isfinite(of_one[best])]
        given[: len(best)] = best
    return answers
