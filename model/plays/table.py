"""Reads delimited text into dictionary-coded columns, losing no line unnoticed.

pyarrow reads the bytes: it is the fastest reader that can be told that quote characters belong to
names (pandas' default quoting swallows a tenth of the Last.fm 360K rows). What the columns mean is
not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
from numpy.typing import NDArray

from model.errors import UnreadablePlays
from model.plays.dirt import Dirt, DirtFound
from model.plays.lines import WellFormedLines, one_line

_BLOCK_BYTES = 1 << 24  # a line must fit in one; 16 MiB reads as fast as more
_CODED = pa.dictionary(pa.int32(), pa.binary())


@dataclass(frozen=True, slots=True)
class Column:
    """One column, each distinct value kept once.

    Attributes:
        codes: for each row the index of its value, shape `(rows,)`.
        values: the distinct values, as the bytes that stood in the file.
    """

    codes: NDArray[np.int32]
    values: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class TextTable:
    """The well-formed lines of a file.

    Attributes:
        columns: by name, all of one length.
        rows: how many well-formed lines there are.
        skipped_lines: numbers of the lines that are no rows of the table, ascending.
        first_line: the number of the first line that could be a row.
    """

    columns: dict[str, Column]
    rows: int
    skipped_lines: Sequence[int]
    first_line: int

    def line_of(self, row: int) -> int:
        """Return the number in the file of the line that became a row."""
        line = self.first_line + row
        for skipped in self.skipped_lines:
            if skipped > line:
                break
            line += 1
        return line


def read_table(
    path: Path, columns: Sequence[str], *, delimiter: str, skip_header: bool, dirt: DirtFound
) -> TextTable:
    """Read a delimited text file.

    Args:
        path: UTF-8 with or without a byte-order mark, compressed or not.
        columns: a name for each column, in order.
        delimiter: a tab, where every other character belongs to the values; or a comma, where
            a field that opens and closes with a quote is unquoted.
        skip_header: whether the first line names the columns.
        dirt: is told of lines with another number of columns.

    Raises:
        UnreadablePlays: the file is missing, a folder, damaged or not text.
    """
    with WellFormedLines(
        path, columns=len(columns), delimiter=delimiter, skip_header=skip_header
    ) as lines:
        try:
            table = pc.read_csv(
                lines,
                read_options=pc.ReadOptions(column_names=list(columns), block_size=_BLOCK_BYTES),
                parse_options=pc.ParseOptions(
                    delimiter=lines.separator.decode(), quote_char=False, double_quote=False
                ),
                convert_options=pc.ConvertOptions(
                    column_types=dict.fromkeys(columns, _CODED), strings_can_be_null=False
                ),
            )
        except pa.ArrowInvalid as error:
            if "Empty CSV" not in str(error):
                message = f"{path} is not text in lines and columns: {one_line(error)}"
                raise UnreadablePlays(message) from error
            table = pa.table({name: pa.array([], _CODED) for name in columns})
    for kind, numbers in (
        (Dirt.WRONG_COLUMNS, lines.malformed_lines),
        (Dirt.BLANK_LINE, lines.blank_lines),
    ):
        dirt.add(path.name, kind, rows=len(numbers), first_line=min(numbers, default=0))
    skipped = sorted([*lines.malformed_lines, *lines.blank_lines])
    coded = {name: coded_column(table.column(name)) for name in columns}
    return TextTable(coded, table.num_rows, skipped, lines.first_line)


def coded_column(values: pa.ChunkedArray) -> Column:
    """Return a dictionary-typed column as codes and distinct values."""
    if values.num_chunks == 0:
        return Column(np.zeros(0, np.int32), ())
    array = values.unify_dictionaries().combine_chunks()
    # What combine_chunks gives depends on pyarrow's version.
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0)
    codes = array.indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return Column(codes, array.dictionary.to_pylist())


def decoded(values: Iterable[bytes]) -> list[str | None]:
    """Return each value as text, or None where its bytes are not UTF-8."""
    texts: list[str | None] = []
    for value in values:
        try:
            texts.append(value.decode("utf-8"))
        except UnicodeDecodeError:
            texts.append(None)
    return texts
