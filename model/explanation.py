"""Why two artists are close: who listens to both, how unusual that is, and who connects them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.catalog import Artist
from model.companions import lift
from model.version import Version

_CONNECTING = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """What connects two artists.

    Attributes:
        artist: the one.
        other: the other.
        shared_listeners: people in the training data who listen to both.
        lift: how many times more that is than chance would make it; 1 is chance, 0 nobody.
        connecting: up to three artists that are unusually often heard together with both, the
            surest first.
        up: people whose vote says that they belong together.
        down: people whose vote says that they do not.
    """

    artist: Artist
    other: Artist
    shared_listeners: int
    lift: float
    connecting: tuple[Artist, ...]
    up: int
    down: int


def explanation(version: Version, artist: Artist, other: Artist) -> Explanation:
    """Gather what a version knows of two artists.

    A connecting artist is as sure as the weaker of its two associations; ties go to the better
    known.
    """
    shared = int(version.co_listening.shared(artist.row, [other.row])[0])
    pairs = version.voted.of_artist(artist.row)
    on_other = np.asarray(version.voted.second[pairs]) == other.row
    return Explanation(
        artist,
        other,
        shared,
        lift(shared, artist.listeners, other.listeners, version.manifest.counts.listeners),
        _connecting(version, artist, other),
        int(np.asarray(version.voted.up[pairs])[on_other].sum()),
        int(np.asarray(version.voted.down[pairs])[on_other].sum()),
    )


def _connecting(version: Version, artist: Artist, other: Artist) -> tuple[Artist, ...]:
    ours, our_strength = version.companions.of_artist(artist.row)
    theirs, their_strength = version.companions.of_artist(other.row)
    both, at, their_at = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    sure = np.minimum(our_strength[at], their_strength[their_at])
    sure[np.isin(both, [artist.row, other.row])] = 0
    order = np.lexsort((both, -sure))[:_CONNECTING]
    return tuple(version.catalog[int(both[one])] for one in order if sure[one] > 0)
