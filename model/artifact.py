"""One trained version on disk: arrays, Parquet, JSON and Annoy's index; never pickles.

Writing fills an empty folder and says nothing of promotion (`model.registry`); how a version is
opened again is `model.version`'s business.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from model.arrays import write_array
from model.catalog import Catalog
from model.co_listening import FILES as CO_LISTENING_FILES
from model.companions import Companions
from model.disk import to_disk
from model.errors import BrokenVersion
from model.evaluation.trial import Trial
from model.manifest import MANIFEST, FileRecord, Manifest, read_manifest
from model.matching.stored import FILES as VOCABULARY_FILES
from model.matching.stored import write_vocabulary
from model.matching.vocabulary import Vocabulary
from model.neighbours import build_index, lengths_of, unit_length
from model.plays.reading import Reading
from model.stored_catalog import FILES as CATALOG_FILES
from model.stored_catalog import write_catalog
from model.taste import everybody_of
from model.training.attempt import Attempt
from model.training.learnt import Learnt
from model.training.settings import TrainingSettings
from model.types import Rows
from model.voted_pairs import VotedPairs

FACTORS = "artist_factors.npy"
LENGTHS = "factor_lengths.npy"
EVERYBODY = "everybody.npy"
ANSWER_ROWS = "answer_rows.npy"
INDEX = "neighbours.annoy"
LIKE_WEIGHTS = "like_weights.npy"
COMPANION_OFFSETS = "companion_offsets.npy"
COMPANIONS = "companions.npy"
COMPANION_COUNTS = "companion_counts.npy"
VOTED_PAIRS = "voted_pairs.npy"
TRIAL = "trial.parquet"
READING = "reading.json"
TUNING = "tuning.json"
FILES = (
    *CATALOG_FILES,
    *VOCABULARY_FILES,
    *CO_LISTENING_FILES,
    FACTORS,
    LENGTHS,
    EVERYBODY,
    ANSWER_ROWS,
    INDEX,
    LIKE_WEIGHTS,
    COMPANION_OFFSETS,
    COMPANIONS,
    COMPANION_COUNTS,
    VOTED_PAIRS,
    TRIAL,
    READING,
    TUNING,
)


def write_content(
    folder: Path,
    *,
    catalog: Catalog,
    reading: Reading,
    co_listening: Callable[[Path], None],
    vocabulary: Vocabulary,
    learnt: Learnt,
    answer_rows: Rows,
    companions: Companions,
    voted: VotedPairs,
    trial: Trial | None,
    tried: Sequence[Attempt],
    settings: TrainingSettings,
) -> dict[str, FileRecord]:
    """Write everything but the manifest into an empty folder, down to the disk.

    Args:
        folder: an empty one.
        catalog: the artists.
        reading: where the plays come from.
        co_listening: writes the files of `model.co_listening`.
        vocabulary: the names under which artists are found.
        learnt: from the plays.
        answer_rows: who may be an answer.
        companions: who is heard together.
        voted: what people said of pairs.
        trial: what came of hiding artists, if any were hidden.
        tried: attempts that the settings were chosen from.
        settings: of the index.

    Returns:
        A record per file, for the manifest.
    """
    write_catalog(catalog, folder)
    write_vocabulary(vocabulary, folder)
    co_listening(folder)
    write_array(folder / FACTORS, learnt.artist_factors)
    write_array(folder / LENGTHS, lengths_of(learnt.artist_factors))
    write_array(folder / EVERYBODY, everybody_of(learnt.artist_factors))
    write_array(folder / ANSWER_ROWS, answer_rows)
    write_array(folder / LIKE_WEIGHTS, learnt.like_weights)
    write_array(folder / COMPANION_OFFSETS, companions.offsets)
    write_array(folder / COMPANIONS, companions.rows)
    write_array(folder / COMPANION_COUNTS, companions.shared)
    write_array(folder / VOTED_PAIRS, voted.as_array())
    _write_trial(folder / TRIAL, trial)
    (folder / READING).write_text(_reading_as_text(reading), encoding="utf-8")
    attempts = [one.as_json() for one in tried]
    (folder / TUNING).write_text(json.dumps(attempts, indent=1), encoding="utf-8")
    build_index(
        unit_length(learnt.artist_factors),
        answer_rows,
        trees=settings.annoy_trees,
        seed=settings.seed,
        path=folder / INDEX,
    )
    for name in FILES:
        to_disk(folder / name)
    return {name: _record(folder / name) for name in FILES}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, last of all: a folder without one is not a version."""
    path = folder / MANIFEST
    path.write_text(manifest.as_text(), encoding="utf-8")
    to_disk(path)
    to_disk(folder)


def verify(folder: Path) -> Manifest:
    """Check every file of a version against its manifest.

    Raises:
        BrokenVersion: a file is missing, truncated or altered; the message names it.
        NewerFormat, OlderFormat: another Kindred wrote it.
    """
    manifest = read_manifest(folder)
    if set(manifest.files) != set(FILES):
        message = f"{folder / MANIFEST} does not name the files of a version: {', '.join(FILES)}"
        raise BrokenVersion(message)
    for name in FILES:
        _verify_file(folder / name, manifest.files[name])
    return manifest


def _write_trial(path: Path, trial: Trial | None) -> None:
    columns = {
        "library": pa.array(trial.hashes if trial else [], pa.uint64()),
        "recall": pa.array(trial.recall if trial else [], pa.float64()),
        "ndcg": pa.array(trial.ndcg if trial else [], pa.float64()),
    }
    pq.write_table(pa.table(columns), path)


def _reading_as_text(reading: Reading) -> str:
    merged = [{"shown": one.shown, "others": one.others} for one in reading.merged]
    return json.dumps(
        {"dropped": reading.dirt.as_json(), "merged": merged}, indent=1, ensure_ascii=False
    )


def _record(path: Path) -> FileRecord:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return FileRecord(bytes=path.stat().st_size, sha256=digest.hexdigest())


def _verify_file(path: Path, expected: FileRecord) -> None:
    try:
        if path.stat().st_size == expected.bytes and _record(path) == expected:
            return
        size = path.stat().st_size
    except FileNotFoundError as error:
        message = f"{path} is missing"
        raise BrokenVersion(message) from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}"
        raise BrokenVersion(message) from error
    if size != expected.bytes:
        message = f"{path} has {size:,} bytes, its manifest says {expected.bytes:,}"
    else:
        message = f"{path} was altered: its checksum does not fit the manifest"
    raise BrokenVersion(message)
