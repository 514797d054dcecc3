"""A version as it is used: opened from disk, where nothing is trusted that does not verify."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import scipy.sparse as sp

from model.arrays import mapped_array
from model.artifact import (
    ANSWER_ROWS,
    COMPANION_COUNTS,
    COMPANION_OFFSETS,
    COMPANIONS,
    EVERYBODY,
    FACTORS,
    INDEX,
    LENGTHS,
    LIKE_WEIGHTS,
    TRIAL,
    VOTED_PAIRS,
    verify,
)
from model.catalog import Catalog
from model.closeness import Closeness
from model.co_listening import LISTENERS, OFFSETS, PLAYS, CoListening
from model.companions import Companions
from model.errors import BrokenVersion
from model.evaluation.trial import Trial
from model.manifest import Manifest
from model.matching.stored import read_vocabulary
from model.matching.vocabulary import Vocabulary
from model.neighbours import Neighbours
from model.stored_catalog import read_catalog
from model.taste import TasteSpace
from model.types import ListenersByArtists, Rows
from model.voted_pairs import VotedPairs


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it is used.

    Attributes:
        manifest: what it says of itself.
        catalog: its artists.
        vocabulary: the names under which they are found.
        closeness: how close they are, and the search for the closest.
        tastes: where listeners stand among them.
        answer_rows: those who may be answers.
        co_listening: who listens to them.
        companions: whom they are heard together with.
        voted: what people said of pairs.
    """

    manifest: Manifest
    catalog: Catalog
    vocabulary: Vocabulary
    closeness: Closeness
    tastes: TasteSpace
    answer_rows: Rows
    co_listening: CoListening
    companions: Companions
    voted: VotedPairs


def read_version(folder: Path) -> Version:
    """Verify a version and open it; large arrays stay on disk, mapped.

    Raises:
        BrokenVersion: see `verify`; or its files contradict each other.
        NewerFormat, OlderFormat: another Kindred wrote it.
    """
    manifest = verify(folder)
    try:
        catalog = read_catalog(folder)
        vocabulary = read_vocabulary(folder)
        artist_factors = mapped_array(folder / FACTORS)
        answer_rows = mapped_array(folder / ANSWER_ROWS)
        like_weights = mapped_array(folder / LIKE_WEIGHTS)
        lengths, everybody = mapped_array(folder / LENGTHS), mapped_array(folder / EVERYBODY)
        neighbours = Neighbours(artist_factors, answer_rows, folder / INDEX, lengths)
        co_listening = CoListening.read(folder)
        companions = Companions(
            mapped_array(folder / COMPANION_OFFSETS),
            mapped_array(folder / COMPANIONS),
            mapped_array(folder / COMPANION_COUNTS),
            catalog.listeners,
            manifest.counts.listeners,
        )
        voted = VotedPairs.from_array(mapped_array(folder / VOTED_PAIRS))
        closeness = Closeness(neighbours, companions, voted, manifest.settings)
        tastes = TasteSpace(artist_factors, like_weights, manifest.regularization, everybody)
        fits = (
            artist_factors.shape == (len(catalog), manifest.settings.factors)
            and vocabulary.artists == len(catalog)
            and answer_rows.dtype == np.int32
            and neighbours.indexed == len(answer_rows)
            and int(answer_rows.max(initial=-1)) < len(catalog)
            and len(co_listening.offsets) == len(companions.offsets) == len(catalog) + 1
            and len(companions.rows) == len(companions.shared)
            and like_weights.shape == lengths.shape == (len(catalog),)
            and everybody.shape == (manifest.settings.factors,) * 2
        )
    except (OSError, EOFError, ValueError, TypeError, LookupError, pa.ArrowException) as error:
        message = f"{folder} cannot be loaded: {error}"
        raise BrokenVersion(message) from error
    if not fits:
        message = (
            f"{folder} contradicts itself: its arrays do not fit its {len(catalog):,} artists"
        )
        raise BrokenVersion(message)
    return Version(
        manifest,
        catalog,
        vocabulary,
        closeness,
        tastes,
        answer_rows,
        co_listening,
        companions,
        voted,
    )


def read_listeners_x_artists(folder: Path, manifest: Manifest) -> ListenersByArtists:
    """Return the plays that a verified version was trained on; listeners have no names in it.

    Raises:
        BrokenVersion: the arrays do not make a matrix.
    """
    shape = (manifest.counts.listeners, manifest.counts.artists)
    try:
        arrays = (
            mapped_array(folder / PLAYS),
            mapped_array(folder / LISTENERS),
            mapped_array(folder / OFFSETS),
        )
        by_artist = sp.csc_matrix(arrays, shape)
        by_artist.check_format()
    except (OSError, EOFError, ValueError) as error:
        message = f"The plays in {folder} cannot be read: {error}"
        raise BrokenVersion(message) from error
    return by_artist.tocsr()


def read_trial(folder: Path, manifest: Manifest) -> Trial | None:
    """Return what came of the trial of a verified version, if there was one.

    Raises:
        BrokenVersion: the table cannot be read.
    """
    if manifest.trial is None:
        return None
    try:
        table = pq.read_table(folder / TRIAL)
        return Trial(
            table.column("library").to_numpy(),
            table.column("recall").to_numpy(),
            table.column("ndcg").to_numpy(),
            manifest.trial.coverage,
            manifest.trial.novelty,
        )
    except (OSError, LookupError, pa.ArrowException) as error:
        message = f"{folder / TRIAL} cannot be read: {error}"
        raise BrokenVersion(message) from error
