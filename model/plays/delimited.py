"""Reads anyone's own plays: CSV, TSV or Parquet with columns for listener, artist and plays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

from model.errors import UnreadablePlays
from model.plays.dirt import DirtFound
from model.plays.layout import Layout
from model.plays.lines import BREAKS_OFF, one_line, opened
from model.plays.matrix import Plays, plays_from
from model.plays.quoting import fields
from model.plays.rows import usable_rows
from model.plays.table import TextTable, Told, coded_column, decoded, nobody, read_table

_HEADER_BYTES = 1 << 22  # a hundred thousand columns fit
_PARQUET_MAGIC = b"PAR1"


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """What the three columns are called in the file."""

    listener: str = "listener"
    artist: str = "artist"
    plays: str = "plays"

    def __str__(self) -> str:
        return f"{self.listener}, {self.artist}, {self.plays}"

    def among(self, header: list[str]) -> bool:
        """Say whether all three are there."""
        return {self.listener, self.artist, self.plays} <= set(header)


def read_delimited(path: Path, names: ColumnNames, tell: Told = nobody) -> Plays:
    """Read a CSV or TSV file with a header line, or a Parquet file; other columns are ignored.

    Args:
        path: the file.
        names: its columns.
        tell: how far the reading is.

    Raises:
        PlaysError: it cannot be read, lacks a column, or holds no usable row.
    """
    expected = f"a header with the columns {names}, then a row per listener and artist"
    dirt = DirtFound()
    table = _parquet(path, names) if is_parquet(path) else _text(path, names, dirt, tell)
    artist = table.columns[names.artist]
    rows = usable_rows(
        table,
        file_name=path.name,
        listener=table.columns[names.listener],
        spelling=artist,
        names=decoded(artist.values),
        musicbrainz_ids=[""] * len(artist.values),
        plays=table.columns[names.plays],
        dirt=dirt,
    )
    return plays_from(
        rows,
        source=str(path),
        files=(path,),
        format_name="delimited",
        dirt=dirt,
        expected=expected,
    )


def is_parquet(path: Path) -> bool:
    """Say whether a file begins as Parquet files do.

    Raises:
        UnreadablePlays: the file is missing, a folder, or may not be read.
    """
    with opened(path):
        pass
    with path.open("rb") as file:
        return file.read(len(_PARQUET_MAGIC)) == _PARQUET_MAGIC


def first_line(path: Path) -> bytes:
    """Return a text file's first line without its break, or its first 4 MiB.

    Raises:
        UnreadablePlays: the file is missing, a folder, or damaged.
    """
    with opened(path) as stream:
        try:
            start: bytes = stream.read(_HEADER_BYTES)
        except BREAKS_OFF as error:
            message = f"{path} cannot be read: {one_line(error)}"
            raise UnreadablePlays(message) from error
    return start.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].rstrip(b"\r")


def header_of(line: bytes) -> tuple[list[str], str]:
    """Part a header line into column names, and say what parts them: a tab where there is one."""
    delimiter = "\t" if b"\t" in line else ","
    parts = line.split(b"\t") if delimiter == "\t" else fields(line)
    return [part.decode("utf-8", "replace").strip() for part in parts], delimiter


def _text(path: Path, names: ColumnNames, dirt: DirtFound, tell: Told) -> TextTable:
    line = first_line(path)
    if not line:
        message = f"{path} is empty or begins with an empty line; expected the columns {names}"
        raise UnreadablePlays(message)
    header, delimiter = header_of(line)
    _check_header(path, header, names)
    wanted = {names.listener, names.artist, names.plays}
    columns = [name if name in wanted else None for name in header]
    layout = Layout(len(columns), delimiter)
    return read_table(path, columns, layout, skip_header=True, dirt=dirt, tell=tell)


def _parquet(path: Path, names: ColumnNames) -> TextTable:
    """Read a Parquet file as if it were text; a null is an empty value, "lines" are rows."""
    try:
        header = pq.read_schema(path).names
        _check_header(path, header, names)
        table = pq.read_table(path, columns=[names.listener, names.artist, names.plays])
        columns = {
            name: coded_column([_as_coded_bytes(table.column(name))])
            for name in table.column_names
        }
    except (pa.ArrowException, OSError) as error:
        message = f"{path} cannot be read as Parquet: {one_line(error)}"
        raise UnreadablePlays(message) from error
    return TextTable(columns, table.num_rows, (), 1)


def _as_coded_bytes(values: pa.ChunkedArray) -> pa.DictionaryArray:
    if not (pa.types.is_binary(values.type) or pa.types.is_large_binary(values.type)):
        values = values.cast(pa.string())  # numbers as they are written
    coded = pa.compute.fill_null(values.cast(pa.binary()), b"").dictionary_encode()
    return coded.combine_chunks()


def _check_header(path: Path, header: list[str], names: ColumnNames) -> None:
    missing = [name for name in (names.listener, names.artist, names.plays) if name not in header]
    if missing:
        found = ", ".join(header)[:200]
        message = f"{path} lacks the column {', '.join(missing)}; expected {names}, found {found}"
        raise UnreadablePlays(message)
    wanted = (names.listener, names.artist, names.plays)
    twice = next((name for name in wanted if header.count(name) > 1), None)
    if twice is not None:
        message = f"{path} has two columns called {twice!r}"
        raise UnreadablePlays(message)
