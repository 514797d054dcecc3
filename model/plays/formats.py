"""Which reader reads what, and how a source is recognised when nobody says."""

from __future__ import annotations

from pathlib import Path

from model.errors import UnreadablePlays
from model.plays import delimited, hetrec, lastfm_360k, listenbrainz
from model.plays.archive import is_archive
from model.plays.delimited import ColumnNames, read_delimited
from model.plays.demo import read_demo
from model.plays.hetrec import read_hetrec
from model.plays.kinds import PlaysFormat
from model.plays.lastfm_360k import read_lastfm_360k
from model.plays.listenbrainz import read_listenbrainz
from model.plays.matrix import Plays
from model.plays.table import Told, nobody

DEMO = "demo"
"""What is given as a source to mean the demo catalogue."""

_LASTFM_COLUMNS = 4


def read_plays(
    source: str,
    plays_format: PlaysFormat = PlaysFormat.AUTO,
    names: ColumnNames | None = None,
    tell: Told = nobody,
) -> Plays:
    """Read plays from a file, a folder or the demo catalogue.

    Args:
        source: a path; or `demo`, which with `auto` means the demo catalogue where no such file
            is.
        plays_format: which reader; `auto` recognises it.
        names: the columns of a delimited file, `listener`, `artist` and `plays` by default.
        tell: how far the reading of a large file is.

    Raises:
        PlaysError: it cannot be read, is not recognised, or holds no usable row.
    """
    names = names or ColumnNames()
    if plays_format is PlaysFormat.AUTO:
        plays_format = recognised(source, names)
    path = Path(source)
    match plays_format:
        case PlaysFormat.DEMO if source != DEMO:
            message = f"The demo is not read from {source}: ask for `train {DEMO}`"
            raise UnreadablePlays(message)
        case PlaysFormat.DEMO:
            return read_demo()
        case PlaysFormat.HETREC:
            return read_hetrec(path)
        case PlaysFormat.LASTFM_360K:
            return read_lastfm_360k(path, tell)
        case PlaysFormat.LISTENBRAINZ:
            return read_listenbrainz(path, tell)
        case _:
            return read_delimited(path, names, tell)


def recognised(source: str, names: ColumnNames) -> PlaysFormat:
    """Tell a source's format from its first line or its files; every archive is ListenBrainz'.

    Raises:
        UnreadablePlays: it is none of the known ones, or cannot be opened.
    """
    path = Path(source)
    if source == DEMO and not path.exists():
        return PlaysFormat.DEMO
    if path.is_dir():
        if (path / hetrec.PLAYS).is_file() or (path / hetrec.ARTISTS).is_file():
            return PlaysFormat.HETREC
        message = f"{path} is a folder of no known kind; expected {hetrec.EXPECTED}"
        raise UnreadablePlays(message)
    if delimited.is_parquet(path):
        return PlaysFormat.DELIMITED
    if is_archive(path):
        return PlaysFormat.LISTENBRAINZ
    line = delimited.first_line(path)
    header, _ = delimited.header_of(line)
    if names.among(header):
        return PlaysFormat.DELIMITED
    columns = line.split(b"\t")
    if len(columns) == _LASTFM_COLUMNS and columns[-1].strip().isdigit():
        return PlaysFormat.LASTFM_360K
    message = (
        f"{path} is {'of no known format' if line else 'empty'}; expected {lastfm_360k.EXPECTED}; "
        f"{listenbrainz.EXPECTED}; or a CSV, TSV or Parquet file with the columns {names}"
    )
    raise UnreadablePlays(message)
