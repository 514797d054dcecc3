"""A floor under the quality of answers, judged by tags that no model has seen."""

from __future__ import annotations

import pytest

from benchmarks.similar_artists import ORIGINAL, agreement, by_factors, by_fame
from model.plays.hetrec import read_hetrec
from model.training.settings import TrainingSettings

LEAST = {"head, 20 or more": 0.28, "mid, 5 to 19": 0.22, "tail, 2 to 4": 0.17}


@pytest.mark.slow
def test_the_defaults_beat_the_original_recipe_in_every_group_of_artists(hetrec):
    plays = read_hetrec(hetrec)
    table = agreement(
        plays,
        hetrec,
        {
            "popular": by_fame(),
            "recipe": by_factors(plays, ORIGINAL),
            "defaults": by_factors(plays, TrainingSettings()),
        },
    )
    for group, least in LEAST.items():
        popular, recipe, defaults = table[group]
        assert popular < recipe < defaults
        assert defaults >= least
