"""Reads ListenBrainz' dump of all listens, as it is unpacked.

A tar archive, compressed, that holds a file `listens/YEAR/MONTH.listens` for each month, a listen
a line; a listen counts as one play.

Source:
    https://listenbrainz.readthedocs.io/en/latest/users/listenbrainz-dumps.html; CC0. Unpacked it
    is about a terabyte for a billion listens.
"""

from __future__ import annotations

from pathlib import Path

from model.errors import UnreadablePlays
from model.names import tidied
from model.plays.archive import Piece, is_archive, lines_of_files
from model.plays.counting import Counting
from model.plays.dirt import DirtFound
from model.plays.listens import BETWEEN, Listens, listens_on
from model.plays.matrix import Plays, plays_from
from model.plays.rows import PlayRows
from model.plays.side_by_side import side_by_side
from model.plays.table import Told, decoded, nobody

EXPECTED = (
    "ListenBrainz' dump of listens, a tar archive that holds files called .listens, a line of "
    "JSON per listen"
)
_ENDING = ".listens"


def read_listenbrainz(path: Path, tell: Told = nobody) -> Plays:
    """Read the archive; neither it nor any file in it is ever unpacked whole.

    Args:
        path: the archive, compressed as its name says (`.zst`, `.xz`, `.gz`, `.bz2`) or not.
        tell: how far the reading is.

    Raises:
        PlaysError: it cannot be read to its end, or holds no usable listen.
    """
    if not is_archive(path):
        message = f"{path} is no tar archive; expected {EXPECTED}"
        raise UnreadablePlays(message)
    dirt, counting = DirtFound(), Counting()
    file_name, lines, read = "", 0, 0
    for piece, listens in side_by_side(_listens_of, lines_of_files(path, _ENDING)):
        if piece.file_name != file_name:
            file_name, lines = piece.file_name, 0
        for kind, dirty, first in listens.dirt:
            dirt.add(file_name, kind, rows=dirty, first_line=lines + first + 1)
        counting.add(listens)
        lines, read = lines + listens.lines, read + listens.lines
        tell(read, piece.share)
    rows = _rows(counting)
    used = counting.listens
    del counting  # half a gigabyte for a billion listens
    return plays_from(
        rows,
        source=str(path),
        files=(path,),
        format_name="listenbrainz",
        dirt=dirt,
        expected=EXPECTED,
        rows_used=used,
    )


def _listens_of(piece: Piece) -> tuple[Piece, Listens]:
    return piece, listens_on(piece.lines)


def _rows(counting: Counting) -> PlayRows:
    listeners, spellings, times = counting.counted()
    values: list[bytes] = counting.spellings.to_pylist()
    return PlayRows(
        listeners,
        len(counting.listeners),
        spellings,
        [tidied(name or "") for name in decoded(value.partition(BETWEEN)[2] for value in values)],
        [value.partition(BETWEEN)[0].decode("ascii") for value in values],
        times,
    )
