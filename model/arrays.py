"""One array in a file of a version: never a pickle, and mapped into memory where it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write an array; the path must end in `.npy`."""
    np.save(path, array, allow_pickle=False)


def mapped_array(path: Path) -> NDArray[Any]:
    """Open an array where it lies.

    Raises:
        OSError, EOFError, ValueError: it cannot be read, or is no array.
    """
    array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return array
