"""Finds the names that share letters with a text: the candidates, which are then compared.

An index of trigrams over the names in Latin letters. A word is padded with a space at either end,
so that beginnings and ends count, and no trigram spans two words, so that their order does not.
Each trigram counts by its inverse document frequency; a name's likeness is the cosine of the two
weighted sets, its coverage the part of the text's weight that it shares.

All trigrams are numbered (64 signs to the power of three), so the index is three plain arrays that
stay on disk, mapped into memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

_SIGNS = 64
_TRIGRAMS = _SIGNS**3
_LETTERS_AND_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FIRST_OTHER = 1 + len(_LETTERS_AND_DIGITS)  # 0 is the space; all others share what signs remain
_ASCII = 128
_AT_ONCE = 20_000  # names whose trigrams are taken at a time, to save memory
_MOST_TRIGRAMS = 40  # of a text, the rarest ones; beyond them only time is added
_LEAST_COVERAGE = 0.2  # below it nothing relates the name to the text
_FAME_BESIDE_LIKENESS = 0.1
_FAME_BESIDE_COVERAGE = 0.5  # "floyd" covers thousands of names equally well


@dataclass(frozen=True, slots=True)
class Candidates:
    """Names that share trigrams with a text.

    Attributes:
        names: int32, their numbers, ascending.
        coverage: float64, the part of the text's weight that each shares, 0 to 1.
    """

    names: NDArray[np.int32]
    coverage: NDArray[np.float64]


_NO_CANDIDATES = Candidates(np.empty(0, np.int32), np.empty(0, np.float64))


@dataclass(frozen=True, slots=True)
class TrigramIndex:
    """Which names have which trigrams.

    Attributes:
        offsets: int64, shape `(64³ + 1,)`: where in `names` each trigram's names begin.
        names: int32, numbers of names, ascending within a trigram.
        norms: float32, shape `(names,)`: the Euclidean length of each name's trigram weights.
    """

    offsets: NDArray[np.int64]
    names: NDArray[np.int32]
    norms: NDArray[np.float32]

    @classmethod
    def of(cls, names: Sequence[str]) -> TrigramIndex:
        """Build the index.

        Args:
            names: folded and romanised; a name's number is its place.
        """
        starts = range(0, max(len(names), 1), _AT_ONCE)
        parts = [_trigrams(names[start : start + _AT_ONCE]) for start in starts]
        owners = np.concatenate(
            [own + start for start, (own, _) in zip(starts, parts, strict=True)]
        )
        trigrams = np.concatenate([part for _, part in parts])
        order = np.argsort(trigrams, kind="stable")
        counts = np.bincount(trigrams, minlength=_TRIGRAMS)
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        weights = _squared_idf(counts, len(names))[trigrams]
        squares = np.bincount(owners, weights=weights, minlength=len(names))
        return cls(offsets, owners[order].astype(np.int32), np.sqrt(squares).astype(np.float32))

    def candidates(
        self, text: str, fame: NDArray[np.float32], *, n: int, least_alike: float = 0.0
    ) -> Candidates:
        """Return the names that may be meant.

        Half of them are the likest, half those that cover most of the text; the better known of
        two equals goes first.

        Args:
            text: folded and romanised.
            fame: shape `(names,)`, 0 to 1.
            n: how many of each half at most.
            least_alike: the cosine below which the likest is not worth a look; then none are.
        """
        _, trigrams = _trigrams([text])
        counts = self.offsets[trigrams + 1] - self.offsets[trigrams]
        trigrams, counts = trigrams[counts > 0], counts[counts > 0]
        if not len(trigrams):
            return _NO_CANDIDATES
        rarest = np.argsort(counts, kind="stable")[:_MOST_TRIGRAMS]
        trigrams, counts = trigrams[rarest], counts[rarest]
        weights = _squared_idf(counts, len(self.norms))
        total = weights.sum()
        sharing = np.concatenate(
            [self.names[self.offsets[one] : self.offsets[one + 1]] for one in trigrams]
        )
        shared = np.bincount(sharing, weights=np.repeat(weights, counts))
        names = np.flatnonzero(shared > _LEAST_COVERAGE * total)
        coverage = shared[names] / total
        likeness = shared[names] / (np.sqrt(total) * self.norms[names])
        if not len(names) or likeness.max() < least_alike:
            return _NO_CANDIDATES
        fame = fame[names]
        likest = _highest(likeness + _FAME_BESIDE_LIKENESS * fame, n)
        covering = _highest(coverage + _FAME_BESIDE_COVERAGE * fame, n)
        chosen = np.union1d(likest, covering)
        return Candidates(names[chosen].astype(np.int32), coverage[chosen])


def _squared_idf(counts: NDArray[np.int64], names: int) -> NDArray[np.float64]:
    """Return the squared inverse document frequencies of trigrams, by how many names have them.

    A tenth is added so that a trigram of every name still counts a little.
    """
    idf: NDArray[np.float64] = np.log((1 + names) / (1 + counts)) + 0.1
    return idf**2


def _highest(values: NDArray[np.float64], n: int) -> NDArray[np.intp]:
    """Return the places of the highest values, in no order."""
    if len(values) <= n:
        return np.arange(len(values))
    return np.argpartition(values, len(values) - n)[len(values) - n :]


def _trigrams(names: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the different trigrams of each name as pairs of arrays, names ascending."""
    text = "".join(f" {name} " for name in names)
    signs = _signs(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32))
    owners = np.repeat(np.arange(len(names)), [len(name) + 2 for name in names])
    trigrams = (signs[:-2] * _SIGNS + signs[1:-1]) * _SIGNS + signs[2:]
    inside_one_word = (owners[:-2] == owners[2:]) & (signs[1:-1] != 0)
    pairs = np.sort(owners[:-2][inside_one_word] * _TRIGRAMS + trigrams[inside_one_word])
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return (pairs // _TRIGRAMS).astype(np.int32), (pairs % _TRIGRAMS).astype(np.int32)


def _signs(code_points: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return the sign of each character: its own for what is common, a shared one else."""
    points = code_points.astype(np.int64)
    signs = _shared_signs(points)
    is_ascii = points < _ASCII
    signs[is_ascii] = _ascii_signs()[points[is_ascii]]
    return signs


@cache
def _ascii_signs() -> NDArray[np.int64]:
    """Return the signs of ASCII, by code point."""
    signs = _shared_signs(np.arange(_ASCII))
    signs[ord(" ")] = 0
    signs[[ord(character) for character in _LETTERS_AND_DIGITS]] = np.arange(1, _FIRST_OTHER)
    return signs


def _shared_signs(code_points: NDArray[np.int64]) -> NDArray[np.int64]:
    return _FIRST_OTHER + code_points % (_SIGNS - _FIRST_OTHER)
