"""Which settings suit how much data: `python -m benchmarks.settings [HETREC]`.

nDCG@20 on artists hidden from listeners (`model.evaluation`), for samples of HetRec's listeners
and for all: does what is best move with the data's size? And whether BM25 should take listeners
or artists as its documents.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from threadpoolctl import threadpool_limits

from benchmarks.data_sets import hetrec_folder
from model.evaluation.baselines import artists_as_documents
from model.evaluation.split import Split, split
from model.evaluation.trial import learning, trial
from model.plays.hetrec import read_hetrec
from model.training.als import train_als
from model.training.confidence import weights_of_a_like
from model.training.learnt import Learnt
from model.training.settings import TrainingSettings
from model.types import ListenersByArtists

SHARES = (8, 4, 2, 1)
REGULARIZATIONS = (2.0, 3.0, 4.5, 6.0, 8.0, 12.0)
FACTORS = (32, 64, 128, 192)
LEAST_LISTENERS = 3


def ndcg(parts: Split, settings: TrainingSettings) -> float:
    """Return nDCG@20 of these settings."""
    learn = partial(train_als, settings=settings)
    return float(trial(parts, learning(learn), LEAST_LISTENERS).ndcg.mean())


def ndcg_of_artists_as_documents(parts: Split, regularization: float) -> float:
    """Return nDCG@20 of the defaults, but plays weighed the other way round."""
    settings = TrainingSettings()

    def learn(training: ListenersByArtists) -> Learnt:
        weights = artists_as_documents(training, k1=settings.bm25_k1, b=settings.bm25_b)
        weights = weights.astype(np.float32)
        pull = regularization * float(weights.data.mean())
        with threadpool_limits(1, "blas"):
            als = AlternatingLeastSquares(
                factors=settings.factors,
                regularization=pull,
                iterations=settings.iterations,
                random_state=settings.seed,
            )
            als.fit(weights, show_progress=False)
        return Learnt(als.item_factors, weights_of_a_like(weights), pull, settings.iterations)

    return float(trial(parts, learning(learn), LEAST_LISTENERS).ndcg.mean())


def main() -> None:
    """Print the tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else hetrec_folder()
    if folder is None:
        print("left out: HetRec Last.fm 2K is not below data/raw")
        return
    plays = read_hetrec(folder)
    drawn = np.random.default_rng(5).permutation(plays.listeners_x_artists.shape[0])
    splits = []
    for share in SHARES:
        sample = np.sort(drawn[: len(drawn) // share])
        splits.append(split(plays.listeners_x_artists[sample], plays.catalog.keys))
    print(f"{'listeners':24}" + "".join(f"{len(drawn) // share:>9,}" for share in SHARES))
    defaults = TrainingSettings()
    for value in REGULARIZATIONS:
        settings = defaults.model_copy(
            update={"regularization": value, "regularization_of_strongest": 0.99}
        )
        row = "".join(f"{ndcg(parts, settings):>9.4f}" for parts in splits)
        print(f"{f'regularisation {value}':24}{row}")
    for factors in FACTORS:
        settings = defaults.model_copy(update={"factors": factors})
        row = "".join(f"{ndcg(parts, settings):>9.4f}" for parts in splits)
        print(f"{f'{factors} factors':24}{row}")
    print(f"{'defaults':24}{ndcg(splits[-1], defaults):>36.4f}")
    for value in REGULARIZATIONS:
        name = f"artists as documents, {value}"
        print(f"{name:26}{ndcg_of_artists_as_documents(splits[-1], value):>34.4f}")


if __name__ == "__main__":
    main()
