"""Plays on the cluster: libraries by listener, and the catalogue that their numbers mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyspark.sql import DataFrame, SparkSession

from model.catalog import Catalog
from model.errors import NothingToLearn
from model.plays.delimited import ColumnNames
from model.plays.reading import Reading
from model.plays.spellings import artists_of
from model.spark.gathering import KEPT, gathered, renumbered
from model.spark.libraries import Libraries, summed_by_artist
from model.spark.sources import EXPECTED, found
from model.spark.spellings import counted, spellings_of


@dataclass(frozen=True, slots=True, eq=False)
class PlaysOnSpark:
    """What `model.plays.matrix.Plays` is on one machine.

    Attributes:
        libraries: as `model.spark.libraries.SCHEMA` has them, persisted.
        catalog: the artists, most listeners first.
        reading: where they come from. Its checksum is empty: nobody reads the bytes in a row.
        listener_count: libraries.
        cells: artists in all libraries together.
    """

    libraries: DataFrame
    catalog: Catalog
    reading: Reading
    listener_count: int
    cells: int


def read_plays(spark: SparkSession, url: str, names: ColumnNames | None = None) -> PlaysOnSpark:
    """Read plays from any file system that Spark reaches.

    Args:
        spark: a session.
        url: see `model.spark.sources.found`.
        names: the columns of Parquet.

    Raises:
        PlaysError: they cannot be read, or hold no usable row.
    """
    names = names or ColumnNames()
    source = found(spark, url, names)
    by_spelling = counted(source.rows).persist(KEPT)
    spellings = spellings_of(by_spelling, url)
    if not spellings.names:
        kinds = spellings.dirt.by_place.items()
        dirt = ", ".join(f"{dirty.rows:,} with {kind}" for (_, kind), dirty in kinds)
        message = (
            f"{source.description} holds no usable plays{f' ({dirt})' if dirt else ''}; "
            f"expected {EXPECTED.format(names=names)}"
        )
        raise NothingToLearn(message)
    artists = artists_of(spellings.names, spellings.musicbrainz_ids, spellings.listeners.tolist())
    unordered = gathered(by_spelling, spellings, artists.artist_of_spelling).persist(KEPT)
    listeners, _ = summed_by_artist(unordered, _plays, len(artists.names))
    # Most listeners first; the key settles ties, as on one machine.
    order = np.lexsort((np.asarray(artists.keys), -listeners))
    catalog = Catalog(
        [artists.keys[artist] for artist in order.tolist()],
        [artists.names[artist] for artist in order.tolist()],
        listeners[order],
    )
    row_of_artist = np.argsort(order).astype(np.int32)
    libraries = renumbered(unordered, row_of_artist).persist(KEPT)
    listener_count = libraries.count()
    unordered.unpersist()
    by_spelling.unpersist()
    reading = Reading(
        source.description,
        source.format,
        "",
        spellings.read,
        spellings.rows_used,
        spellings.dirt,
        artists.merged,
    )
    return PlaysOnSpark(libraries, catalog, reading, listener_count, int(listeners.sum()))


def _plays(libraries: Libraries) -> NDArray[np.float64]:
    return libraries.plays.astype(np.float64)
