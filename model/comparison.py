"""Two people's tastes held against each other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from model.catalog import Artist
from model.taste import Taste
from model.types import ArtistRow, Vector
from model.version import Version


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two people have in common, and what each could take from the other.

    Attributes:
        overlap: how much the tastes as points lie in one direction: 1 for people who like the
            same, even if not the same artists; 0 for strangers and for opposites. None if one of
            them likes nobody that the version knows, so that nothing can be said.
        in_common: liked by both, the best known first.
        apart: liked by one and disliked by the other, the best known first.
        for_first: of what the second likes, what the first has no opinion on and would like most;
            None if there is no such artist, or nothing can be said of the first.
        for_second: the same the other way round.
    """

    overlap: float | None
    in_common: tuple[Artist, ...]
    apart: tuple[Artist, ...]
    for_first: Artist | None
    for_second: Artist | None


def comparison(version: Version, first: Taste, second: Taste) -> Comparison:
    """Compare two tastes; keys that the version does not know are ignored.

    The overlap is the cosine of the two points of `TasteSpace.point`, negative ones cut to 0.
    """
    ours, theirs = first.opinions(version.catalog), second.opinions(version.catalog)
    our_likes, our_dislikes = _liked(ours), ours.keys() - _liked(ours)
    their_likes, their_dislikes = _liked(theirs), theirs.keys() - _liked(theirs)
    our_point, their_point = version.tastes.point(ours), version.tastes.point(theirs)
    apart = (our_likes & their_dislikes) | (our_dislikes & their_likes)
    return Comparison(
        _overlap(our_point, their_point),
        tuple(version.catalog[row] for row in sorted(our_likes & their_likes)),
        tuple(version.catalog[row] for row in sorted(apart)),
        _most_liked(version, our_point, their_likes - ours.keys()),
        _most_liked(version, their_point, our_likes - theirs.keys()),
    )


def _liked(opinions: dict[ArtistRow, float]) -> set[ArtistRow]:
    return {row for row, opinion in opinions.items() if opinion > 0}


def _overlap(one: Vector, other: Vector) -> float | None:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return min(max(float(one @ other) / lengths, 0.0), 1.0) if lengths > 0 else None


def _most_liked(version: Version, point: Vector, rows: Collection[ArtistRow]) -> Artist | None:
    """Return the artist of highest score, ties to the better known."""
    if not rows or not point.any():
        return None
    ordered = np.asarray(sorted(rows), np.int32)
    (scores,) = version.tastes.scores(point, ordered)
    return version.catalog[int(ordered[scores.argmax()])]
