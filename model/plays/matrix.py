"""`Plays`: who played whom how often, as training wants it, with an account of how it was read.

This is where the orientation is fixed for the whole project: rows are listeners, columns are
artists.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from model.catalog import Catalog
from model.errors import NothingToLearn
from model.plays.dirt import DirtFound
from model.plays.rows import PlayRows
from model.plays.spellings import Merged, artists_of
from model.types import ListenersByArtists


@dataclass(frozen=True, slots=True)
class Reading:
    """How a source became plays; kept in the version that is trained from them.

    Attributes:
        source: what was read, for a person.
        format: the reader that read it.
        checksum: SHA-256 over the bytes read, or empty where nothing was read from disk.
        artists_read: distinct spellings or ids of artists in the source.
        rows_used: rows that count.
        dirt: rows that do not, by kind.
        merged: spellings that became one artist.
    """

    source: str
    format: str
    checksum: str
    artists_read: int
    rows_used: int
    dirt: DirtFound
    merged: list[Merged]


@dataclass(frozen=True, slots=True, eq=False)
class Plays:
    """Plays by listener and artist.

    Attributes:
        listeners_x_artists: float32 CSR; rows are listeners, columns are rows of `catalog`.
        catalog: the artists, most listeners first.
        reading: where they come from.
    """

    listeners_x_artists: ListenersByArtists
    catalog: Catalog
    reading: Reading

    def __post_init__(self) -> None:
        """Refuse a matrix that does not fit the catalogue, most likely a transposed one.

        Raises:
            ValueError: the columns are not the artists.
        """
        rows, columns = self.listeners_x_artists.shape
        if columns != len(self.catalog):
            message = (
                f"A matrix of {rows} × {columns} cannot be listeners × artists with "
                f"{len(self.catalog)} artists: is it transposed?"
            )
            raise ValueError(message)


def plays_from(
    rows: PlayRows,
    *,
    source: str,
    format_name: str,
    checksum: str,
    artists_read: int,
    dirt: DirtFound,
    expected: str,
) -> Plays:
    """Add up rows into a matrix, joining the spellings of each artist.

    Args:
        rows: usable rows; those of one listener and artist are summed.
        source: see `Reading`.
        format_name: see `Reading`.
        checksum: see `Reading`.
        artists_read: see `Reading`.
        dirt: see `Reading`.
        expected: what the source should have looked like, for the error.

    Raises:
        NothingToLearn: there is no row.
    """
    if not len(rows.plays):
        message = f"{source} holds no usable plays{_summary(dirt)}; expected {expected}"
        raise NothingToLearn(message)
    cells = (rows.listener_of_row, rows.spelling_of_row)
    by_spelling = sp.csr_matrix((rows.plays, cells), (rows.listeners, len(rows.names)))
    listeners_of_spelling = by_spelling.getnnz(axis=0)
    used = np.flatnonzero(listeners_of_spelling).tolist()
    artists = artists_of(
        [rows.names[spelling] for spelling in used],
        [rows.musicbrainz_ids[spelling] for spelling in used],
        listeners_of_spelling[used].tolist(),
    )
    cells_used = by_spelling[:, used].tocoo()
    columns = artists.artist_of_spelling[cells_used.col]
    by_artist = sp.csr_matrix(
        (cells_used.data, (cells_used.row, columns)), (rows.listeners, len(artists.names))
    )
    listeners = by_artist.getnnz(axis=0).astype(np.int32)
    # Most listeners first; the key settles ties, so that two readings number the artists alike.
    order = np.lexsort((np.asarray(artists.keys), -listeners)).tolist()
    catalog = Catalog(
        [artists.keys[artist] for artist in order],
        [artists.names[artist] for artist in order],
        listeners[order],
    )
    matrix = by_artist[:, order].tocsr().astype(np.float32)
    matrix.sort_indices()
    reading = Reading(
        source, format_name, checksum, artists_read, len(rows.plays), dirt, artists.merged
    )
    return Plays(matrix, catalog, reading)


def _summary(dirt: DirtFound) -> str:
    kinds = [
        f"{found.rows:,} with {kind} (first in line {found.first_line:,})"
        for (_, kind), found in dirt.by_place.items()
    ]
    return f" ({'; '.join(kinds)})" if kinds else ""
