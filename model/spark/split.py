"""The split of `model.evaluation.split`, for libraries on the cluster: the same hidden artists.

The cluster hashes libraries; the driver sees a number and a size of each that is in the sample,
and the libraries of those who are judged, to whom the very code of one machine is applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation has it

from model.errors import NothingToLearn
from model.evaluation import split as on_one_machine
from model.evaluation.split import (
    FEWEST_ARTISTS,
    FEWEST_LISTENERS,
    MOST_JUDGED,
    MOST_LISTENERS,
    SMALLEST_LIBRARY,
    Hashes,
    Split,
    hashes_of,
    library_hashes,
)
from model.spark.libraries import Libraries, fetched, mapped, summed_by_artist
from model.spark.streams import table_of
from model.types import ArtistKey

_SIGN = np.uint64(1 << 63)  # Spark's numbers have a sign: turned round, they sort as ours do


@dataclass(frozen=True, slots=True, eq=False)
class SplitOnSpark:
    """Plays in two parts.

    Attributes:
        parts: for the trial; its `training` holds those who are judged and nobody else.
        training: libraries that may be learnt from: without what is hidden, and of very many
            listeners a sample. Not persisted.
    """

    parts: Split
    training: DataFrame


def split(
    libraries: DataFrame,
    keys: Sequence[ArtistKey],
    *,
    most_listeners: int = MOST_LISTENERS,
    most_judged: int = MOST_JUDGED,
) -> SplitOnSpark:
    """Hide artists as `model.evaluation.split.split` does.

    Args:
        libraries: all plays, persisted.
        keys: of the artists, in order.
        most_listeners: see there.
        most_judged: see there.

    Raises:
        NothingToLearn: no listener has four artists.
    """
    sample = table_of(
        _hashed(libraries, hashes_of(keys)).orderBy("hash", "listener").limit(most_listeners)
    )
    listeners, sizes = sample["listener"].to_numpy(), sample["artists"].to_numpy()
    enough = sizes >= FEWEST_ARTISTS
    if np.count_nonzero(enough) < FEWEST_LISTENERS:
        enough = sizes >= SMALLEST_LIBRARY
    if not enough.any():
        message = f"Nothing can be hidden: no listener plays {SMALLEST_LIBRARY} artists"
        raise NothingToLearn(message)
    judged = listeners[enough][:most_judged]
    found, plays = fetched(_those(libraries, judged), len(keys))
    # In the order of their hashes, which is the order in which they are judged.
    parts = on_one_machine.split(plays[np.searchsorted(found, judged)], keys)
    hidden = {int(judged[at]): rows for at, rows in zip(parts.judged, parts.hidden, strict=True)}
    training = mapped(_those(libraries, listeners), _without(hidden))
    counts, _ = summed_by_artist(training, _nothing, len(keys))
    return SplitOnSpark(replace(parts, listeners=counts, listener_count=len(listeners)), training)


def _hashed(libraries: DataFrame, artist_hashes: Hashes) -> DataFrame:
    def hashed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            some = Libraries.of(batch)
            shape = (len(some.listeners), len(artist_hashes))
            plays = sp.csr_matrix((some.plays, some.artists, some.offsets), shape)
            hashes = (library_hashes(plays, artist_hashes) ^ _SIGN).view(np.int64)
            sizes = np.diff(some.offsets).astype(np.int32)
            columns = {"listener": some.listeners, "hash": hashes, "artists": sizes}
            yield pa.RecordBatch.from_pydict(columns)

    return libraries.mapInArrow(hashed, "listener int, hash long, artists int")


def _those(libraries: DataFrame, listeners: NDArray[np.int32]) -> DataFrame:
    """Keep some listeners."""
    table = pa.table({"listener": pa.array(listeners, pa.int32())})
    wanted = libraries.sparkSession.createDataFrame(table)
    return libraries.join(F.broadcast(wanted), "listener", "left_semi")


def _without(hidden: dict[int, NDArray[np.int32]]) -> Callable[[Libraries], Libraries]:
    def changed(some: Libraries) -> Libraries:
        kept = np.ones(len(some.artists), bool)
        for at, listener in enumerate(some.listeners.tolist()):
            if listener in hidden:
                owned = slice(some.offsets[at], some.offsets[at + 1])
                kept[owned] = ~np.isin(some.artists[owned], hidden[listener])
        return some.only(kept)

    return changed


def _nothing(some: Libraries) -> NDArray[np.float64]:
    return np.zeros(len(some.artists))
