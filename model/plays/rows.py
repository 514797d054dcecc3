"""Tells usable rows of plays from dirty ones.

Every reader ends here: three columns in, the rows that can be counted out, and the rest in the
account of dirt. Nothing is mended by guessing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.names import tidied
from model.plays.dirt import Dirt, DirtFound
from model.plays.faults import USABLE, by_kind, code_of, judge, listener_faults, name_faults
from model.plays.table import Column, TextTable

_NUMBER = re.compile(rb"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_NOT_FINITE = re.compile(rb"[+-]?(nan|inf|infinity)", re.IGNORECASE)
_MOST_PLAYS = 1e9  # of one row: a thousand years of songs, and sums stay exact enough


@dataclass(frozen=True, slots=True)
class PlayRows:
    """Rows that all can be used, dictionary-coded.

    Attributes:
        listener_of_row: shape `(rows,)`, an index below `listeners`.
        listeners: how many distinct listeners there are.
        spelling_of_row: shape `(rows,)`, an index into `names`.
        names: the distinct artist names, tidied; one name may stand there twice, under two ids.
        musicbrainz_ids: one per name, empty where there is none.
        plays: shape `(rows,)`, positive and finite.
    """

    listener_of_row: NDArray[np.int32]
    listeners: int
    spelling_of_row: NDArray[np.int32]
    names: Sequence[str]
    musicbrainz_ids: Sequence[str]
    plays: NDArray[np.float32]


def usable_rows(
    table: TextTable,
    *,
    file_name: str,
    listener: Column,
    spelling: Column,
    names: Sequence[str | None],
    musicbrainz_ids: Sequence[str],
    plays: Column,
    dirt: DirtFound,
    nameless: Dirt = Dirt.UNDECODABLE,
) -> PlayRows:
    """Keep the rows that name a listener, an artist and a positive number of plays.

    Args:
        table: where the rows stood, for the line numbers.
        file_name: for the account of dirt.
        listener: who listened.
        spelling: which artist, its codes being indices into `names`.
        names: a name per code; None where there is none.
        musicbrainz_ids: an id per code, empty where there is none.
        plays: how often, as written.
        dirt: is told of every other row; a row with several faults counts under the first.
        nameless: what it is called when a name is None.
    """
    known_names = [name if name is None else tidied(name) for name in names]
    counts, plays_faults = _counts(plays.values)
    faults = np.zeros(table.rows, np.uint8)
    judge(faults, listener.codes, listener_faults(listener.values))
    judge(faults, spelling.codes, name_faults(known_names, nameless))
    judge(faults, plays.codes, plays_faults)
    for kind, rows, first in by_kind(faults):
        dirt.add(file_name, kind, rows=rows, first_line=table.line_of(first))
    usable = faults == USABLE if faults.any() else slice(None)
    listener_codes = listener.codes[usable]
    # Numbered anew without those who have no usable row; not by sorting, which takes seconds.
    is_left = np.zeros(len(listener.values), bool)
    is_left[listener_codes] = True
    number = (np.cumsum(is_left) - 1).astype(np.int32)
    return PlayRows(
        number[listener_codes],
        int(np.count_nonzero(is_left)),
        spelling.codes[usable],
        [name or "" for name in known_names],
        musicbrainz_ids,
        counts[plays.codes[usable]],
    )


def _counts(values: Sequence[bytes]) -> tuple[NDArray[np.float32], list[int]]:
    """Read each distinct number once: its value, and its fault if it has one."""
    counts, faults = np.zeros(max(len(values), 1), np.float32), []
    for index, value in enumerate(values):
        token = value.strip()
        if _NOT_FINITE.fullmatch(token):
            faults.append(code_of(Dirt.NOT_FINITE))
        elif not _NUMBER.fullmatch(token):
            faults.append(code_of(Dirt.NOT_A_NUMBER))
        elif float(token) > _MOST_PLAYS:
            faults.append(code_of(Dirt.TOO_MANY))
        elif float(token) <= 0 or np.float32(float(token)) == 0:
            faults.append(code_of(Dirt.NOT_POSITIVE))
        else:
            counts[index] = float(token)
            faults.append(USABLE)
    return counts, faults
