"""How good "similar" is: `python -m benchmarks.similar_artists [HETREC]`.

HetRec's people also tagged artists, and no model here learns from tags. So tags judge: the more an
answer's tags are like the question's (cosine of TF-IDF), the better. The figure is the mean over
the ten answers; a missing answer counts 0. Artists are asked about in three groups by listeners.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.sparse as sp

from benchmarks.data_sets import hetrec_folder
from model.neighbours import unit_length
from model.plays.formats import PlaysFormat, read_plays
from model.plays.matrix import Plays
from model.training.als import train_als
from model.training.settings import TrainingSettings

GROUPS = {"head, 20 or more": (20, 10**9), "mid, 5 to 19": (5, 20), "tail, 2 to 4": (2, 5)}
ASKED_PER_GROUP = 300
ANSWERS = 10
LEAST_TAGS = 3
SEED = 7
ORIGINAL = TrainingSettings(
    factors=50, regularization=0.01, iterations=50, bm25_k1=100, bm25_b=0.8, least_listeners=1
)

Answers = Callable[[int], np.ndarray]
"""Rows of the ten artists said to be similar to a row, best first."""


def tags_of(plays: Plays, folder: Path) -> sp.csr_matrix:
    """Return artists × tags, TF-IDF, each row of length 1 or 0."""
    artists = pd.read_csv(
        folder / "artists.dat", sep="\t", quoting=3, keep_default_na=False, usecols=["id", "name"]
    )
    tags = pd.read_csv(folder / "user_taggedartists-part1.dat", sep="\t")
    row_of_name = {name: row for row, name in enumerate(plays.catalog.names)}
    rows = tags.artistID.map(artists.set_index("id").name).map(row_of_name)
    tags, rows = tags[rows.notna()], rows[rows.notna()].astype(int)
    shape = (len(plays.catalog), int(tags.tagID.max()) + 1)
    counts = sp.csr_matrix((np.ones(len(rows)), (rows, tags.tagID)), shape)
    counts.data = np.log1p(counts.data)
    used_by = np.maximum(counts.getnnz(axis=0), 1)
    weighted = counts @ sp.diags(np.log((counts.getnnz(axis=1) > 0).sum() / used_by))
    lengths = np.sqrt(weighted.multiply(weighted).sum(axis=1).A1)
    return sp.csr_matrix(sp.diags(1 / np.where(lengths > 0, lengths, 1)) @ weighted)


def by_factors(plays: Plays, settings: TrainingSettings) -> Answers:
    """Answer by the exact cosine of ALS factors, among artists with enough listeners."""
    unit = unit_length(train_als(plays.listeners_x_artists, settings))
    shown = np.flatnonzero(plays.catalog.listeners >= settings.least_listeners)

    def answers(row: int) -> np.ndarray:
        cosines = unit[shown] @ unit[row]
        cosines[shown == row] = -np.inf
        return shown[np.argsort(-cosines)[:ANSWERS]]

    return answers


def by_fame() -> Answers:
    """Answer with the best-known artists, whoever is asked for; rows are in that order."""
    return lambda row: np.asarray([one for one in range(ANSWERS + 1) if one != row][:ANSWERS])


def agreement(plays: Plays, folder: Path, systems: dict[str, Answers]) -> pd.DataFrame:
    """Return tag agreement, a row per system and a column per group of artists.

    Args:
        plays: of HetRec.
        folder: where its tags are.
        systems: what answers, by name.
    """
    tags, listeners = tags_of(plays, folder), plays.catalog.listeners
    rng = np.random.default_rng(SEED)
    table = pd.DataFrame(index=list(systems), columns=list(GROUPS), dtype=float)
    for group, (least, most) in GROUPS.items():
        fit = (tags.getnnz(axis=1) >= LEAST_TAGS) & (listeners >= least) & (listeners < most)
        asked = rng.permutation(np.flatnonzero(fit))[:ASKED_PER_GROUP]
        for name, answers in systems.items():
            found = [(tags[answers(row)] @ tags[row].T).sum() / ANSWERS for row in asked]
            table.loc[name, group] = np.mean(found)
    return table


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else hetrec_folder()
    if folder is None:
        print("left out: HetRec Last.fm 2K is not below data/raw")
        return
    plays = read_plays(str(folder), PlaysFormat.HETREC)
    systems = {
        "most popular artists": by_fame(),
        "the original recipe, exact search": by_factors(plays, ORIGINAL),
        "Kindred's defaults": by_factors(plays, TrainingSettings()),
    }
    print("tag agreement of ten answers")
    print(agreement(plays, folder, systems).round(3).to_string())


if __name__ == "__main__":
    main()
