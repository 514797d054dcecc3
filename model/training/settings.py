"""Every number that training depends on: its unit, its range and why it is what it is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class TrainingSettings(BaseModel):
    """What a version is trained with; kept whole in its manifest.

    The defaults are nearly binary weights and strong regularisation: on HetRec Last.fm 2K they
    beat the original recipe (50 weakly regularised factors, 50 iterations) in every group of
    artists, see `docs/evaluation.md`. What is best depends on the data's size.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    factors: int = Field(default=64, ge=1, le=1024)
    """Dimensions of taste space: too few lump scenes together, too many learn single listeners."""

    regularization: float = Field(default=60.0, gt=0, le=1e6)
    """Pull of every factor towards zero, in the units of the weights, at most: on smaller data it
    is lowered to `regularization_of_strongest`, so that it never pulls everything to zero."""

    regularization_of_strongest: float = Field(default=0.1, gt=0, lt=1)
    """Share of the strongest singular value of the weights that regularisation may reach. A factor
    whose singular value is below the regularisation vanishes; on HetRec 60 is just under a
    tenth."""

    iterations: int = Field(default=15, ge=1, le=200)
    """Rounds of alternating least squares; each costs the same time."""

    bm25_k1: float = Field(default=0.5, ge=0, le=1000)
    """How much a second play adds to the first, in plays. 0 ignores counts; 100 makes a weight
    almost proportional to plays, and the fans of one artist drown everybody else."""

    bm25_b: float = Field(default=0.75, ge=0, le=1)
    """How far an artist's weights are divided by its total plays: 0 not at all, 1 wholly, so that
    everybody's favourites do not pass for everybody's neighbours."""

    seed: int = Field(default=20111023, ge=0, lt=2**32)
    """Of the random factors that ALS starts from, and of Annoy's trees."""

    least_listeners: int = Field(default=3, ge=1, le=1000)
    """An artist with fewer listeners is never an answer: one person's library is no evidence. It
    is lowered where fewer than `least_answers` artists would be left."""

    least_answers: int = Field(default=50, ge=1, le=100_000)
    """Artists that must remain as possible answers before `least_listeners` holds in full."""

    annoy_trees: int = Field(default=25, ge=1, le=1000)
    """Trees of the neighbour index; `python -m benchmarks.search` shows what 25 of them find."""
