"""Vocabularies of any size, grown from real names: words exchanged between names, words made up.

What is grown has the lengths, the letters and the shared words of the names it grew from, so it
crowds a matcher as real names would. It says nothing about listening.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

from model.catalog import Catalog, artist_key

_MADE_UP = 0.3  # of the words; the rest are words of the given names, as frequent as there
_LONGEST_MADE_UP = 16  # letters
_BEST_KNOWN_GROWN = 10  # listeners at most: what is left out of a vocabulary is its tail
_DRAWN_AT_ONCE = 100_000

Thing = TypeVar("Thing")
Letters = dict[str, tuple[list[str], list[float]]]


def grown(catalog: Catalog, artists: int, *, seed: int = 1) -> Catalog:
    """Return a catalogue of that many artists: the given ones, and others made from their words.

    Args:
        catalog: real names, with their listeners.
        artists: how many in all; at least as many as are given.
        seed: the same catalogue for the same seed.
    """
    rng = np.random.default_rng(seed)
    all_names = grown_names(catalog.names, artists, rng)
    listeners = np.ones(artists, np.int64)
    listeners[: len(catalog)] = catalog.listeners
    tail = rng.zipf(1.6, artists - len(catalog))
    listeners[len(catalog) :] = np.minimum(tail, _BEST_KNOWN_GROWN)
    order = np.argsort(-listeners, kind="stable").tolist()
    return Catalog(
        [artist_key(f"{row} {all_names[row]}") for row in order],
        [all_names[row] for row in order],
        listeners[order].astype(np.int32),
    )


def grown_names(names: Sequence[str], count: int, rng: np.random.Generator) -> list[str]:
    """Return so many different names: the given ones first, then others made from their words."""
    draws = _draws(rng)
    words = [word for name in names for word in name.split()]
    lengths = [len(name.split()) for name in names]
    letters = _next_letters(words)
    found = dict.fromkeys(names)
    while len(found) < count:
        made = [
            _made_up(letters, draws) if next(draws) < _MADE_UP else _one_of(words, draws)
            for _ in range(_one_of(lengths, draws))
        ]
        found.setdefault(" ".join(made))
    return list(found)


def _draws(rng: np.random.Generator) -> Iterator[float]:
    """Yield numbers from 0 to 1, drawn many at once, which is much faster."""
    while True:
        yield from rng.random(_DRAWN_AT_ONCE).tolist()


def _one_of(things: Sequence[Thing], draws: Iterator[float]) -> Thing:
    return things[int(next(draws) * len(things))]


def _next_letters(words: Sequence[str]) -> Letters:
    """Return which letters follow each pair of letters, and how often, added up."""
    follow: dict[str, Counter[str]] = {}
    for word in words:
        padded = f"  {word} "
        for place in range(len(padded) - 2):
            follow.setdefault(padded[place : place + 2], Counter())[padded[place + 2]] += 1
    return {
        pair: (list(counts), (np.cumsum(list(counts.values())) / counts.total()).tolist())
        for pair, counts in follow.items()
    }


def _made_up(letters: Letters, draws: Iterator[float]) -> str:
    word = "  "
    while len(word) < _LONGEST_MADE_UP:
        options, shares = letters[word[-2:]]
        letter = options[min(bisect_left(shares, next(draws)), len(options) - 1)]
        if letter == " ":
            break
        word += letter
    return word.strip()
