"""How fast and how well a version answers: `python -m benchmarks.answering MODELS`.

Artists are drawn evenly among all of the version, so nothing is asked twice; answers are held
against those that comparing with every artist gives. Written to standard output as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.measured import memory_mib
from model.recommender import Recommender
from model.registry import Registry
from model.types import ArtistRow
from model.version import read_version

ASKED = 1000
ANSWERS = 10
_JUDGED = 300
_MAPS = 50
_TASTE = 10  # likes
_SHORTEST_SLIP = 5


def main() -> None:
    """Measure one version."""
    models = Path(sys.argv[1])
    started = time.perf_counter()
    recommender = Recommender.load(models)
    loaded = time.perf_counter() - started
    own, resident = memory_mib("self")
    rng = np.random.default_rng(1)
    keys, names = recommender.catalog.keys, recommender.catalog.names
    drawn = [int(row) for row in rng.permutation(len(keys))[: ASKED + 10]]
    known = [int(row) for row in rng.permutation(min(len(keys), 3 * ASKED))[:ASKED]]
    for row in drawn[ASKED:]:
        recommender.similar(keys[row])
    tastes = [
        [keys[at] for at in rng.choice(len(known), min(_TASTE, len(known)), replace=False)]
        for _ in range(ASKED // 5)
    ]
    told: dict[str, Any] = {
        "artists": len(keys),
        "loaded_seconds": loaded,
        "own_mib": own,
        "resident_mib": resident,
        "similar": took_ms(lambda row: recommender.similar(keys[row]), drawn[:ASKED]),
        "match": took_ms(lambda row: recommender.match(names[row]), known),
        "match_slip": took_ms(lambda row: recommender.match(with_slip(names[row])), known),
        "recommend": took_ms(recommender.recommend, tastes),
        "map": took_ms(lambda row: recommender.map(keys[row]), known[:_MAPS]),
        "recall": recall(models, drawn, known),
    }
    print(json.dumps(told))


def recall(models: Path, *drawn: Sequence[int]) -> list[float]:
    """Return which share of the ten closest artists is found, for each sample of artists."""
    registry = Registry(models)
    closeness = read_version(registry.path_of(registry.current())).closeness
    shares = []
    for rows in drawn:
        found = asked = 0
        for row in rows[:_JUDGED]:
            signs = {ArtistRow(row): 1}
            true = {one.row for one in closeness.nearest(signs, n=ANSWERS, exactly=True)}
            found += len(true & {one.row for one in closeness.nearest(signs, n=ANSWERS)})
            asked += len(true)
        shares.append(found / max(asked, 1))
    return shares


def took_ms(ask: Callable[[Any], object], questions: Sequence[Any]) -> list[float]:
    """Return the median and the 99th percentile of the milliseconds that questions take."""
    took = []
    for question in questions:
        started = time.perf_counter()
        ask(question)
        took.append(1000 * (time.perf_counter() - started))
    return [float(one) for one in np.quantile(took, (0.5, 0.99))]


def with_slip(name: str) -> str:
    """Return a name without its third letter, if it is long enough to be known all the same."""
    return name[:2] + name[3:] if len(name) >= _SHORTEST_SLIP else name


if __name__ == "__main__":
    main()
