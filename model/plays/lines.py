"""Streams a text file as blocks of whole lines that all have the right number of columns.

Lines that have not are left out and remembered by number. This goes before pyarrow because pyarrow
cannot report such a line when its bytes are no UTF-8, numbers lines only with one thread, and
takes a stray carriage return inside a name for the end of a line.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from model.errors import UnreadablePlays
from model.plays.quoting import SEPARATOR, without_quoting
from model.plays.source import shown

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK_BYTES = 1 << 24  # 16 MiB: larger blocks read no faster and hold more at once
_LONGEST_LINE_BYTES = 1 << 26  # no line of text is longer; a binary file may be one
_NEWLINE = ord("\n")


def opened(path: Path) -> pa.NativeFile:
    """Open a file for reading, `.gz`, `.bz2` and `.zst` unpacked on the way.

    Raises:
        UnreadablePlays: there is no such file, it is a folder, or it may not be read.
    """
    if not path.exists():
        message = f"There is no file {path}"
        raise UnreadablePlays(message)
    if path.is_dir():
        message = f"{path} is a folder, where a file was expected"
        raise UnreadablePlays(message)
    try:
        return pa.input_stream(str(path), compression="detect")
    except UnicodeEncodeError as error:
        message = f"The name of {shown(path)} is not UTF-8: rename it"
        raise UnreadablePlays(message) from error
    except OSError as error:
        message = f"{path} cannot be opened: {one_line(error)}"
        raise UnreadablePlays(message) from error


class WellFormedLines(io.RawIOBase):
    """A file as a stream of its well-formed lines, fields parted by `separator`.

    Attributes:
        separator: what parts the fields of the lines that come out, one byte.
        blank_lines: numbers of the lines with nothing on them, ascending.
        malformed_lines: numbers of the lines with another number of columns, ascending.
        first_line: the number of the first line that could come out.
    """

    def __init__(self, path: Path, *, columns: int, delimiter: str, skip_header: bool) -> None:
        """Open the file; nothing is read yet.

        Args:
            path: see `opened`.
            columns: how many each line must have.
            delimiter: one character; a comma implies CSV's quoting, see `model.plays.quoting`.
            skip_header: whether the first line is left out without being counted.

        Raises:
            UnreadablePlays: see `opened`.
        """
        self.separator = SEPARATOR if delimiter == "," else delimiter.encode("ascii")
        self.blank_lines: list[int] = []
        self.malformed_lines: list[int] = []
        self.first_line = 1 + int(skip_header)
        self._path, self._columns = path, columns
        self._quoted, self._skip_header = delimiter == ",", skip_header
        self._lines_before = 0
        self._stream = opened(path)
        self._blocks = self._well_formed_blocks()
        self._pending = memoryview(b"")

    def readable(self) -> bool:
        """Say yes: this is what pyarrow asks before it reads."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer with the next bytes; 0 at the end."""
        target = memoryview(buffer).cast("B")
        while not self._pending:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._pending = memoryview(block)
        taken = min(len(target), len(self._pending))
        target[:taken] = self._pending[:taken]
        self._pending = self._pending[taken:]
        return taken

    def close(self) -> None:
        """Close the file below as well."""
        if not self.closed:
            self._stream.close()
        super().close()

    def _whole_line_blocks(self) -> Iterator[bytes]:
        """Yield the file in pieces that end where a line ends, every line with its break."""
        rest = b""
        try:
            while block := self._stream.read(_BLOCK_BYTES):
                lines, newline, rest_of_block = block.rpartition(b"\n")
                if newline:
                    yield rest + lines + newline
                    rest = rest_of_block
                else:
                    rest += block
                if len(rest) > _LONGEST_LINE_BYTES:
                    mebibytes = _LONGEST_LINE_BYTES >> 20
                    message = f"{self._path} is not text: one line is over {mebibytes} MiB long"
                    raise UnreadablePlays(message)
        except OSError as error:
            message = f"{self._path} cannot be read to its end: {one_line(error)}"
            raise UnreadablePlays(message) from error
        if rest:
            yield rest + b"\n"

    def _well_formed_blocks(self) -> Iterator[bytes]:
        skip_header = self._skip_header
        for block in self._whole_line_blocks():
            lines = block
            if self._lines_before == 0:
                # A byte-order mark is no part of a name.
                lines = lines.removeprefix(b"\xef\xbb\xbf")
            if b"\r" in lines:
                lines = lines.replace(b"\r\n", b"\n").replace(b"\r", b" ")
            if skip_header:
                lines = lines.partition(b"\n")[2]
                self._lines_before, skip_header = 1, False
            if self._quoted:
                lines = without_quoting(lines)
            yield self._without_malformed(lines)

    def _without_malformed(self, lines: bytes) -> bytes:
        characters = np.frombuffer(lines, np.uint8)
        ends = np.flatnonzero(characters == _NEWLINE)
        separators = np.flatnonzero(characters == self.separator[0])
        per_line = np.diff(np.searchsorted(separators, ends), prepend=0)
        kept, start_of_kept = [], 0
        for index in np.flatnonzero(per_line != self._columns - 1).tolist():
            start = int(ends[index - 1]) + 1 if index else 0
            is_blank = not lines[start : ends[index]].strip()
            numbers = self.blank_lines if is_blank else self.malformed_lines
            numbers.append(self._lines_before + index + 1)
            kept.append(lines[start_of_kept:start])
            start_of_kept = int(ends[index]) + 1
        self._lines_before += len(ends)
        return b"".join([*kept, lines[start_of_kept:]]) if kept else lines


def one_line(error: Exception) -> str:
    """Return an error's message as one short line."""
    return " ".join(str(error).split())[:200]
