"""A floor under the quality of answers, judged by tags that no model has seen."""

from __future__ import annotations

import pytest

from benchmarks.similar_artists import (
    FROM_FEW,
    GROUPS,
    agreement,
    by_closeness,
    by_fame,
    by_recipe,
    by_version,
    trained,
)
from model.plays.hetrec import read_hetrec

LEAST = dict(zip(GROUPS, (0.30, 0.245, 0.185), strict=True))
COSINE_ALONE = {"co_listening_weight": 0.0, "doubt": 0.0}
CO_LISTENING_ALONE = {"co_listening_weight": 1.0}


@pytest.fixture(scope="module")
def table(hetrec, tmp_path_factory):
    plays = read_hetrec(hetrec)
    version = trained(plays, tmp_path_factory.mktemp("hetrec"))
    systems = {
        "popular": by_fame(),
        "recipe": by_recipe(plays),
        "defaults": by_version(version),
        "cosine": by_closeness(version, COSINE_ALONE),
        "co-listening": by_closeness(version, CO_LISTENING_ALONE),
    }
    return agreement(plays, hetrec, systems).T


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_the_defaults_beat_the_original_recipe_in_every_group_of_artists(table, group):
    popular, recipe, defaults = table.loc[group, ["popular", "recipe", "defaults"]]
    assert popular < recipe < defaults
    assert defaults >= LEAST[group]


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_plays_weighed_both_ways_beat_either_alone(table, group):
    defaults, cosine, co_listening = table.loc[group, ["defaults", "cosine", "co-listening"]]
    assert defaults > max(cosine, co_listening)


@pytest.mark.slow
def test_no_answer_rests_on_fewer_than_three_listeners(table):
    assert table.loc[FROM_FEW, "recipe"] > 0.2  # so that the figure can tell
    assert table.loc[FROM_FEW, "defaults"] == 0
