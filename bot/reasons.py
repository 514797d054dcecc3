"""Why the artists of a page are in an answer, asked of the model that is current now.

It may be another than the one that answered, and not know an artist any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import TypeAlias

from model.explanation import Explanation
from model.recommender import Recommender
from model.types import ArtistKey


class Missing(Enum):
    """What the current model would have to know to explain an artist."""

    ARTIST = auto()
    """The artist itself."""
    SEED = auto()
    """Any of those it was to be close to."""


Reason: TypeAlias = Explanation | Missing


def reasons_for(
    recommender: Recommender, near: Sequence[ArtistKey], keys: Sequence[ArtistKey]
) -> list[Reason]:
    """Explain artists, each by the one asked for with which it shares the most listeners.

    Args:
        recommender: the model asked.
        near: artists that were asked for; of equals the first one explains.
        keys: artists answered.
    """
    known = [key for key in near if recommender.catalog.knows(key)]
    return [_reason(recommender, known, key) for key in keys]


def _reason(recommender: Recommender, known: Sequence[ArtistKey], key: ArtistKey) -> Reason:
    if not recommender.catalog.knows(key):
        return Missing.ARTIST
    if not known:
        return Missing.SEED
    explanations = (recommender.explain(seed, key) for seed in known)
    return max(explanations, key=lambda one: one.shared_listeners)
