"""A map: an artist in the middle, and those close to it around it, on a plane.

Distances stand for closeness, as far as a plane allows; how maps are drawn is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from model.catalog import Artist

_NEAREST = 0.3  # of the closest from the centre, where 1 is the rim
_FEWEST_APART = 0.15  # two artists, whatever is said of them; 24 of them still find room
_MOST_APART = 1.7  # with which pairs are as far apart on average as points all over a disc
_ITERATIONS = 200
_SPREADINGS = 100
_ON_THE_LINE = 1e-3  # neither to the left nor to the right of the best-known neighbour
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


@dataclass(frozen=True, slots=True)
class MappedArtist:
    """An artist on a map.

    Attributes:
        artist: who.
        x: -1 (left) to 1.
        y: -1 (bottom) to 1.
        closeness: to the artist in the middle, 0 to 1; of that one itself 1.
        fame: 0 to 1, see `model.adventure.fame_of`.
    """

    artist: Artist
    x: float
    y: float
    closeness: float
    fame: float


def mapped(
    artists: Sequence[Artist], closeness: NDArray[np.float32], fame: NDArray[np.float32]
) -> list[MappedArtist]:
    """Lay out artists around the first of them.

    Args:
        artists: the one in the middle, then the others in any order.
        closeness: of each pair, shape `(artists, artists)`; what the first row says of the others
            is what their distance from the middle stands for, the rest is taken both ways round.
        fame: shape `(artists,)`.
    """
    places = _turned(_spread(_laid_out(_distances(closeness))), [one.row for one in artists])
    largest = max(float(np.abs(places).max(initial=0.0)), 1e-9)
    to_first = [1.0, *np.clip(closeness[0, 1:], 0, 1).tolist()]
    return [
        MappedArtist(artist, x, y, close, famous)
        for artist, (x, y), close, famous in zip(
            artists, (places / largest).tolist(), to_first, fame.tolist(), strict=True
        )
    ]


def _distances(closeness: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return what distances should be: less the closer, and such that the plane is used well.

    Who is closer than whom is all that a map can tell, so closeness is taken by its rank: values
    themselves would heap up a dozen artists of .9 to .95, and leave the rest of the plane empty.
    Radii are such that each ring has artists by its area; equal closeness makes equal distances.
    """
    size = len(closeness)
    distances = np.zeros((size, size))
    rings = _NEAREST**2 + (1 - _NEAREST**2) * _remoteness(closeness[0, 1:])
    distances[0, 1:] = np.sqrt(rings)
    both_ways = (closeness + closeness.T) / 2
    pairs = np.triu_indices(size, 1)
    among_others = pairs[0] > 0
    first, second = pairs[0][among_others], pairs[1][among_others]
    distances[first, second] = _FEWEST_APART + (_MOST_APART - _FEWEST_APART) * _remoteness(
        both_ways[first, second]
    )
    return distances + distances.T


def _remoteness(closeness: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return 0 for the closest to 1 for the least close, evenly by rank; ties share theirs."""
    rounded = -np.round(closeness, 3)  # smaller differences are noise
    _, place, ties = np.unique(rounded, return_inverse=True, return_counts=True)
    middles = np.cumsum(ties) - ties / 2
    return np.asarray(middles[place] / max(len(rounded), 1), np.float64)


def _laid_out(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places whose distances are as near as may be to those asked for, shape `(n, 2)`.

    Distances to the first weigh more than all others together; it lies at the origin.

    Source:
        I. Borg, P. Groenen, "Modern Multidimensional Scaling" (2005): classical scaling
        (chapter 12), then SMACOF with weights (chapter 8), which never makes the stress larger.
    """
    size = len(distances)
    weights = 1 - np.eye(size)
    weights[0, 1:] = weights[1:, 0] = 2 * size
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    places = _classical(distances)
    for _ in range(_ITERATIONS):
        between = cdist(places, places)
        ratio = weights * distances / np.where(between > 0, between, np.inf)
        places = inverse @ ((np.diag(ratio.sum(axis=1)) - ratio) @ places)
    centred: NDArray[np.float64] = places - places[0]
    return centred


def _classical(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the start: classical scaling, and a small spiral that parts who falls together."""
    size = len(distances)
    centring = np.eye(size) - 1 / size
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances**2 @ centring)
    places = np.zeros((size, 2))
    places[:, : min(size, 2)] = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0))
    turns = _GOLDEN_ANGLE * np.arange(size)
    return places + 1e-3 * np.stack([np.cos(turns), np.sin(turns)], axis=1)


def _spread(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push apart who lies too near to another; the first stays where it is."""
    places = places.copy()
    for _ in range(_SPREADINGS):
        apart = places[:, None] - places[None]
        lengths = cdist(places, places)
        np.fill_diagonal(lengths, np.inf)
        lacking = np.maximum(_FEWEST_APART - lengths, 0)
        if lacking.max() <= _FEWEST_APART / 100:
            break
        push = (apart / np.maximum(lengths, 1e-9)[..., None] * lacking[..., None]).sum(axis=1) / 2
        push[0] = 0
        places += push
    return places


def _turned(places: NDArray[np.float64], rows: Sequence[int]) -> NDArray[np.float64]:
    """Turn the best-known neighbour to the upper right, and the next one to the left of it.

    Stress knows neither up nor left nor handedness, so without this two alike maps would look
    unlike.
    """
    known = [at for at in np.argsort(rows, kind="stable").tolist() if at != 0]
    if not known:
        return places
    x, y = places[known[0]]
    angle = np.pi / 4 - np.arctan2(y, x)
    cosine, sine = np.cos(angle), np.sin(angle)
    turned: NDArray[np.float64] = places @ np.asarray([[cosine, sine], [-sine, cosine]])
    to_the_left = turned[known, 1] - turned[known, 0]
    to_the_left = to_the_left[np.abs(to_the_left) > _ON_THE_LINE]
    is_mirrored = len(to_the_left) > 0 and to_the_left[0] < 0
    return turned[:, ::-1] if is_mirrored else turned
