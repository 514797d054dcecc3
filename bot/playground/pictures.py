"""How large a picture is, read from the first bytes of a PNG or JPEG."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}

STAND_IN = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63d8000000b200b1550ae82a0000000049454e44ae426082"
)
"""A picture of one pixel, for those that people send."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the header of a picture says."""

    mime_type: str
    width: int
    height: int


def picture_in(content: bytes) -> Picture | None:
    """Return what a PNG or JPEG is; None where the bytes are neither.

    Source: PNG (W3C), 11.2.2 IHDR; ITU-T T.81, B.2.2 frame header.
    """
    if content.startswith(_PNG) and len(content) >= 24 and content[12:16] == b"IHDR":  # noqa: PLR2004  # up to IHDR's height
        return Picture("image/png", *struct.unpack(">II", content[16:24]))
    if content.startswith(_JPEG):
        return _jpeg(content)
    return None


def _jpeg(content: bytes) -> Picture | None:
    """Go from segment to segment up to the frame header."""
    at = len(_JPEG)
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004  # each marker begins so
        marker = content[at + 1]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Picture("image/jpeg", width, height)
        if marker == 0xFF:  # noqa: PLR2004  # a fill byte
            at += 1
        elif marker in _WITHOUT_LENGTH:
            at += 2
        else:
            at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None
