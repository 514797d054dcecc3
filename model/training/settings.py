"""Every number that training depends on: its unit, its range and why it is what it is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

_MANY_ARTISTS = 100_000


class TrainingSettings(BaseModel):
    """What a version is trained with; kept whole in its manifest.

    The defaults are nearly binary weights and strong regularisation: on HetRec Last.fm 2K they
    beat the original recipe (50 weakly regularised factors, 50 iterations) in every group of
    artists, see `docs/evaluation.md`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    factors: int = Field(default=128, ge=1, le=1024)
    """Dimensions of taste space: too few lump scenes together, and each costs memory."""

    regularization: float = Field(default=6.0, gt=0, le=1e6)
    """Pull of every factor towards zero, in mean weights, at most: so it means the same whatever
    the weights' scale is. What is best hardly moves with the number of listeners, see
    `docs/evaluation.md`. On very small data it is lowered to `regularization_of_strongest`."""

    regularization_of_strongest: float = Field(default=0.25, gt=0, lt=1)
    """Share of the strongest singular value of the weights that regularisation may reach. A factor
    whose singular value is below the regularisation vanishes, and with it all of twenty
    listeners' taste."""

    iterations: int = Field(default=15, ge=1, le=200)
    """Rounds of alternating least squares at most. Where artists can be hidden from enough
    listeners, the trial finds out how many are enough (`model.evaluation.flattening`), mostly
    about half as many."""

    bm25_k1: float = Field(default=0.8, ge=0, le=1000)
    """How much a second play adds to the first, in plays. 0 ignores counts; 100 makes a weight
    almost proportional to plays, and one favourite of a listener drowns all others."""

    bm25_b: float = Field(default=0.75, ge=0, le=1)
    """How far a listener's plays are judged by how much that listener plays in all: 0 not at all,
    1 wholly."""

    co_listening_weight: float = Field(default=0.2, ge=0, le=1)
    """Share of co-listening in how close two artists are; the rest is the cosine of factors."""

    doubt: float = Field(default=1.0, ge=0, le=1000)
    """Listeners that count against an answer's cosine: it is multiplied by listeners over
    listeners plus these, since a direction that few have drawn is soon near to anything."""

    query_opinion: float = Field(default=0.3, ge=0, le=10)
    """What having asked for an artist weighs, in likes: curiosity more often than love."""

    like_opinion: float = Field(default=1.0, ge=0, le=10)
    """What a 👍 weighs: 1 is as much as a listener's average play of that artist."""

    dislike_opinion: float = Field(default=1.0, ge=0, le=10)
    """What a 👎 weighs, as confidence that the artist is not liked."""

    seed: int = Field(default=20111023, ge=0, lt=2**32)
    """Of the random factors that ALS starts from, and of Annoy's trees."""

    least_listeners: int = Field(default=3, ge=1, le=1000)
    """An artist with fewer listeners is never an answer: one person's library is no evidence. It
    is lowered where fewer than `least_answers` artists would be left."""

    least_answers: int = Field(default=50, ge=1, le=100_000)
    """Artists that must remain as possible answers before `least_listeners` holds in full."""

    annoy_trees: int = Field(default=25, ge=1, le=1000)
    """Trees of the neighbour index; `python -m benchmarks.search` shows what 25 of them find."""

    @classmethod
    def for_size(cls, artists: int) -> TrainingSettings:
        """Return the defaults for so many artists.

        More factors than 64 gain a little recall; from a hundred thousand artists on they are not
        worth their memory and time.
        """
        return cls() if artists <= _MANY_ARTISTS else cls(factors=64)
