"""What a training on this machine makes of its trial, its settings and its floor."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from model.pipeline import Promotion, train_version
from model.plays.demo import read_demo
from model.registry import Registry
from model.trainer import OnThisMachine
from model.training.settings import TrainingSettings
from model.version import read_version
from tests.conftest import NOW

SETTINGS = TrainingSettings(factors=8, least_listeners=30)


@pytest.fixture(scope="module")
def plays():
    return read_demo()


def nobody(plays):
    return plays.listeners_x_artists[:0]


def told(_done, _total):
    """Told how far it is, and says nothing."""


def test_the_trial_ends_when_recall_is_flat_and_all_is_learnt_in_as_many_rounds(plays):
    trainer = OnThisMachine(plays, SETTINGS)
    rest = trainer.learn_from_rest(nobody(plays), 30, told)
    assert rest is not None
    assert 1 < rest.learnt.rounds < SETTINGS.iterations
    assert trainer.learn(nobody(plays), 4, told).rounds == 4
    assert trainer.learn(nobody(plays), None, told).rounds == SETTINGS.iterations


def test_what_people_like_is_learnt_from_in_the_trial_too(plays):
    trainer = OnThisMachine(plays, SETTINGS)
    people = plays.listeners_x_artists[:40]
    with_people, without = (
        trainer.learn_from_rest(one, 30, told) for one in (people, nobody(plays))
    )
    assert with_people is not None
    assert without is not None
    assert not np.array_equal(with_people.learnt.artist_factors, without.learnt.artist_factors)


def test_a_version_says_after_how_many_rounds_it_was_learnt_and_pairs_answers_alone(
    plays, tmp_path
):
    registry = Registry(tmp_path)
    made = train_version(
        plays, SETTINGS, registry, promotion=Promotion.NEVER, now=NOW + timedelta(hours=1)
    )
    rest = OnThisMachine(plays, SETTINGS).learn_from_rest(
        nobody(plays), made.manifest.least_listeners, told
    )
    assert rest is not None
    assert made.manifest.rounds == rest.learnt.rounds < SETTINGS.iterations
    version = read_version(registry.path_of(made.manifest.id))
    assert made.manifest.least_listeners == 30
    assert len(version.answer_rows) < len(version.catalog)
    assert set(version.companions.rows.tolist()) <= set(version.answer_rows.tolist())
