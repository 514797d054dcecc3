"""Cuts a text file into blocks of whole lines that all have the right number of fields.

Lines that have not are left out and remembered by number. This goes before pyarrow because pyarrow
cannot report such a line when its bytes are no UTF-8, numbers lines only with one thread, and
takes a stray carriage return inside a name for the end of a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from model.errors import UnreadablePlays
from model.plays.quoting import SEPARATOR, without_quoting
from model.plays.source import shown

_BLOCK_BYTES = 1 << 22  # 4 MiB: larger blocks leave a processor's cache and read more slowly
_LONGEST_LINE_BYTES = 1 << 26  # no line of text is longer; a binary file may be one
_NEWLINE = ord("\n")
_MARK = b"\xef\xbb\xbf"
_CODECS = {".gz": "gzip", ".bz2": "bz2", ".zst": "zstd", ".lz4": "lz4"}


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a file are parted.

    Attributes:
        fields: how many each line must have.
        delimiter: one character; a comma implies CSV's quoting, see `model.plays.quoting`.
        joined: the field that is read together with the next one, as one value in which
            `SEPARATOR` stands between the two; None if each is a value of its own.
    """

    fields: int
    delimiter: str
    joined: int | None = None

    @property
    def separator(self) -> bytes:
        """What parts the fields of well-formed lines, one byte."""
        return SEPARATOR if self.delimiter == "," else self.delimiter.encode("ascii")


@dataclass(frozen=True, slots=True, eq=False)
class WellFormed:
    """What is left of some lines.

    Attributes:
        text: the lines that have the right number of fields.
        lines: how many there were at first.
        blank: which of them had nothing on them, from 0, ascending.
        malformed: which of them had another number of fields, from 0, ascending.
    """

    text: bytes | NDArray[np.uint8]
    lines: int
    blank: list[int]
    malformed: list[int]


def opened(path: Path) -> pa.NativeFile:
    """Open a file for reading, `.gz`, `.bz2` and `.zst` unpacked on the way.

    Raises:
        UnreadablePlays: there is no such file, it is a folder, or it may not be read.
    """
    return _opened(path)[1]


def whole_line_blocks(path: Path) -> Iterator[tuple[bytes, float]]:
    """Yield a text file in pieces that end where a line ends, every line with its break.

    A byte-order mark is left out: it is no part of a name.

    Yields:
        A piece, and which share of the file has been read, 0 to 1.

    Raises:
        UnreadablePlays: see `opened`; or the file breaks off, or has no lines.
    """
    packed, stream = _opened(path)
    size = max(path.stat().st_size, 1)
    rest, is_first = b"", True
    with packed, stream:
        try:
            while block := stream.read(_BLOCK_BYTES):
                end = block.rfind(b"\n") + 1
                if end:
                    whole = b"".join((rest, memoryview(block)[:end]))
                    yield whole.removeprefix(_MARK) if is_first else whole, packed.tell() / size
                    rest, is_first = block[end:], False
                else:
                    rest += block
                if len(rest) > _LONGEST_LINE_BYTES:
                    mebibytes = _LONGEST_LINE_BYTES >> 20
                    message = f"{path} is not text: one line is over {mebibytes} MiB long"
                    raise UnreadablePlays(message)
        except OSError as error:
            message = f"{path} cannot be read to its end: {one_line(error)}"
            raise UnreadablePlays(message) from error
    if rest:
        yield (rest.removeprefix(_MARK) if is_first else rest) + b"\n", 1.0


def well_formed(lines: bytes, layout: Layout) -> WellFormed:
    """Leave out the lines that have another number of fields, and undo CSV's quoting.

    Args:
        lines: whole ones, the last with its break.
        layout: what they should look like.
    """
    if b"\r" in lines:
        lines = lines.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    if layout.delimiter == ",":
        lines = without_quoting(lines)
    elif layout.joined is not None and SEPARATOR in lines:
        lines = lines.replace(SEPARATOR, b" ")  # what it would become in a name all the same
    blank, malformed = list[int](), list[int]()
    ends = _ends_of_fields(lines, layout)
    if ends is None:
        lines, blank, malformed = _without_malformed(lines, layout)
        ends = _ends_of_fields(lines, layout)
    kept = 0 if ends is None else len(ends)
    text: bytes | NDArray[np.uint8] = lines
    if layout.joined is not None and ends is not None:
        text = np.frombuffer(lines, np.uint8).copy()
        text[ends[:, layout.joined]] = SEPARATOR[0]
    return WellFormed(text, kept + len(blank) + len(malformed), blank, malformed)


def _ends_of_fields(lines: bytes, layout: Layout) -> NDArray[np.int64] | None:
    """Return where each field of each line ends, shape `(lines, fields)`; None if any is odd."""
    characters = np.frombuffer(lines, np.uint8)
    separator = layout.separator[0]
    is_end = characters == separator
    is_end |= characters == _NEWLINE
    ends = np.flatnonzero(is_end)
    if len(ends) % layout.fields:
        return None
    expected = np.asarray([separator] * (layout.fields - 1) + [_NEWLINE], np.uint8)
    by_line = ends.reshape(-1, layout.fields)
    return by_line if (characters[by_line] == expected).all() else None


def _without_malformed(lines: bytes, layout: Layout) -> tuple[bytes, list[int], list[int]]:
    """Return the lines of the right width, and which others were blank or malformed."""
    characters = np.frombuffer(lines, np.uint8)
    ends = np.flatnonzero(characters == _NEWLINE)
    separators = np.flatnonzero(characters == layout.separator[0])
    per_line = np.diff(np.searchsorted(separators, ends), prepend=0)
    kept, blank, malformed, start_of_kept = list[bytes](), list[int](), list[int](), 0
    for index in np.flatnonzero(per_line != layout.fields - 1).tolist():
        start = int(ends[index - 1]) + 1 if index else 0
        is_blank = not lines[start : ends[index]].strip()
        (blank if is_blank else malformed).append(index)
        kept.append(lines[start_of_kept:start])
        start_of_kept = int(ends[index]) + 1
    return b"".join([*kept, lines[start_of_kept:]]), blank, malformed


def _opened(path: Path) -> tuple[pa.NativeFile, pa.NativeFile]:
    """Return a file as it lies, and as it reads."""
    if not path.exists():
        message = f"There is no file {path}"
        raise UnreadablePlays(message)
    if path.is_dir():
        message = f"{path} is a folder, where a file was expected"
        raise UnreadablePlays(message)
    try:
        packed = pa.OSFile(str(path))
    except UnicodeEncodeError as error:
        message = f"The name of {shown(path)} is not UTF-8: rename it"
        raise UnreadablePlays(message) from error
    except OSError as error:
        message = f"{path} cannot be opened: {one_line(error)}"
        raise UnreadablePlays(message) from error
    codec = _CODECS.get(path.suffix)
    return packed, pa.CompressedInputStream(packed, codec) if codec else packed


def one_line(error: Exception) -> str:
    """Return an error's message as one short line."""
    return " ".join(str(error).split())[:200]
