"""Arrays and columns in files of a version: never a pickle, and mapped where they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
from numpy.lib.format import dtype_to_descr, write_array_header_1_0
from numpy.typing import DTypeLike, NDArray


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write an array; the path must end in `.npy`."""
    whole = np.asarray(array, order="C")
    with path.open("wb") as file:  # and not by np.save, which says of a full disk what it likes
        begin_array(file, whole.dtype, whole.shape)
        file.write(whole.data)


def begin_array(file: BinaryIO, kind: DTypeLike, shape: tuple[int, ...]) -> None:
    """Write what stands before the numbers of an array, which are to follow in C's order."""
    described = {"descr": dtype_to_descr(np.dtype(kind)), "fortran_order": False, "shape": shape}
    write_array_header_1_0(file, described)


def mapped_array(path: Path) -> NDArray[Any]:
    """Open an array where it lies.

    Raises:
        OSError, EOFError, ValueError: it cannot be read, or is no array.
    """
    # As a plain array: a look into one of NumPy's memmaps takes longer than what is found there.
    array: NDArray[Any] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    return array


def write_columns(path: Path, **columns: pa.Array) -> None:
    """Write columns as one batch of an Arrow file, so that each is one piece when mapped."""
    batch = pa.record_batch(columns)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
        writer.write_batch(batch)


def mapped_columns(path: Path) -> pa.RecordBatch:
    """Open columns where they lie.

    Raises:
        OSError, ValueError, pyarrow.ArrowException: they cannot be read.
    """
    return pa.ipc.open_file(pa.memory_map(str(path))).get_batch(0)
