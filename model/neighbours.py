"""Finds the artists nearest to a direction: Annoy proposes, the exact cosine decides.

Annoy alone misses neighbours at its default search, and orders those it finds by an approximation
(docs/evaluation.md has figures). So it is asked for far more candidates than are wanted; what must
not be shown is left out; the exact cosine orders what is left; and only then is the list cut.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from annoy import AnnoyIndex

from model.types import ArtistRow, Factors, Rows, Vector

_CANDIDATES_PER_ANSWER = 20
_FEWEST_CANDIDATES = 200
_NODES_SEARCHED = 10_000  # finds all ten true neighbours on HetRec (docs/evaluation.md)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An artist near a query.

    Attributes:
        row: which artist.
        cosine: exact, from -1 (opposite) to 1 (the same direction).
    """

    row: ArtistRow
    cosine: float


def unit_length(factors: Factors) -> Factors:
    """Scale each row to length 1; a row of zeros stays as it is."""
    lengths = np.linalg.norm(factors, axis=1, keepdims=True)
    return (factors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


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
    for item, row in enumerate(answer_rows):
        index.add_item(item, unit_factors[row])
    index.build(trees, n_jobs=1)  # with more jobs the trees depend on how they are scheduled
    index.save(str(path))


class Neighbours:
    """The search over one version's artists."""

    def __init__(self, artist_factors: Factors, answer_rows: Rows, index_path: Path) -> None:
        """Map an index that `build_index` wrote.

        Args:
            artist_factors: shape `(artists, factors)`, of any lengths.
            answer_rows: the rows that were indexed, in that order.
            index_path: the index; it stays mapped, not copied.

        Raises:
            OSError: it is no such index.
        """
        self._unit_factors = unit_length(artist_factors)
        self._answer_rows = answer_rows
        self._index = AnnoyIndex(artist_factors.shape[1], "angular")
        self._index.load(str(index_path))

    @property
    def indexed(self) -> int:
        """How many artists the index holds."""
        return int(self._index.get_n_items())

    def direction_of(self, row: ArtistRow) -> Vector:
        """Return an artist's direction, of length 1 or 0."""
        direction: Vector = self._unit_factors[row]
        return direction

    def nearest(
        self, direction: Vector, *, n: int, excluded: Collection[ArtistRow] = ()
    ) -> list[Neighbour]:
        """Return the artists nearest to a direction.

        Args:
            direction: shape `(factors,)`, any length; nothing is near to zero.
            n: how many at most; fewer come back only where fewer exist.
            excluded: artists to leave out.

        Returns:
            Nearest first; ties go to the better-known artist.
        """
        length = float(np.linalg.norm(direction))
        if n <= 0 or length == 0:
            return []
        unit_direction = (direction / length).astype(np.float32)
        wanted = max(_CANDIDATES_PER_ANSWER * n, _FEWEST_CANDIDATES) + len(excluded)
        items = self._index.get_nns_by_vector(
            unit_direction.tolist(), wanted, search_k=max(_NODES_SEARCHED, wanted)
        )
        candidates = self._without(self._answer_rows[np.asarray(items, np.int64)], excluded)
        if len(candidates) < n:  # rare: much is excluded, or little is indexed
            candidates = self._without(self._answer_rows, excluded)
        return rerank(unit_direction, candidates, self._unit_factors, n=n)

    def nearest_exactly(
        self, direction: Vector, *, n: int, excluded: Collection[ArtistRow] = ()
    ) -> list[Neighbour]:
        """Return what `nearest` should, by comparing with every artist: slow, and never wrong."""
        candidates = self._without(self._answer_rows, excluded)
        return rerank(direction / np.linalg.norm(direction), candidates, self._unit_factors, n=n)

    @staticmethod
    def _without(rows: Rows, excluded: Collection[ArtistRow]) -> Rows:
        return rows[~np.isin(rows, list(excluded))] if excluded else rows


def rerank(
    unit_direction: Vector, candidates: Rows, unit_factors: Factors, *, n: int
) -> list[Neighbour]:
    """Put candidates in the order of their exact cosine and keep the first ones.

    Args:
        unit_direction: shape `(factors,)`, length 1.
        candidates: rows of `unit_factors`, each once.
        unit_factors: shape `(artists, factors)`, each row of length 1 or 0.
        n: how many to keep.

    Returns:
        Nearest first; ties go to the smaller row, which is the better-known artist.
    """
    cosines = unit_factors[candidates] @ unit_direction
    order = np.lexsort((candidates, -cosines))[:n]
    return [Neighbour(ArtistRow(int(candidates[at])), float(cosines[at])) for at in order]
