"""How many true neighbours are found, and how fast: `python -m benchmarks.search [HETREC]`.

Beside each other: Annoy as it is usually asked (ten neighbours, default search), judged by the
exact cosines; and `Closeness`, which takes many candidates from Annoy, adds those heard together
and those voted on, and is judged by the closeness of every artist. Plays are HetRec's where that
data set is, else the demo's.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from annoy import AnnoyIndex

from benchmarks.data_sets import hetrec_folder
from model.closeness import Closeness
from model.companions import Companions
from model.neighbours import Neighbours, build_index, unit_length
from model.plays.demo import read_demo
from model.plays.hetrec import read_hetrec
from model.training.als import train_als
from model.training.settings import TrainingSettings
from model.types import ArtistRow
from model.voted_pairs import VotedPairs

ASKED = 1000
ANSWERS = 10

Search = Callable[[ArtistRow], set[ArtistRow]]
"""The ten artists said to be nearest to one."""


def measured(search: Search, truth: dict[ArtistRow, set[ArtistRow]]) -> str:
    """Return recall, and the median and 99th percentile of the time."""
    hits, took_ms = 0, []
    for row, true in truth.items():
        started = time.perf_counter()
        found = search(row)
        took_ms.append((time.perf_counter() - started) * 1000)
        hits += len(found & true)
    recall = hits / (ANSWERS * len(truth))
    return f"{recall:10.4f}{np.median(took_ms):10.3f}{np.quantile(took_ms, 0.99):10.3f}"


def by_closeness(closeness: Closeness, *, exactly: bool) -> Search:
    """Search as answers are found."""

    def search(row: ArtistRow) -> set[ArtistRow]:
        return {one.row for one in closeness.nearest({row: 1}, n=ANSWERS, exactly=exactly)}

    return search


def by_annoy(path: Path, factors: int, rows: np.ndarray) -> Search:
    """Search as Annoy does by itself."""
    annoy = AnnoyIndex(factors, "angular")
    annoy.load(str(path))
    item_of = {int(row): item for item, row in enumerate(rows)}

    def search(row: ArtistRow) -> set[ArtistRow]:
        items = annoy.get_nns_by_item(item_of[row], ANSWERS + 1)
        return {ArtistRow(int(rows[item])) for item in items} - {row}

    return search


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else hetrec_folder()
    plays = read_hetrec(folder) if folder else read_demo()
    settings = TrainingSettings()
    cosine_alone = settings.model_copy(update={"co_listening_weight": 0.0, "doubt": 0.0})
    floor = settings.least_listeners
    rows = np.flatnonzero(plays.catalog.listeners >= floor).astype(np.int32)
    learnt = train_als(plays.listeners_x_artists, settings, keys=plays.catalog.keys)
    companions = Companions.of(plays.listeners_x_artists, fewest_listeners=floor)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "index"
        unit = unit_length(learnt.artist_factors)
        build_index(unit, rows, trees=settings.annoy_trees, seed=settings.seed, path=path)
        neighbours = Neighbours(learnt.artist_factors, rows, path)
        cosines = Closeness(neighbours, companions, VotedPairs.none(), cosine_alone)
        closeness = Closeness(neighbours, companions, VotedPairs.none(), settings)
        drawn = np.random.default_rng(1).permutation(rows)[:ASKED]
        asked = [ArtistRow(int(row)) for row in drawn]
        all_cosines = by_closeness(cosines, exactly=True)
        everybody = by_closeness(closeness, exactly=True)
        nearest_by_cosine = {row: all_cosines(row) for row in asked}
        closest = {row: everybody(row) for row in asked}
        print(f"{plays.reading.format}: {len(rows):,} artists, {settings.factors} factors")
        print(f"{'':40}{'recall@10':>10}{'p50 ms':>10}{'p99 ms':>10}")
        for name, search, truth in (
            (
                f"Annoy, {settings.annoy_trees} trees, default search",
                by_annoy(path, settings.factors, rows),
                nearest_by_cosine,
            ),
            (
                "Closeness (many candidates, exact)",
                by_closeness(closeness, exactly=False),
                closest,
            ),
            ("Closeness, all artists", everybody, closest),
        ):
            print(f"{name:40}{measured(search, truth)}")


if __name__ == "__main__":
    main()
