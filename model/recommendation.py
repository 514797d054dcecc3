"""Artists for a taste, or for several at once: who is left out, what is said of each, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.catalog import Artist
from model.mixing import fair_order, happiness, served
from model.taste import Taste, reasons
from model.types import ArtistRow, Rows
from model.version import Version


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An artist for a taste, or for several.

    Attributes:
        artist: who.
        scores: how surely each person with a say would like it, in the order of their tastes;
            about 1 for sure.
        because: for one person's taste, the likes that speak most for it; see
            `model.taste.reasons`. Nothing for several.
        served: whom it is for, as places in the tastes given; see `model.mixing.served`.
    """

    artist: Artist
    scores: tuple[float, ...]
    because: tuple[Artist, ...] = ()
    served: tuple[int, ...] = ()


def recommendations(
    version: Version,
    tastes: Sequence[Taste],
    *,
    n: int,
    excluded: Collection[ArtistRow],
    shift: float,
) -> list[Recommendation]:
    """Return artists for everybody who likes somebody; see `Recommender.mix`.

    Args:
        version: who may be an answer, and how tastes are scored.
        tastes: one per person.
        n: how many at most.
        excluded: artists to leave out besides all that were judged.
        shift: see `Adventure.shift`.
    """
    opinions = [taste.opinions(version.catalog) for taste in tastes]
    with_a_say = [
        place for place, judged in enumerate(opinions) if any(one > 0 for one in judged.values())
    ]
    if not with_a_say:
        return []
    points = np.stack([version.tastes.point(opinions[place]) for place in with_a_say])
    # All are scored, and some left out after that: their factors lie side by side on disk, and
    # picking from them would copy them.
    scores = version.tastes.scores(points, version.answer_rows)
    is_possible = ~np.isin(version.answer_rows, list(set(excluded).union(*opinions)))
    rows, scores = version.answer_rows[is_possible], scores[:, is_possible]
    chosen = fair_order(scores, bonus=shift * version.closeness.fame[rows], n=n)
    because: list[tuple[Artist, ...]] = [()] * len(chosen)
    if len(with_a_say) == 1:
        because = _because(version, opinions[with_a_say[0]], rows[chosen])
    for_whom = served(happiness(scores)[:, chosen])
    return [
        Recommendation(
            version.catalog[int(rows[at])],
            tuple(scores[:, at].tolist()),
            likes,
            tuple(with_a_say[person] for person in people),
        )
        for at, likes, people in zip(chosen, because, for_whom, strict=True)
    ]


def _because(
    version: Version, opinions: Mapping[ArtistRow, float], rows: Rows
) -> list[tuple[Artist, ...]]:
    likes = [version.catalog[row] for row, opinion in opinions.items() if opinion > 0]
    shares = version.tastes.shares(opinions, rows)
    return [tuple(likes[like] for like in strongest) for strongest in reasons(shares)]
