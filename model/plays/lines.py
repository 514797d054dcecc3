"""Reads a file, compressed or not, in blocks of whole lines."""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from isal import igzip, isal_zlib

from model.errors import UnreadablePlays
from model.plays.source import shown

_BLOCK_BYTES = 1 << 22  # 4 MiB: larger blocks leave a processor's cache and read more slowly
_LONGEST_LINE_BYTES = 1 << 26  # no line of text is longer; a binary file may be one
_MARK = b"\xef\xbb\xbf"
_CODECS = {".bz2": "bz2", ".zst": "zstd", ".lz4": "lz4"}
_ISAL_ERROR: type[Exception] = isal_zlib.error  # type: ignore[assignment]  # stubs: an error, not a kind
BREAKS_OFF: tuple[type[Exception], ...] = (OSError, EOFError, lzma.LZMAError, _ISAL_ERROR)
"""What a damaged file raises when it is read."""


def opened(path: Path) -> Any:
    """Open a file for reading, `.gz`, `.bz2`, `.zst`, `.lz4` and `.xz` unpacked on the way.

    Raises:
        UnreadablePlays: there is no such file, it is a folder, or it may not be read.
    """
    return opened_packed(path)[1]


def whole_line_blocks(path: Path) -> Iterator[tuple[bytes, float]]:
    """Yield a text file in pieces that end where a line ends, every line with its break.

    A byte-order mark is left out: it is no part of a name.

    Yields:
        A piece, and which share of the file has been read, 0 to 1.

    Raises:
        UnreadablePlays: see `opened`; or the file breaks off, or has no lines.
    """
    packed, stream = opened_packed(path)
    size = max(path.stat().st_size, 1)
    with packed, stream:
        try:
            for place, lines in enumerate(whole_lines(stream.read, str(path))):
                yield lines if place else lines.removeprefix(_MARK), packed.tell() / size
        except BREAKS_OFF as error:
            message = f"{path} cannot be read to its end: {one_line(error)}"
            raise UnreadablePlays(message) from error


def whole_lines(read: Callable[[int], bytes], name: str) -> Iterator[bytes]:
    """Yield what is read in pieces that end where a line ends, every line with its break.

    Args:
        read: returns at most as many bytes as it is asked for, none at the end.
        name: of the file, for the error.

    Raises:
        UnreadablePlays: it has no lines.
    """
    rest = b""
    while block := read(_BLOCK_BYTES):
        end = block.rfind(b"\n") + 1
        if end:
            yield b"".join((rest, memoryview(block)[:end]))
            rest = block[end:]
        else:
            rest += block
        if len(rest) > _LONGEST_LINE_BYTES:
            mebibytes = _LONGEST_LINE_BYTES >> 20
            message = f"{name} is not text: one line is over {mebibytes} MiB long"
            raise UnreadablePlays(message)
    if rest:
        yield rest + b"\n"


def opened_packed(path: Path) -> tuple[Any, Any]:
    """Open a file for reading as it lies, whose `tell` says how far it is, and as it reads.

    Raises:
        UnreadablePlays: see `opened`.
    """
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
    if path.suffix == ".gz":  # in less than half of the time that pyarrow's zlib takes
        return packed, igzip.IGzipFile(fileobj=packed, mode="rb")  # type: ignore[no-untyped-call]  # its own lack
    if path.suffix == ".xz":
        return packed, lzma.open(packed)
    codec = _CODECS.get(path.suffix)
    return packed, pa.CompressedInputStream(packed, codec) if codec else packed


def one_line(error: Exception) -> str:
    """Return an error's message as one short line."""
    return " ".join(str(error).split())[:200]
