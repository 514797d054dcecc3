"""One trained version on disk: arrays, Parquet, JSON and Annoy's index; never pickles.

Writing fills an empty folder and says nothing of promotion (`model.registry`); reading trusts
nothing that the manifest does not vouch for.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from model.arrays import mapped_array, write_array
from model.catalog import Catalog
from model.co_listening import CoListening
from model.errors import BrokenVersion
from model.manifest import MANIFEST, FileRecord, Manifest, read_manifest
from model.matching.stored import FILES as VOCABULARY_FILES
from model.matching.stored import read_vocabulary, write_vocabulary
from model.matching.vocabulary import Vocabulary
from model.neighbours import Neighbours, build_index, unit_length
from model.plays.matrix import Reading
from model.training.settings import TrainingSettings
from model.types import ArtistKey, Factors, Rows

ARTISTS = "artists.parquet"
FACTORS = "artist_factors.npy"
ANSWER_ROWS = "answer_rows.npy"
INDEX = "neighbours.annoy"
LISTENER_OFFSETS = "listener_offsets.npy"
LISTENERS = "listeners.npy"
READING = "reading.json"
FILES = (
    ARTISTS,
    *VOCABULARY_FILES,
    FACTORS,
    ANSWER_ROWS,
    INDEX,
    LISTENER_OFFSETS,
    LISTENERS,
    READING,
)


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it is used.

    Attributes:
        manifest: what it says of itself.
        catalog: its artists.
        vocabulary: the names under which they are found.
        neighbours: the search over them.
        co_listening: who listens to them.
    """

    manifest: Manifest
    catalog: Catalog
    vocabulary: Vocabulary
    neighbours: Neighbours
    co_listening: CoListening


def write_content(
    folder: Path,
    *,
    catalog: Catalog,
    vocabulary: Vocabulary,
    artist_factors: Factors,
    answer_rows: Rows,
    co_listening: CoListening,
    reading: Reading,
    settings: TrainingSettings,
) -> dict[str, FileRecord]:
    """Write everything but the manifest into an empty folder, down to the disk.

    Returns:
        A record per file, for the manifest.
    """
    pq.write_table(
        pa.table(
            {
                "key": pa.array(catalog.keys, pa.string()),
                "name": pa.array(catalog.names, pa.string()),
                "listeners": pa.array(catalog.listeners, pa.int32()),
            }
        ),
        folder / ARTISTS,
    )
    write_vocabulary(vocabulary, folder)
    write_array(folder / FACTORS, artist_factors)
    write_array(folder / ANSWER_ROWS, answer_rows)
    write_array(folder / LISTENER_OFFSETS, co_listening.offsets)
    write_array(folder / LISTENERS, co_listening.listeners)
    (folder / READING).write_text(_reading_as_text(reading), encoding="utf-8")
    build_index(
        unit_length(artist_factors),
        answer_rows,
        trees=settings.annoy_trees,
        seed=settings.seed,
        path=folder / INDEX,
    )
    for name in FILES:
        _to_disk(folder / name)
    return {name: _record(folder / name) for name in FILES}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, last of all: a folder without one is not a version."""
    path = folder / MANIFEST
    path.write_text(manifest.as_text(), encoding="utf-8")
    _to_disk(path)
    _to_disk(folder)


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


def read_version(folder: Path) -> Version:
    """Verify a version and open it; large arrays stay on disk, mapped.

    Raises:
        BrokenVersion: see `verify`; or its files contradict each other.
        NewerFormat, OlderFormat: another Kindred wrote it.
    """
    manifest = verify(folder)
    try:
        table = pq.read_table(folder / ARTISTS)
        catalog = Catalog(
            [ArtistKey(key) for key in table.column("key").to_pylist()],
            table.column("name").to_pylist(),
            table.column("listeners").to_numpy().astype(np.int32),
        )
        vocabulary = read_vocabulary(folder)
        artist_factors = mapped_array(folder / FACTORS)
        answer_rows = mapped_array(folder / ANSWER_ROWS)
        neighbours = Neighbours(artist_factors, answer_rows, folder / INDEX)
        co_listening = CoListening(
            mapped_array(folder / LISTENER_OFFSETS), mapped_array(folder / LISTENERS)
        )
    except (OSError, EOFError, ValueError, LookupError, pa.ArrowException) as error:
        message = f"{folder} cannot be loaded: {error}"
        raise BrokenVersion(message) from error
    if not (
        artist_factors.shape == (len(catalog), manifest.settings.factors)
        and vocabulary.artists == len(catalog)
        and neighbours.indexed == len(answer_rows)
        and len(co_listening.offsets) == len(catalog) + 1
    ):
        message = (
            f"{folder} contradicts itself: its arrays do not fit its {len(catalog):,} artists"
        )
        raise BrokenVersion(message)
    return Version(manifest, catalog, vocabulary, neighbours, co_listening)


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


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
