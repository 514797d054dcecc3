"""How many true neighbours Annoy finds, and how fast: `python -m benchmarks.search [HETREC]`.

Beside each other: Annoy as it is usually asked (ten neighbours, default search), and `Neighbours`,
which asks for more candidates and puts them in order by the exact cosine. Factors are HetRec's own
where that data set is, else the demo's.
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
from model.neighbours import Neighbours, build_index, unit_length
from model.plays.demo import read_demo
from model.plays.hetrec import read_hetrec
from model.training.als import train_als
from model.training.settings import TrainingSettings
from model.types import ArtistRow

ASKED = 1000
ANSWERS = 10


def measured(
    search: Callable[[ArtistRow], set[ArtistRow]], truth: dict[ArtistRow, set[ArtistRow]]
) -> str:
    """Return recall, and the median and 99th percentile of the time."""
    hits, took_ms = 0, []
    for row, true in truth.items():
        started = time.perf_counter()
        found = search(row)
        took_ms.append((time.perf_counter() - started) * 1000)
        hits += len(found & true)
    recall = hits / (ANSWERS * len(truth))
    return f"{recall:10.4f}{np.median(took_ms):10.3f}{np.quantile(took_ms, 0.99):10.3f}"


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else hetrec_folder()
    plays = read_hetrec(folder) if folder else read_demo()
    settings = TrainingSettings()
    factors = train_als(plays.listeners_x_artists, settings)
    unit = unit_length(factors)
    rows = np.flatnonzero(plays.catalog.listeners >= settings.least_listeners).astype(np.int32)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "index"
        build_index(unit, rows, trees=settings.annoy_trees, seed=settings.seed, path=path)
        neighbours = Neighbours(factors, rows, path)
        annoy = AnnoyIndex(factors.shape[1], "angular")
        annoy.load(str(path))
        item_of = {int(row): item for item, row in enumerate(rows)}

        def usual(row: ArtistRow) -> set[ArtistRow]:
            items = annoy.get_nns_by_item(item_of[row], ANSWERS + 1)
            return {ArtistRow(int(rows[item])) for item in items} - {row}

        def ours(row: ArtistRow) -> set[ArtistRow]:
            direction = neighbours.direction_of(row)
            return {one.row for one in neighbours.nearest(direction, n=ANSWERS, excluded={row})}

        def exact(row: ArtistRow) -> set[ArtistRow]:
            direction = neighbours.direction_of(row)
            found = neighbours.nearest_exactly(direction, n=ANSWERS, excluded={row})
            return {one.row for one in found}

        drawn = np.random.default_rng(1).permutation(rows)[:ASKED]
        asked = [ArtistRow(int(row)) for row in drawn]
        truth = {row: exact(row) for row in asked}
        print(f"{plays.reading.format}: {len(rows):,} artists, {factors.shape[1]} factors")
        print(f"{'':36}{'recall@10':>10}{'p50 ms':>10}{'p99 ms':>10}")
        for name, search in (
            (f"Annoy, {settings.annoy_trees} trees, default search", usual),
            ("Neighbours (many candidates, exact)", ours),
            ("exact, all artists", exact),
        ):
            print(f"{name:36}{measured(search, truth)}")


if __name__ == "__main__":
    main()
