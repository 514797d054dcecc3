"""Reads delimited text into dictionary-coded columns, losing no line unnoticed.

pyarrow reads the bytes: it is the fastest reader that can be told that quote characters belong to
names (pandas' default quoting swallows a tenth of the Last.fm 360K rows). What the columns mean is
not known here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
from numpy.typing import NDArray

from model.errors import UnreadablePlays
from model.plays.dirt import Dirt, DirtFound
from model.plays.lines import Layout, WellFormed, one_line, well_formed, whole_line_blocks

_CODED = pa.dictionary(pa.int32(), pa.binary())

Told = Callable[[int, float], None]
"""Told while a file is read: rows so far, and which share of the file they are, 0 to 1."""


def nobody(_rows: int, _share: float) -> None:
    """Tell nobody."""


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
    path: Path,
    columns: Sequence[str],
    layout: Layout,
    *,
    skip_header: bool,
    dirt: DirtFound,
    tell: Told = nobody,
) -> TextTable:
    """Read a delimited text file, as many blocks at once as there are processors.

    Args:
        path: UTF-8 with or without a byte-order mark, compressed or not.
        columns: a name for each column, in order.
        layout: how lines are parted: by a tab, where every other character belongs to the values;
            or by a comma, where a field that opens and closes with a quote is unquoted.
        skip_header: whether the first line names the columns.
        dirt: is told of lines with another number of fields.
        tell: how far the reading is.

    Raises:
        UnreadablePlays: the file is missing, a folder, damaged or not text.
    """
    first_line = 1 + int(skip_header)
    lines = first_line - 1
    blank, malformed, parts = list[int](), list[int](), list[pa.Table]()
    rows = 0
    for block, part, share in _parsed(path, columns, layout, skip_header=skip_header):
        blank += [lines + index + 1 for index in block.blank]
        malformed += [lines + index + 1 for index in block.malformed]
        lines += block.lines
        rows += part.num_rows
        parts.append(part)
        tell(rows, share)
    for kind, numbers in ((Dirt.WRONG_COLUMNS, malformed), (Dirt.BLANK_LINE, blank)):
        dirt.add(path.name, kind, rows=len(numbers), first_line=min(numbers, default=0))
    with ThreadPoolExecutor(pa.cpu_count()) as pool:
        coded = list(pool.map(coded_column, [_chunks_of(parts, name) for name in columns]))
    parts.clear()
    pa.default_memory_pool().release_unused()
    table = dict(zip(columns, coded, strict=True))
    return TextTable(table, rows, sorted([*malformed, *blank]), first_line)


def _parsed(
    path: Path, columns: Sequence[str], layout: Layout, *, skip_header: bool
) -> Iterator[tuple[WellFormed, pa.Table, float]]:
    """Yield the blocks of a file, in order, each checked and parsed, and how far that is."""

    def parsed(lines: bytes) -> tuple[WellFormed, pa.Table]:
        block = well_formed(lines, layout)
        return block, _parsed_block(path, block.text, columns, layout)

    at_once = pa.cpu_count()
    pending: deque[tuple[Future[tuple[WellFormed, pa.Table]], float]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        for place, (lines, share) in enumerate(whole_line_blocks(path)):
            is_header = skip_header and place == 0
            body = lines.partition(b"\n")[2] if is_header else lines
            pending.append((pool.submit(parsed, body), share))
            if len(pending) > at_once:
                done, share_done = pending.popleft()
                yield *done.result(), share_done
        for done, share_done in pending:
            yield *done.result(), share_done


def _parsed_block(
    path: Path, text: bytes | NDArray[np.uint8], columns: Sequence[str], layout: Layout
) -> pa.Table:
    if not len(text):
        return pa.table({name: pa.array([], _CODED) for name in columns})
    try:
        return pc.read_csv(
            pa.BufferReader(pa.py_buffer(text)),
            read_options=pc.ReadOptions(
                column_names=list(columns), block_size=len(text), use_threads=False
            ),
            parse_options=pc.ParseOptions(
                delimiter=layout.separator.decode(), quote_char=False, double_quote=False
            ),
            convert_options=pc.ConvertOptions(
                column_types=dict.fromkeys(columns, _CODED), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        message = f"{path} is not text in lines and columns: {one_line(error)}"
        raise UnreadablePlays(message) from error


def _chunks_of(parts: Sequence[pa.Table], name: str) -> pa.ChunkedArray:
    return pa.chunked_array(
        [chunk for part in parts for chunk in part.column(name).chunks], _CODED
    )


def coded_column(values: pa.ChunkedArray) -> Column:
    """Return a dictionary-typed column as codes and distinct values."""
    if values.num_chunks == 0:
        return Column(np.zeros(0, np.int32), ())
    unified = values.unify_dictionaries()
    codes = np.empty(len(unified), np.int32)
    start = 0
    for chunk in unified.chunks:
        codes[start : start + len(chunk)] = chunk.indices.to_numpy(zero_copy_only=False)
        start += len(chunk)
    return Column(codes, unified.chunk(0).dictionary.to_pylist())


def decoded(values: Iterable[bytes]) -> list[str | None]:
    """Return each value as text, or None where its bytes are not UTF-8."""
    texts: list[str | None] = []
    for value in values:
        try:
            texts.append(value.decode("utf-8"))
        except UnicodeDecodeError:
            texts.append(None)
    return texts
