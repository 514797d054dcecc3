"""Reads the text files of a tar archive as it is unpacked, since it may be larger than a disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from model.errors import UnreadablePlays
from model.plays.lines import BREAKS_OFF, one_line, opened, opened_packed, whole_lines

_MAGIC, _MAGIC_AT = b"ustar", 257
_BLOCK_BYTES = 1 << 20  # taken from the stream at once: tarfile's own 10 KiB cost a call each
_DAMAGED: tuple[type[Exception], ...] = (*BREAKS_OFF, tarfile.TarError)


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of one file of an archive.

    Attributes:
        file_name: of the file, as the archive has it.
        lines: each with its break.
        share: which part of the archive has been read, 0 to 1.
    """

    file_name: str
    lines: bytes
    share: float


class _Member(tarfile.TarInfo):
    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Read a file's header; tarfile itself takes a damaged or missing one for the end.

        Raises:
            ReadError: it is damaged or missing.
        """
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if len(buf) == tarfile.BLOCKSIZE and not any(buf):  # this is the end
                raise
            raise tarfile.ReadError(str(error)) from error


def is_archive(path: Path) -> bool:
    """Say whether a file, once unpacked, begins as tar archives do.

    Raises:
        UnreadablePlays: the file is missing, a folder, or damaged.
    """
    with opened(path) as stream:
        try:
            start: bytes = stream.read(_MAGIC_AT + len(_MAGIC))
        except BREAKS_OFF as error:
            message = f"{path} cannot be read: {one_line(error)}"
            raise UnreadablePlays(message) from error
    return start[_MAGIC_AT:] == _MAGIC


def lines_of_files(path: Path, ending: str) -> Iterator[Piece]:
    """Yield the lines of those files of an archive whose names end so, file by file.

    Raises:
        UnreadablePlays: the archive is missing, a folder, no archive, breaks off or is damaged;
            or a file has no lines.
    """
    packed, stream = opened_packed(path)
    size = max(path.stat().st_size, 1)
    with packed, stream:
        try:
            with tarfile.open(
                fileobj=stream, mode="r|", bufsize=_BLOCK_BYTES, tarinfo=_Member
            ) as archive:
                for member in archive:
                    file = archive.extractfile(member) if member.name.endswith(ending) else None
                    if file is not None:
                        for lines in whole_lines(file.read, f"{member.name} in {path}"):
                            yield Piece(member.name, lines, packed.tell() / size)
        except _DAMAGED as error:
            message = f"{path} cannot be read to its end: {one_line(error)}"
            raise UnreadablePlays(message) from error
