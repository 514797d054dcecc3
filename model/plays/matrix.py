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

    Raises:
        NothingToLearn: there is no row.
    """
    if not len(rows.plays):
        message = f"{source} holds no usable plays{_summary(dirt)}; expected {expected}"
        raise NothingToLearn(message)
    with ThreadPoolExecutor(1) as beside:  # what follows keeps one processor busy
        checksum = beside.submit(checksum_of, *files)
        by_spelling = sp.coo_matrix(
            (rows.plays, (rows.listener_of_row, rows.spelling_of_row)),
            (rows.listeners, len(rows.names)),
        ).tocsc()
        names, musicbrainz_ids, rows_used = rows.names, rows.musicbrainz_ids, len(rows.plays)
        del rows  # a fifth of a gigabyte for Last.fm 360K
        listeners_of_spelling = np.diff(by_spelling.indptr)
        used = np.flatnonzero(listeners_of_spelling)
        artists = artists_of(
            [names[spelling] for spelling in used.tolist()],
            [musicbrainz_ids[spelling] for spelling in used.tolist()],
            listeners_of_spelling[used].tolist(),
        )
        listeners = _listeners(by_spelling, used, artists.artist_of_spelling)
        # Most listeners first; the key settles ties, so that two readings number artists alike.
        order = np.lexsort((np.asarray(artists.keys, np.bytes_), -listeners))
        catalog = Catalog(
            [artists.keys[artist] for artist in order.tolist()],
            [artists.names[artist] for artist in order.tolist()],
            listeners[order],
        )
        reading = Reading(
            source,
            format_name,
            checksum.result(),
            artists_read or len(names),
            rows_used,
            dirt,
            artists.merged,
        )
        row_of_artist = np.argsort(order)
        by_artist = _joined(by_spelling, used, row_of_artist[artists.artist_of_spelling])
        return Plays(by_artist.tocsr(), catalog, reading)


def _listeners(
    by_spelling: sp.csc_matrix, used: NDArray[np.intp], artist_of_spelling: NDArray[np.int32]
) -> Counts:
    """Count each artist's listeners, those once who spell it in several ways; see `_joined`."""
    of_spelling = np.diff(by_spelling.indptr)[used]
    listeners = np.bincount(artist_of_spelling, of_spelling).astype(np.int32)
    order = np.argsort(artist_of_spelling, kind="stable")
    ends = np.cumsum(np.bincount(artist_of_spelling))
    for artist in np.flatnonzero(np.diff(ends, prepend=0) > 1).tolist():
        spellings = used[order[ends[artist - 1] if artist else 0 : ends[artist]]]
        listeners[artist] = len(np.unique(by_spelling[:, spellings].indices))
    return listeners


def _joined(
    by_spelling: sp.csc_matrix, used: NDArray[np.intp], row_of_spelling: NDArray[np.intp]
) -> sp.csc_matrix:
    """Return listeners × artists, the columns of an artist's spellings added up.

    Args:
        by_spelling: listeners × spellings.
        used: the spellings that somebody plays.
        row_of_spelling: the artist's row, for each of those.
    """
    side_by_side = by_spelling[:, used[np.argsort(row_of_spelling, kind="stable")]]
    spellings = np.bincount(row_of_spelling)
    first = np.concatenate([[0], np.cumsum(spellings)])
    shape = (by_spelling.shape[0], len(spellings))
    joined = sp.csc_matrix(
        (side_by_side.data, side_by_side.indices, side_by_side.indptr[first]), shape
    )
    joined.sum_duplicates()
    return joined


def _summary(dirt: DirtFound) -> str:
    kinds = [
        f"{found.rows:,} with {kind} (first in line {found.first_line:,})"
        for (_, kind), found in dirt.by_place.items()
    ]
    return f" ({'; '.join(kinds)})" if kinds else ""
