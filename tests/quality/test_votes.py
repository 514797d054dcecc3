"""What votes do to a model of real listeners: enough people move an answer, a few do not."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from model.pipeline import Promotion, train_version
from model.plays.hetrec import read_hetrec
from model.plays.votes import Event, VotesExport
from model.recommender import Recommender
from model.registry import Registry
from model.training.settings import TrainingSettings
from tests.conftest import NOW

pytestmark = pytest.mark.slow

FIRST = 10
MOST_ELSEWHERE = 1.0  # answers of ten, on average


@pytest.fixture(scope="module")
def learnt(hetrec, tmp_path_factory):
    """Train on HetRec and these votes; the same votes are learnt from once."""
    plays = read_hetrec(hetrec)
    registry = Registry(tmp_path_factory.mktemp("votes"))
    known: dict[tuple[Event, ...], Recommender] = {}

    def learn(*events):
        if events not in known:
            trained = train_version(
                plays,
                TrainingSettings(),
                registry,
                promotion=Promotion.NEVER,
                now=NOW + timedelta(hours=len(known)),
                votes=VotesExport("votes", "0" * 64, events),
            )
            known[events] = Recommender.load(registry.path_of(trained.manifest.id))
        return known[events]

    return learn


@pytest.fixture(scope="module")
def strangers(learnt):
    """Two well-known artists who share no listener, far from each other."""
    recommender = learnt()
    catalog = recommender.catalog
    candidates = [artist for artist in catalog if 30 <= artist.listeners <= 100]
    for asked in candidates[::7]:
        for other in reversed(candidates):
            if recommender.explain(asked.key, other.key).shared_listeners == 0:
                return asked.key, other.key
    pytest.fail("everybody shares somebody")


def tens(recommender, *, left_out=()):
    keys = [artist.key for artist in recommender.catalog if artist.listeners >= 3]
    return {key: answers(recommender, key) for key in keys[::20] if key not in left_out}


def answers(recommender, key, n=FIRST):
    return [one.artist.key for one in recommender.similar(key, n=n)]


def changed(before, after, left_out):
    ours, theirs = tens(before, left_out=left_out), tens(after, left_out=left_out)
    return np.mean([len(set(ours[key]) - set(theirs[key])) for key in ours])


def of_people(count, asked, artist, vote):
    return [Event(f"person {number}", asked, artist, vote) for number in range(count)]


def test_sixty_people_bring_a_stranger_into_the_first_ten_and_change_little_else(
    learnt, strangers
):
    asked, liked = strangers
    before, after = learnt(), learnt(*of_people(60, asked, liked, 1))
    assert liked not in answers(before, asked, n=1000)
    assert liked in answers(after, asked)
    assert changed(before, after, strangers) < MOST_ELSEWHERE


def test_five_people_do_not(learnt, strangers):
    asked, liked = strangers
    before, after = learnt(), learnt(*of_people(5, asked, liked, 1))
    assert liked not in answers(after, asked, n=100)
    assert changed(before, after, strangers) < MOST_ELSEWHERE


def test_sixty_who_dislike_the_first_answer_move_it_down(learnt):
    before = learnt()
    asked = before.match("radiohead").matches[0].artist.key
    first = answers(before, asked)[0]
    after = learnt(*of_people(60, asked, first, -1))
    assert first not in answers(after, asked)
    assert changed(before, after, (asked, first)) < MOST_ELSEWHERE


def test_ten_people_cannot_move_a_well_known_artist(learnt):
    before = learnt()
    asked = before.match("radiohead").matches[0].artist.key
    ours = answers(before, asked)
    for vote, artist in ((-1, ours[0]), (1, answers(before, asked, n=400)[-1])):
        theirs = answers(learnt(*of_people(10, asked, artist, vote)), asked)
        assert len(set(ours) - set(theirs)) <= 1


def test_one_person_voting_again_and_again_is_one_person(learnt, strangers):
    asked, liked = strangers
    again = [Event("person", asked, liked, 1)] * 60
    assert liked not in answers(learnt(*again), asked, n=100)
