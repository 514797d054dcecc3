"""How good "similar" is: `python -m benchmarks.similar_artists [HETREC]`.

HetRec's people also tagged artists, and no model here learns from tags. So tags judge: the more an
answer's tags are like the question's (cosine of TF-IDF), the better. The figure is the mean over
the ten answers; a missing answer counts 0. Artists are asked about in three groups by listeners.
Below Kindred's defaults stands what is left of them when a part is taken away.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.sparse as sp

from benchmarks.data_sets import hetrec_folder
from model.adventure import Adventure
from model.arrays import mapped_array
from model.artifact import FACTORS, INDEX
from model.closeness import Closeness
from model.evaluation.baselines import original_factors
from model.neighbours import Neighbours, unit_length
from model.pipeline import Promotion, train_version
from model.plays.formats import read_plays
from model.plays.kinds import PlaysFormat
from model.plays.matrix import Plays
from model.recommender import Recommender
from model.registry import Registry
from model.training.settings import TrainingSettings
from model.types import ArtistRow
from model.version import read_version

GROUPS = {"head, 20 or more": (20, 10**9), "mid, 5 to 19": (5, 20), "tail, 2 to 4": (2, 5)}
ASKED_PER_GROUP = 300
ANSWERS = 10
LEAST_TAGS = 3
SEED = 7
FEW_LISTENERS = 3
FROM_FEW = f"under {FEW_LISTENERS} listeners"
FAME = "median listeners"
ABLATIONS = {
    "  cosine alone": {"co_listening_weight": 0.0, "doubt": 0.0},
    "  without doubt": {"doubt": 0.0},
    "  without co-listening": {"co_listening_weight": 0.0},
    "  co-listening alone": {"co_listening_weight": 1.0},
}

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


def by_recipe(plays: Plays) -> Answers:
    """Answer as the original write-up did, but by the exact cosine; every artist may be one."""
    _, artist_factors = original_factors(plays.listeners_x_artists)
    unit = unit_length(artist_factors)

    def answers(row: int) -> np.ndarray:
        cosines = unit @ unit[row]
        cosines[row] = -np.inf
        return np.argsort(-cosines)[:ANSWERS]

    return answers


def trained(plays: Plays, models: Path) -> Path:
    """Train a version with Kindred's defaults and return its folder."""
    registry = Registry(models)
    settings = TrainingSettings.for_size(len(plays.catalog))
    train_version(plays, settings, registry, promotion=Promotion.ALWAYS, now=datetime.now(UTC))
    return registry.path_of(registry.current())


def by_version(folder: Path, adventure: Adventure = Adventure.BALANCED) -> Answers:
    """Answer as a trained version does."""
    recommender = Recommender.load(folder)
    key_of = recommender.catalog.keys

    def answers(row: int) -> np.ndarray:
        found = recommender.similar(key_of[row], n=ANSWERS, adventure=adventure)
        return np.asarray([one.artist.row for one in found], np.int32)

    return answers


def by_closeness(folder: Path, changes: dict[str, float]) -> Answers:
    """Answer from a trained version's arrays, weighed by other settings than its own."""
    version = read_version(folder)
    neighbours = Neighbours(mapped_array(folder / FACTORS), version.answer_rows, folder / INDEX)
    settings = version.manifest.settings.model_copy(update=changes)
    closeness = Closeness(neighbours, version.companions, version.voted, settings)

    def answers(row: int) -> np.ndarray:
        found = closeness.nearest({ArtistRow(row): 1}, n=ANSWERS)
        return np.asarray([one.row for one in found], np.int32)

    return answers


def by_fame() -> Answers:
    """Answer with the best-known artists, whoever is asked for; rows are in that order."""
    return lambda row: np.asarray([one for one in range(ANSWERS + 1) if one != row][:ANSWERS])


def agreement(plays: Plays, folder: Path, systems: dict[str, Answers]) -> pd.DataFrame:
    """Return a row per system: tag agreement by group, and how well known the answers are.

    Args:
        plays: of HetRec.
        folder: where its tags are.
        systems: what answers, by name.
    """
    tags, listeners = tags_of(plays, folder), plays.catalog.listeners
    rng = np.random.default_rng(SEED)
    table = pd.DataFrame(index=list(systems), columns=[*GROUPS, FROM_FEW, FAME], dtype=float)
    given: dict[str, list[np.ndarray]] = {name: [] for name in systems}
    for group, (least, most) in GROUPS.items():
        fit = (tags.getnnz(axis=1) >= LEAST_TAGS) & (listeners >= least) & (listeners < most)
        asked = rng.permutation(np.flatnonzero(fit))[:ASKED_PER_GROUP].tolist()
        for name, answers in systems.items():
            found = [answers(row) for row in asked]
            likeness = [
                (tags[rows] @ tags[row].T).sum() / ANSWERS
                for row, rows in zip(asked, found, strict=True)
            ]
            table.loc[name, group] = np.mean(likeness)
            given[name] += found
    for name, found in given.items():
        of_answers = listeners[np.concatenate(found)]
        table.loc[name, FROM_FEW] = np.mean(of_answers < FEW_LISTENERS)
        table.loc[name, FAME] = np.median(of_answers)
    return table


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else hetrec_folder()
    if folder is None:
        print("left out: HetRec Last.fm 2K is not below data/raw")
        return
    plays = read_plays(str(folder), PlaysFormat.HETREC)
    with tempfile.TemporaryDirectory() as models:
        version = trained(plays, Path(models))
        systems = {
            "most popular artists": by_fame(),
            "the original recipe, exact search": by_recipe(plays),
            "Kindred's defaults": by_version(version),
            "  easy": by_version(version, Adventure.EASY),
            "  deep": by_version(version, Adventure.DEEP),
            **{name: by_closeness(version, changes) for name, changes in ABLATIONS.items()},
        }
        print("tag agreement of ten answers")
        print(agreement(plays, folder, systems).round(3).to_string())


if __name__ == "__main__":
    main()
