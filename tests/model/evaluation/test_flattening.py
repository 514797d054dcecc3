from __future__ import annotations

import pytest

from model.evaluation.flattening import Flattening, is_flat
from model.evaluation.split import split
from model.training.als import train_als
from model.training.settings import TrainingSettings
from tests.conftest import checkerboard, plays_of

SETTINGS = TrainingSettings(factors=8, iterations=15)


@pytest.mark.parametrize(
    ("recalls", "flat"),
    [
        ([], False),
        ([0.1, 0.1], False),  # nothing came before them
        ([0.1, 0.1, 0.1], True),
        ([0.2, 0.1, 0.1], True),
        ([0.1, 0.1, 0.1005], False),  # half a percent is something
        ([0.1, 0.1004, 0.1002], True),
        ([0.1, 0.2, 0.2], False),
        ([0.0, 0.0, 0.0], False),  # it has not begun
    ],
)
def test_recall_is_flat_when_two_rounds_bring_less_than_half_a_percent(recalls, flat):
    assert is_flat(recalls) is flat


def rounds_of(listeners):
    plays = plays_of(checkerboard(listeners, 60, groups=3))
    parts = split(plays.listeners_x_artists, plays.catalog.keys)
    watched = Flattening(parts, least_listeners=1)
    learnt = train_als(parts.training, SETTINGS, keys=plays.catalog.keys, enough=watched)
    return learnt.rounds, watched.recalls


def test_training_stops_once_recall_is_flat():
    rounds, recalls = rounds_of(400)
    assert rounds == len(recalls) < SETTINGS.iterations
    assert is_flat(recalls)
    assert not any(is_flat(recalls[:before]) for before in range(rounds))


def test_of_few_listeners_recall_says_too_little_to_stop():
    assert rounds_of(100) == (SETTINGS.iterations, [])
