"""Proposes the artists nearest to a direction, by Annoy's trees.

Annoy alone misses neighbours at its default search, and orders those it finds by an approximation
(docs/evaluation.md has figures). So it is asked for far more candidates than are wanted, and
nothing is made of their order: `model.closeness` judges each exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from annoy import AnnoyIndex

from model.types import ArtistRow, Factors, Rows, Vector

_CANDIDATES_PER_ANSWER = 20
_FEWEST_CANDIDATES = 200
_NODES_SEARCHED = 15_000  # of 134,000 artists, 99 of 100 true neighbours are found (docs/scale.md)


def unit_length(factors: Factors) -> Factors:
    """Scale each row to length 1; a row of zeros stays as it is."""
    return (factors / lengths_of(factors)[:, np.newaxis]).astype(np.float32)


def lengths_of(factors: Factors) -> Vector:
    """Return the length of each row, shape `(artists,)`; 1 for a row of zeros."""
    lengths = np.linalg.norm(factors, axis=1)
    return np.where(lengths > 0, lengths, 1).astype(np.float32)


def build_index(
    unit_factors: Factors, answer_rows: Rows, *, trees: int, seed: int, path: Path
) -> None:
    """Write an Annoy index of the artists that may be answers.

    Args:
        unit_factors: one row of length 1 per artist, shape `(artists, factors)`.
        answer_rows: which artists to index; Annoy's item `i` is the artist `answer_rows[i]`.
        trees: see `TrainingSettings.annoy_trees`.
        seed: of the trees.
        path: where to.
    """
    index = AnnoyIndex(unit_factors.shape[1], "angular")
    index.set_seed(seed)
    for item, row in enumerate(answer_rows.tolist()):
        index.add_item(item, unit_factors[row].tolist())
    index.build(trees, n_jobs=1)  # with more jobs the trees depend on how they are scheduled
    index.save(str(path))


class Directions:
    """Factors scaled to length 1 as they are asked for, so that they may stay on disk."""

    def __init__(self, artist_factors: Factors, lengths: Vector) -> None:
        """Take factors and what `lengths_of` says of them."""
        self._factors = artist_factors
        self._lengths = lengths

    def __getitem__(self, rows: ArtistRow | Rows | Sequence[ArtistRow]) -> Factors:
        """Return one row of length 1 or 0, or several, as NumPy would."""
        lengths = self._lengths[rows]
        scaled: Factors = self._factors[rows] / lengths[..., np.newaxis]
        return scaled


class Neighbours:
    """The index over one version's artists."""

    def __init__(
        self,
        artist_factors: Factors,
        answer_rows: Rows,
        index_path: Path,
        lengths: Vector | None = None,
    ) -> None:
        """Map an index that `build_index` wrote.

        Args:
            artist_factors: shape `(artists, factors)`, of any lengths.
            answer_rows: the rows that were indexed, in that order.
            index_path: the index; it stays mapped, not copied.
            lengths: as `lengths_of` returns them, where they are known.

        Raises:
            OSError: it is no such index.
        """
        self.unit_factors = Directions(
            artist_factors, lengths_of(artist_factors) if lengths is None else lengths
        )
        self.answer_rows = answer_rows
        self._index = AnnoyIndex(artist_factors.shape[1], "angular")
        self._index.load(str(index_path))

    @property
    def indexed(self) -> int:
        """How many artists the index holds."""
        return int(self._index.get_n_items())

    def candidates(self, direction: Vector, *, answers: int, excluded: int = 0) -> Rows:
        """Return rows near a direction, in no order that means anything.

        Args:
            direction: shape `(factors,)`, any length but 0.
            answers: how many are wanted in the end; many times as many are returned.
            excluded: how many of the nearest may have to be left out.
        """
        wanted = max(_CANDIDATES_PER_ANSWER * answers, _FEWEST_CANDIDATES) + excluded
        items = self._index.get_nns_by_vector(
            direction.tolist(), wanted, search_k=max(_NODES_SEARCHED, wanted)
        )
        candidates: Rows = self.answer_rows[np.asarray(items, np.int64)]
        return candidates
