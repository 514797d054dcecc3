"""A trial: trained on what is left, a system is asked for what was hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.best import best
from model.evaluation.metrics import Values, coverage, hits, ndcg, novelty, recall
from model.evaluation.split import Hashes, Split
from model.taste import TasteSpace
from model.training.learnt import Learnt
from model.types import ListenersByArtists, Rows

ANSWERS = 20
_BLOCK = 256  # listeners scored at once: 300 MB of scores at 294,000 artists

Scores = NDArray[np.float32]

Scored = Callable[[NDArray[np.int64], Rows], Scores]
"""Scores some artists for some listeners, rows of the plays learnt from."""

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
    is_possible = parts.listeners >= least_listeners
    possible = np.flatnonzero(is_possible).astype(np.int32)
    place = np.cumsum(is_possible) - 1
    given = np.full((len(parts.judged), ANSWERS), -1, np.int32)
    for start in range(0, len(parts.judged), _BLOCK):
        rows = parts.judged[start : start + _BLOCK]
        scores = scored(rows, possible)
        for answers, of_one, listener in zip(given[start:], scores, rows, strict=False):
            played = parts.training[listener].indices
            of_one[place[played[is_possible[played]]]] = -np.inf
            first = best(of_one, ANSWERS)  # ties to the better known, who has the smaller row
            answers[: len(first)] = possible[first]
    found = hits(given, parts.hidden)
    return Trial(
        parts.hashes,
        recall(found, parts.hidden),
        ndcg(found, parts.hidden),
        coverage(given, len(possible)),
        novelty(given, parts.listeners, parts.listener_count),
    )


def learning(learn: Callable[[ListenersByArtists], Learnt]) -> System:
    """Return the system that learns so, and scores by taste."""
    return lambda training: by_taste(learn(training), training)


def by_taste(learnt: Learnt, training: ListenersByArtists) -> Scored:
    """Score as `Recommender.recommend` does for somebody who names what is left, all alike."""
    space = TasteSpace(learnt.artist_factors, learnt.like_weights, learnt.regularization)

    def scored(rows: NDArray[np.int64], artists: Rows) -> Scores:
        points = [
            space.point(dict.fromkeys(training[row].indices.tolist(), 1.0))
            for row in rows.tolist()
        ]
        return space.scores(np.stack(points), artists)

    return scored
