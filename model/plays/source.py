"""What a version keeps of the files its plays were read from: a fingerprint and a path as text."""

from __future__ import annotations

import hashlib
from pathlib import Path

_BLOCK_BYTES = 1 << 24  # each costs a wait for whatever Python runs beside, a few milliseconds


def checksum_of(*paths: Path) -> str:
    """Return the SHA-256, in hex, of the files' bytes one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                digest.update(block)
    return digest.hexdigest()


def shown(path: Path) -> str:
    """Return a path as text that can be written anywhere, even if its bytes are not UTF-8."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
