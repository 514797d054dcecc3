"""The split on Spark hides what the split on one machine hides."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.errors import NothingToLearn
from model.evaluation.split import split as on_one_machine
from model.spark.libraries import Libraries
from model.spark.split import split
from model.spark.streams import streamed
from tests.conftest import plays_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]

PLAYS = plays_of(np.random.default_rng(1).integers(0, 3, (120, 50)))
SMALL = plays_of(np.tril(np.ones((12, 12))))  # libraries of 1 to 12 artists
JUST_ENOUGH = plays_of(np.tril(np.ones((69, 69))))  # fifty of them of twenty and more


@pytest.mark.parametrize(
    ("plays", "most_listeners", "most_judged"),
    [(PLAYS, 1000, 1000), (PLAYS, 60, 17), (SMALL, 1000, 1000), (JUST_ENOUGH, 1000, 1000)],
    ids=["all", "a sample", "small libraries", "just enough"],
)
def test_the_same_is_hidden_from_the_same_listeners(on_spark, plays, most_listeners, most_judged):
    matrix, keys = plays.listeners_x_artists, plays.catalog.keys
    limits = {"most_listeners": most_listeners, "most_judged": most_judged}
    expected = on_one_machine(matrix, keys, **limits)
    halves = split(on_spark(matrix), keys, **limits)
    parts = halves.parts
    assert parts.hashes.tolist() == expected.hashes.tolist()
    for found, hidden in zip(parts.hidden, expected.hidden, strict=True):
        assert found.tolist() == hidden.tolist()
    assert parts.judged.tolist() == list(range(len(expected.judged)))
    left = expected.training[expected.judged]
    assert (parts.training.toarray() == left.toarray()).all()
    assert parts.listeners.tolist() == expected.listeners.tolist()
    assert parts.listener_count == expected.listener_count
    some = [Libraries.of(batch) for batch in streamed(halves.training)]
    cells = sum(len(libraries.artists) for libraries in some)
    assert cells == expected.training.nnz
    assert sum(libraries.plays.sum() for libraries in some) == expected.training.data.sum()


def test_plays_too_few_to_hide_any_are_refused(on_spark):
    plays = plays_of(np.eye(5))
    with pytest.raises(NothingToLearn, match="hidden"):
        split(on_spark(plays.listeners_x_artists), plays.catalog.keys)
