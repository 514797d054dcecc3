"""Who plays whom: listeners and artists drawn with a seed, shaped like Last.fm 360K.

The shape is what has been published of that set: how many listeners, artists and rows there are,
how listeners are shared out among artists, and how often one listener plays one artist. Taste is
planted: artists stand on a ring, and a listener's artists come from around a few places on it.

Sources:
    O. Celma, "Music Recommendation and Discovery" (2010): sizes and the long tail's parameters.
    K. Kilkki, "A practical model for analyzing long tails" (2007): the tail's formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

LISTENERS = 359_347
ARTISTS = 480_000
"""Of whom some 294,000 are played by somebody, as in the published set."""

MOST_OF_ONE = 50
"""Artists of a listener: the set holds each listener's favourites."""

_HALF_OF_PLAYS, _STEEPNESS, _LIMIT = 737.0, 0.73, 1.02  # of the tail: 737 artists have half of it
_FEWER = 0.06  # share of listeners who play fewer than fifty
_PLAYS_MEDIAN, _PLAYS_SPREAD = 94.0, 1.29  # of the log-normal: quartiles of 39 and 224
_CENTRES = (0.5, 0.25, 0.15)  # shares of a listener's places on the ring; the rest is anywhere
_NARROWEST, _WIDEST = 0.004, 0.05  # of a listener's surroundings of a place, as shares of the ring
_FAME_OF_A_PLACE = 1e-4  # a famous artist stands in many places, so that nobody is all of a place
_FAMOUS_SPREAD = 0.08  # of such places around the artist's own
_DRAWN_PER_LISTENER = 90  # of whom fifty different ones are nearly always left
_AT_ONCE = 16_384  # listeners


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """The rows of some listeners, one per listener and artist, listeners ascending.

    Attributes:
        listeners: int32, numbers from 0.
        artists: int32, numbers from 0, the smaller the more famous.
        plays: int32, 1 or more.
    """

    listeners: NDArray[np.int32]
    artists: NDArray[np.int32]
    plays: NDArray[np.int32]


class Ring:
    """Where artists stand, and how much of the ring each takes up.

    Attributes:
        home: of each artist, 0 to 1, shape `(artists,)`: near homes have the same listeners.
    """

    def __init__(self, artists: int, rng: Generator) -> None:
        """Place so many artists."""
        fame = fame_of_rank(artists)
        self.home = rng.random(artists)
        places = np.ceil(fame / _FAME_OF_A_PLACE).astype(np.int64)
        self._artist = np.repeat(np.arange(artists, dtype=np.int32), places)
        spread = rng.normal(0, _FAMOUS_SPREAD, len(self._artist)) * (places > 1)[self._artist]
        order = np.argsort((self.home[self._artist] + spread) % 1, kind="stable")
        self._artist = self._artist[order]
        self._ends = np.cumsum((fame / places)[self._artist])
        self._ends /= self._ends[-1]

    def at(self, places: NDArray[np.float64]) -> NDArray[np.int32]:
        """Return who stands at places of the ring; what is beyond its end begins anew."""
        found = self._artist[np.searchsorted(self._ends, places % 1, side="right")]
        return np.asarray(found, np.int32)


def fame_of_rank(artists: int) -> NDArray[np.float64]:
    """Return each artist's share of all rows, the most famous first; adds up to 1."""
    # The formula is of plays. Rows are shared out a little more evenly: without its first rank the
    # best-known artist has a fifth of the listeners, as published.
    ranks = np.arange(1, artists + 2, dtype=np.float64)
    shares = np.diff(_LIMIT / ((_HALF_OF_PLAYS / ranks) ** _STEEPNESS + 1))
    return np.asarray(shares / shares.sum(), np.float64)


@dataclass(frozen=True)
class Listening:
    """A population.

    Attributes:
        listeners: how many.
        artists: who may be played; of many, the last are played by nobody.
        seed: the same seed gives the same rows; fewer listeners are the first of more.
    """

    listeners: int = LISTENERS
    artists: int = ARTISTS
    seed: int = 360

    @cached_property
    def ring(self) -> Ring:
        """Where the artists stand: the same for any number of listeners."""
        return Ring(self.artists, np.random.default_rng(self.seed))

    def heard(self) -> Iterator[Heard]:
        """Draw the rows, some thousand listeners at a time."""
        for start in range(0, self.listeners, _AT_ONCE):
            rng = np.random.default_rng((self.seed, start))
            drawn = _drawn(self.ring, rng, start)
            fits = drawn.listeners < self.listeners
            yield Heard(drawn.listeners[fits], drawn.artists[fits], drawn.plays[fits])


def _drawn(ring: Ring, rng: Generator, start: int) -> Heard:
    shape = (_AT_ONCE, _DRAWN_PER_LISTENER)
    centres = rng.random((_AT_ONCE, len(_CENTRES)))
    widths = np.exp(rng.uniform(np.log(_NARROWEST), np.log(_WIDEST), centres.shape))
    which = np.searchsorted(np.cumsum(_CENTRES), rng.random(shape), side="right")
    anywhere = which == len(_CENTRES)
    which[anywhere] = 0
    offset = (rng.random(shape) - 0.5) * np.take_along_axis(widths, which, 1)
    places = np.take_along_axis(centres, which, 1) + offset
    places[anywhere] = rng.random(int(anywhere.sum()))
    artists = ring.at(places.ravel()).reshape(shape)
    sizes = np.where(
        rng.random(_AT_ONCE) < _FEWER, rng.integers(1, MOST_OF_ONE, _AT_ONCE), MOST_OF_ONE
    )
    first = _first_times(artists)
    kept = first & (np.cumsum(first, axis=1) <= sizes[:, None])
    listener, place = np.nonzero(kept)
    plays = rng.lognormal(np.log(_PLAYS_MEDIAN), _PLAYS_SPREAD, len(listener))
    return Heard(
        (listener + start).astype(np.int32),
        artists[listener, place],
        np.ceil(plays).astype(np.int32),
    )


def _first_times(artists: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say of each artist whether it stands for the first time in its row."""
    order = np.argsort(artists, axis=1, kind="stable")
    in_order = np.take_along_axis(artists, order, 1)
    first_in_order = np.ones(artists.shape, bool)
    first_in_order[:, 1:] = in_order[:, 1:] != in_order[:, :-1]
    first = np.empty(artists.shape, bool)
    np.put_along_axis(first, order, first_in_order, 1)
    return first
