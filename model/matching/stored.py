"""A vocabulary as files of a version: two Arrow files and two arrays, used where they lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from model.arrays import mapped_array, mapped_columns, write_array, write_columns
from model.matching.index import TrigramIndex
from model.matching.vocabulary import Vocabulary

SPELLINGS = "spellings.arrow"
HEADINGS = "headings.arrow"
TRIGRAM_OFFSETS = "trigram_offsets.npy"
TRIGRAM_SPELLINGS = "trigram_spellings.npy"
FILES = (SPELLINGS, HEADINGS, TRIGRAM_OFFSETS, TRIGRAM_SPELLINGS)


def write_vocabulary(vocabulary: Vocabulary, folder: Path) -> None:
    """Write the four files into a folder that has none of them."""
    trigrams = vocabulary.trigrams
    write_columns(
        folder / SPELLINGS,
        text=vocabulary.texts,
        sound=vocabulary.sounds,
        row=pa.array(vocabulary.rows, pa.int32()),
        norm=pa.array(trigrams.norms, pa.float32()),
    )
    write_columns(
        folder / HEADINGS,
        hash=pa.array(vocabulary.heading_hashes, pa.uint64()),
        row=pa.array(vocabulary.heading_rows, pa.int32()),
        bend=pa.array(vocabulary.heading_bends, pa.uint8()),
    )
    write_array(folder / TRIGRAM_OFFSETS, trigrams.offsets)
    write_array(folder / TRIGRAM_SPELLINGS, trigrams.names)


def read_vocabulary(folder: Path) -> Vocabulary:
    """Open the four files, mapped into memory.

    Raises:
        OSError, ValueError, KeyError, pyarrow.ArrowException: they are not such files, or do not
            belong together.
    """
    spellings, headings = mapped_columns(folder / SPELLINGS), mapped_columns(folder / HEADINGS)
    offsets: NDArray[np.int64] = mapped_array(folder / TRIGRAM_OFFSETS)
    names: NDArray[np.int32] = mapped_array(folder / TRIGRAM_SPELLINGS)
    if int(offsets[-1]) != len(names):
        message = f"{TRIGRAM_OFFSETS} and {TRIGRAM_SPELLINGS} do not belong together"
        raise ValueError(message)
    return Vocabulary(
        spellings.column("text"),
        spellings.column("sound"),
        spellings.column("row").to_numpy(),
        headings.column("hash").to_numpy(),
        headings.column("row").to_numpy(),
        headings.column("bend").to_numpy(),
        TrigramIndex(offsets, names, spellings.column("norm").to_numpy()),
    )
