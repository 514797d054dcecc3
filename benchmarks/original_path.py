"""The original recipe, step by step: `python -m benchmarks.original_path PLAYS FOLDER`.

As the write-up has it (`docs/original-write-up.md`), but for its bug: pandas reads the file with
its default quoting, BM25 weighs plays with artists as documents, ALS learns 50 factors in 50
rounds, Annoy files them in 25 trees. What each step takes is written to standard output as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.sparse as sp
from annoy import AnnoyIndex

from model.evaluation.baselines import original_factors

_COLUMNS = ["listener", "musicbrainz_id", "artist", "plays"]
_TREES = 25
FACTORS, INDEX = "original_factors.npy", "original.annoy"


def main() -> None:
    """Do it and tell."""
    plays, folder = Path(sys.argv[1]), Path(sys.argv[2])
    seconds: dict[str, float] = {}
    started = time.perf_counter()
    table = pd.read_table(plays, names=_COLUMNS, encoding_errors="replace", on_bad_lines="skip")
    read = len(table)
    table = table.drop(columns="musicbrainz_id").dropna()
    table["plays"] = pd.to_numeric(table["plays"], errors="coerce")
    table = table.dropna()
    listeners, artists = table["listener"].astype("category"), table["artist"].astype("category")
    matrix = sp.csr_matrix(
        (table["plays"].astype(np.float32), (listeners.cat.codes, artists.cat.codes))
    )
    rows = len(table)
    del table
    seconds["reading"] = time.perf_counter() - started
    started = time.perf_counter()
    _, factors = original_factors(matrix)
    seconds["training"] = time.perf_counter() - started
    started = time.perf_counter()
    index = AnnoyIndex(factors.shape[1], "angular")
    for artist, of_one in enumerate(factors):
        index.add_item(artist, of_one)
    index.build(_TREES)
    index.save(str(folder / INDEX))
    np.save(folder / FACTORS, factors)
    seconds["index"] = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "read": read, "rows": rows, "artists": len(factors)}))


if __name__ == "__main__":
    main()
