from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import numpy as np
import pytest

import model.trainer
from model.evaluation.trial import Trial
from model.gate import Agreement, agreement, agrees_less, recalls_less, spoilt
from model.opinions import Opinions
from model.pipeline import Promotion, train_version
from model.plays.hetrec import read_hetrec
from model.plays.votes import Event, VotesExport
from model.registry import Registry
from model.training.als import train_als
from model.training.settings import TrainingSettings
from model.version import read_version
from tests.conftest import NOW, checkerboard, plays_of

SETTINGS = TrainingSettings(factors=8, iterations=5)


def tried(recall, *, first=0):
    recall = np.asarray(recall, np.float64)
    hashes = np.arange(first, first + len(recall), dtype=np.uint64)
    return Trial(hashes, recall, recall, 0.5, 3.0)


@pytest.fixture
def noisy():
    return np.random.default_rng(1).random(400)


def test_a_version_that_recalls_less_of_the_same_listeners_is_told_apart_from_chance(noisy):
    chance = np.random.default_rng(2).normal(0, 0.05, 400)
    assert recalls_less(tried(noisy + chance - chance.mean()), tried(noisy)) is None
    objection = recalls_less(tried(noisy + chance - chance.mean() - 0.02), tried(noisy))
    assert objection is not None
    assert "the same 400 listeners" in objection
    assert recalls_less(tried(noisy + 0.02), tried(noisy)) is None


def test_only_listeners_that_both_know_are_compared_where_there_are_enough(noisy):
    """The new listeners are hard to please; the old ones fare as before."""
    new = Trial(
        np.arange(800, dtype=np.uint64), np.r_[noisy, np.zeros(400)], np.zeros(800), 0.5, 3.0
    )
    assert recalls_less(new, tried(noisy)) is None


def test_other_listeners_are_compared_by_their_means(noisy):
    assert recalls_less(tried(noisy, first=10_000), tried(noisy)) is None
    objection = recalls_less(tried(noisy / 2, first=10_000), tried(noisy))
    assert objection is not None
    assert "other listeners" in objection


def test_a_version_that_does_worse_on_what_it_has_seen_than_on_what_it_had_not_is_spoilt(noisy):
    assert spoilt(tried(noisy), tried(noisy * 0.9)) is None
    assert "spoilt" in (spoilt(tried(noisy * 0.5), tried(noisy)) or "")


def test_votes_are_compared_on_the_same_pairs():
    rng = np.random.default_rng(3)
    thumbs = np.asarray([1, -1] * 50, np.int32)
    good = (thumbs * 0.2 + rng.normal(0, 0.1, 100)).astype(np.float32)
    bad = rng.normal(0, 1, 100).astype(np.float32)
    assert agrees_less(Agreement(thumbs, good, bad)) is None
    assert agrees_less(Agreement(thumbs, good, good)) is None
    assert "votes" in (agrees_less(Agreement(thumbs, bad, good)) or "")
    few = slice(0, 18)  # nine of each kind
    assert agrees_less(Agreement(thumbs[few], bad[few], good[few])) is None


def train(registry, plays, hour, *, promotion=Promotion.AUTO, events=()):
    votes = VotesExport("votes", "0" * 64, tuple(events))
    now = NOW + timedelta(hours=hour)
    return train_version(plays, SETTINGS, registry, promotion=promotion, now=now, votes=votes)


def with_format(plays, name):
    reading = plays.reading
    renamed = type(reading)(
        reading.source,
        name,
        reading.checksum,
        reading.artists_read,
        reading.rows_used,
        reading.dirt,
        reading.merged,
    )
    return type(plays)(plays.listeners_x_artists, plays.catalog, renamed)


@pytest.fixture
def registry(tmp_path):
    return Registry(tmp_path / "models")


PLAYS = plays_of(checkerboard(300, 60, groups=6))
NOISE = plays_of(np.random.default_rng(0).permuted(PLAYS.listeners_x_artists.toarray(), axis=1))


def test_the_first_version_is_promoted_and_so_is_one_that_is_no_worse(registry):
    assert train(registry, PLAYS, 0).reason == "it is the first"
    again = train(registry, PLAYS, 1)
    assert (again.is_current, again.reason) == (True, "it is no worse than the current version")


def test_a_training_on_shuffled_plays_is_not_promoted_and_says_why(registry):
    first = train(registry, PLAYS, 0)
    bad = train(registry, NOISE, 1)
    assert not bad.is_current
    assert "hidden from" in bad.reason
    assert registry.current() == first.manifest.id
    assert train(registry, NOISE, 2, promotion=Promotion.ALWAYS).is_current


def test_a_training_whose_last_step_went_wrong_is_not_promoted(registry, monkeypatch):
    """The trial goes well, but the version's factors stand in the wrong rows."""
    train(registry, PLAYS, 0)
    real, calls = train_als, []

    def shuffled_in_the_end(plays, settings, **rest):
        learnt = real(plays, settings, **rest)
        calls.append(learnt)
        if len(calls) == 1:
            return learnt
        factors = np.random.default_rng(0).permutation(learnt.artist_factors)
        return replace(learnt, artist_factors=factors)

    monkeypatch.setattr(model.trainer, "train_als", shuffled_in_the_end)
    bad = train(registry, PLAYS, 1)
    assert not bad.is_current
    assert "spoilt" in bad.reason


def test_a_version_that_contradicts_the_votes_is_told_apart(registry):
    """Trained on the same plays and on the opposite of what people say."""
    keys = PLAYS.catalog.keys
    said = [
        Event(f"p{person}", keys[pair], keys[other], thumb)
        for pair in range(12)
        for other, thumb in ((pair + 7, 1), (pair + 6, -1))
        for person in range(40)
    ]
    turned = [Event(one.person, one.seed, one.artist, -one.vote) for one in said]
    current = train(registry, PLAYS, 0, events=said)
    again = train(registry, PLAYS, 1, events=said)
    assert again.is_current
    opposite = train(registry, PLAYS, 2, events=turned, promotion=Promotion.NEVER)
    opinions = Opinions.of(said, PLAYS.catalog, SETTINGS)
    of_current, of_again, of_opposite = (
        read_version(registry.path_of(one.manifest.id)) for one in (current, again, opposite)
    )
    assert agrees_less(agreement(of_again, of_current, opinions)) is None
    assert agrees_less(agreement(of_opposite, of_current, opinions)) is not None


def test_real_plays_replace_the_demo_but_the_demo_never_replaces_them_by_itself(registry):
    demo, small = with_format(PLAYS, "demo"), plays_of(checkerboard(30, 60, groups=6))
    train(registry, demo, 0)
    assert train(registry, small, 1).is_current
    back = train(registry, demo, 2)
    assert not back.is_current
    assert "demo" in back.reason


def test_a_current_version_that_is_broken_or_old_stands_in_nobodys_way(registry):
    first = train(registry, PLAYS, 0)
    (registry.path_of(first.manifest.id) / "listeners.npy").write_bytes(b"x")
    assert train(registry, PLAYS, 1).reason == "the current version is broken"


def test_plays_too_few_to_hide_any_are_judged_by_nothing_but_their_number(registry):
    tiny = plays_of([[1, 1, 0], [1, 1, 0], [0, 1, 1]])
    assert train(registry, tiny, 0).manifest.trial is None
    assert train(registry, tiny, 1).is_current


@pytest.mark.slow
def test_hetrec_with_its_artists_shuffled_is_kept_back(registry, hetrec):
    plays = read_hetrec(hetrec)
    run = partial(train_version, registry=registry, promotion=Promotion.AUTO)
    settings = TrainingSettings(iterations=5)
    assert run(plays, settings, now=NOW).is_current
    matrix = plays.listeners_x_artists.copy()
    matrix.indices = np.random.default_rng(0).permutation(matrix.indices)
    matrix.sum_duplicates()
    shuffled = type(plays)(matrix, plays.catalog, plays.reading)
    bad = run(shuffled, settings, now=NOW + timedelta(hours=1))
    assert not bad.is_current
