"""Reads delimited text into dictionary-coded columns, losing no line unnoticed.

numpy finds where each value ends, and pyarrow which of them are the same, where they lie. To both
a quote character is like any other, and belongs to the name (pandas' default quoting swallows a
tenth of the Last.fm 360K rows). What the columns mean is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from model.plays.dirt import Dirt, DirtFound
from model.plays.layout import Layout, WellFormed, well_formed
from model.plays.lines import whole_line_blocks
from model.plays.side_by_side import side_by_side

Told = Callable[[int, float], None]
"""Told while a file is read: rows so far, and which share of the file they are, 0 to 1."""

_Columns = dict[str, pa.DictionaryArray]


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
    columns: Sequence[str | None],
    layout: Layout,
    *,
    skip_header: bool,
    dirt: DirtFound,
    tell: Told = nobody,
) -> TextTable:
    """Read a delimited text file, as many blocks at once as there are processors.

    Args:
        path: UTF-8 with or without a byte-order mark, compressed or not.
        columns: a name for each value of a line, in order; None for what nobody wants.
        layout: how lines are parted: by a tab, where every other character belongs to the values;
            or by a comma, where a field that opens and closes with a quote is unquoted.
        skip_header: whether the first line names the columns.
        dirt: is told of lines with another number of fields.
        tell: how far the reading is.

    Raises:
        UnreadablePlays: the file is missing, a folder, damaged or not text.
    """
    wanted = {name: place for place, name in enumerate(columns) if name is not None}
    parts: dict[str, list[pa.DictionaryArray]] = {name: [] for name in wanted}
    first_line = 1 + int(skip_header)
    lines = first_line - 1
    blank, malformed = list[int](), list[int]()
    rows = 0
    for block, part, share in _coded_blocks(path, wanted, layout, skip_header=skip_header):
        blank += [lines + index + 1 for index in block.blank]
        malformed += [lines + index + 1 for index in block.malformed]
        lines += block.lines
        rows += len(block.ends)
        for name in wanted:
            parts[name].append(part[name])
        tell(rows, share)
    for kind, numbers in ((Dirt.WRONG_COLUMNS, malformed), (Dirt.BLANK_LINE, blank)):
        dirt.add(path.name, kind, rows=len(numbers), first_line=min(numbers, default=0))
    with ThreadPoolExecutor(pa.cpu_count()) as pool:  # which lets go of each column's parts
        whole = pool.map(lambda name: coded_column(parts.pop(name)), wanted)
        table = dict(zip(wanted, whole, strict=True))
    pa.default_memory_pool().release_unused()
    return TextTable(table, rows, sorted([*malformed, *blank]), first_line)


def _coded_blocks(
    path: Path, wanted: Mapping[str, int], layout: Layout, *, skip_header: bool
) -> Iterator[tuple[WellFormed, _Columns, float]]:
    """Yield the blocks of a file, in order, each checked and coded, and how far that is."""

    def coded(piece: tuple[int, tuple[bytes, float]]) -> tuple[WellFormed, _Columns, float]:
        place, (lines, share) = piece
        is_header = skip_header and place == 0
        block = well_formed(lines.partition(b"\n")[2] if is_header else lines, layout)
        return block, _coded_columns(block, wanted), share

    return side_by_side(coded, enumerate(whole_line_blocks(path)))


def _coded_columns(block: WellFormed, wanted: Mapping[str, int]) -> _Columns:
    """Return columns by name, the values of each being those in one place of every line.

    No byte is moved. For pyarrow a column is the whole text in twice as many pieces: a value, then
    what stands between it and the next one; and these second pieces are declared null.
    """
    rows = len(block.ends)
    starts = np.zeros(block.ends.shape, np.int32)
    starts.reshape(-1)[1:] = block.ends.reshape(-1)[:-1] + 1
    bounds = np.full(2 * rows + 1, len(block.text), np.int32)
    every_other = pa.py_buffer(b"\x55" * (rows // 4 + 1))
    columns: _Columns = {}
    for name, place in wanted.items():
        bounds[:-1:2], bounds[1::2] = starts[:, place], block.ends[:, place]
        buffers = [every_other, pa.py_buffer(bounds), pa.py_buffer(block.text)]
        pieces = pa.Array.from_buffers(pa.binary(), 2 * rows, buffers)
        coded = pieces.dictionary_encode()
        codes = np.frombuffer(coded.indices.buffers()[1], np.int32, 2 * rows)[::2]
        columns[name] = pa.DictionaryArray.from_arrays(pa.array(codes), coded.dictionary)
    return columns


def coded_column(parts: Sequence[pa.DictionaryArray]) -> Column:
    """Return the parts of a column, each with a dictionary of its own, as one."""
    codes, values = united(parts)
    return Column(codes, values.to_pylist())


def united(parts: Sequence[pa.DictionaryArray]) -> tuple[NDArray[np.int32], pa.BinaryArray]:
    """Return codes and distinct values of all parts, those of the first part keeping theirs."""
    if not parts:
        return np.zeros(0, np.int32), pa.array([], pa.binary())
    # pyarrow renumbers one of each value only: for all codes it would need as much room again.
    once = pa.chunked_array([each_once(part.dictionary) for part in parts]).unify_dictionaries()
    codes = np.empty(sum(map(len, parts)), np.int32)
    start = 0
    for part, renumbered in zip(parts, once.chunks, strict=True):
        end = start + len(part)
        codes[start:end] = renumbered.indices.to_numpy()[part.indices.to_numpy()]
        start = end
    return codes, once.chunk(0).dictionary


def each_once(values: pa.BinaryArray) -> pa.DictionaryArray:
    """Return distinct values as a column in which each stands once, its place being its code."""
    return pa.DictionaryArray.from_arrays(pa.array(np.arange(len(values), dtype=np.int32)), values)


def decoded(values: Iterable[bytes]) -> list[str | None]:
    """Return each value as text, or None where its bytes are not UTF-8."""
    texts: list[str | None] = []
    for value in values:
        try:
            texts.append(value.decode("utf-8"))
        except UnicodeDecodeError:
            texts.append(None)
    return texts
