"""`Plays`: who played whom how often, as training wants it, with an account of how it was read.

This is where the orientation is fixed for the whole project: rows are listeners, columns are
artists.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from model.catalog import Catalog
from model.errors import NothingToLearn
from model.plays.dirt import DirtFound
from model.plays.reading import Reading
from model.plays.rows import PlayRows
from model.plays.source import checksum_of
from model.plays.spellings import artists_of
from model.types import Counts, ListenersByArtists


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
    files: Sequence[Path],
    format_name: str,
    dirt: DirtFound,
    expected: str,
    artists_read: int | None = None,
    rows_used: int | None = None,
) -> Plays:
    """Add up rows into a matrix, joining the spellings of each artist.

    Args:
        rows: usable rows; those of one listener and artist are summed.
        source: see `Reading`.
        files: whose bytes were read.
        format_name: see `Reading`.
        dirt: see `Reading`.
        expected: what the source should have looked like, for the error.
        artists_read: see `Reading`; as many as there are names where they stand in no file of
            their own.
        rows_used: see `Reading`; as many as there are rows where those are the source's.

    Raises:
        NothingToLearn: there is no row.
    """
    if not len(rows.plays):
        message = f"{source} holds no usable plays{_summary(dirt)}; expected {expected}"
        raise NothingToLearn(message)
    with ThreadPoolExecutor(1) as beside:  # what this thread does keeps one processor busy
        checksum = beside.submit(checksum_of, *files)
        by_spelling = sp.coo_matrix(
            (rows.plays, (rows.listener_of_row, rows.spelling_of_row)),
            (rows.listeners, len(rows.names)),
        ).tocsc()
        listeners_of_spelling = np.diff(by_spelling.indptr)
        used = np.flatnonzero(listeners_of_spelling)
        artists = artists_of(
            [rows.names[spelling] for spelling in used.tolist()],
            [rows.musicbrainz_ids[spelling] for spelling in used.tolist()],
            listeners_of_spelling[used].tolist(),
        )
        listeners = _listeners(by_spelling, used, artists.artist_of_spelling)
        del by_spelling  # a seventh of a gigabyte for Last.fm 360K
        # Most listeners first; the key settles ties, so that two readings number artists alike.
        order = np.lexsort((np.asarray(artists.keys, np.bytes_), -listeners))
        row_of_spelling = np.zeros(len(rows.names), np.int32)
        row_of_spelling[used] = np.argsort(order)[artists.artist_of_spelling]
        by_artist = beside.submit(_added_up, rows, row_of_spelling, len(order))
        catalog = Catalog(
            [artists.keys[artist] for artist in order.tolist()],
            [artists.names[artist] for artist in order.tolist()],
            listeners[order],
        )
        reading = Reading(
            source,
            format_name,
            checksum.result(),
            artists_read or len(rows.names),
            rows_used or len(rows.plays),
            dirt,
            artists.merged,
        )
        return Plays(by_artist.result(), catalog, reading)


def _added_up(
    rows: PlayRows, row_of_spelling: NDArray[np.int32], artists: int
) -> ListenersByArtists:
    cells = rows.listener_of_row, row_of_spelling[rows.spelling_of_row]
    return sp.coo_matrix((rows.plays, cells), (rows.listeners, artists)).tocsr()


def _listeners(
    by_spelling: sp.csc_matrix, used: NDArray[np.intp], artist_of_spelling: NDArray[np.int32]
) -> Counts:
    """Count each artist's listeners, those once who spell it in several ways."""
    starts = by_spelling.indptr
    of_spelling = np.diff(starts)[used]
    listeners = np.bincount(artist_of_spelling, of_spelling).astype(np.int32)
    order = np.argsort(artist_of_spelling, kind="stable")
    ends = np.cumsum(np.bincount(artist_of_spelling))
    for artist in np.flatnonzero(np.diff(ends, prepend=0) > 1).tolist():
        spellings = used[order[ends[artist - 1] if artist else 0 : ends[artist]]]
        theirs = [
            by_spelling.indices[slice(*starts[spelling : spelling + 2])] for spelling in spellings
        ]
        listeners[artist] = len(np.unique(np.concatenate(theirs)))
    return listeners


def _summary(dirt: DirtFound) -> str:
    kinds = [
        f"{found.rows:,} with {kind} (first in line {found.first_line:,})"
        for (_, kind), found in dirt.by_place.items()
    ]
    return f" ({'; '.join(kinds)})" if kinds else ""
