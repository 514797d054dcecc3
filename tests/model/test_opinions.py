from __future__ import annotations

import numpy as np
import pytest

from model.opinions import Opinions
from model.plays.votes import Event
from model.training.settings import TrainingSettings
from model.types import ArtistKey
from tests.conftest import plays_of

CATALOG = plays_of(np.ones((3, 5))).catalog
A, B, C, D, _ = CATALOG.keys
STRANGER = ArtistKey("stranger")
SETTINGS = TrainingSettings(query_opinion=0.25, like_opinion=2.0, dislike_opinion=0.5)


def opinions(*events):
    return Opinions.of(events, CATALOG, SETTINGS)


def table(voted):
    return voted.as_array().T.tolist()


def test_a_query_is_a_weak_play_a_like_a_strong_one_and_a_dislike_a_zero():
    found = opinions(Event("p", A, None, 0), Event("p", A, B, 1), Event("p", A, C, -1))
    assert found.people_x_artists.toarray().tolist() == [[0.25, 2.0, -0.5, 0, 0]]


def test_the_artist_of_a_vote_was_asked_for_even_if_the_query_is_not_in_the_file():
    assert opinions(Event("p", A, B, 1)).people_x_artists.toarray()[0, 0] == 0.25


def test_a_vote_outweighs_having_asked_even_one_taken_back():
    liked = opinions(Event("p", B, None, 0), Event("p", A, B, 1))
    assert liked.people_x_artists.toarray()[0, 1] == 2.0
    taken_back = opinions(Event("p", B, None, 0), Event("p", A, B, 1), Event("p", A, B, 0))
    assert taken_back.people_x_artists.toarray()[0, 1] == 0


def test_each_person_has_one_row_and_the_last_word_counts():
    found = opinions(
        Event("p", A, B, 1), Event("q", A, B, 1), Event("p", A, B, -1), Event("q", C, None, 0)
    )
    assert found.people_x_artists.shape == (2, 5)
    assert sorted(found.people_x_artists.toarray()[:, 1].tolist()) == [-0.5, 2.0]


def test_a_person_votes_on_a_pair_once_whichever_of_the_two_was_asked_for():
    found = opinions(Event("p", A, B, 1), Event("p", B, A, 1), Event("p", A, B, 1))
    assert table(found.voted) == [[0, 1, 1, 0], [1, 0, 1, 0]]
    assert (found.asked.tolist(), found.judged.tolist()) == ([0], [1])
    assert found.thumbs.tolist() == [1]


def test_pairs_are_counted_by_people_for_and_against_in_order():
    found = opinions(
        Event("p", C, A, 1), Event("q", A, C, -1), Event("r", A, C, 1), Event("p", A, B, -1)
    )
    assert table(found.voted) == [[0, 1, 0, 1], [0, 2, 2, 1], [1, 0, 0, 1], [2, 0, 2, 1]]


def test_a_vote_taken_back_or_on_the_artist_itself_says_nothing_of_a_pair():
    found = opinions(Event("p", A, B, 1), Event("p", A, B, 0), Event("p", A, A, 1))
    assert table(found.voted) == []
    assert len(found.thumbs) == 0


def test_artists_that_the_plays_do_not_have_are_left_out_and_counted():
    found = opinions(Event("p", STRANGER, None, 0), Event("p", A, STRANGER, 1))
    assert found.unknown == 2
    assert found.people_x_artists.nnz == 0


def test_nobody_said_anything():
    found = opinions()
    assert found.people_x_artists.shape == (0, 5)
    assert table(found.voted) == []


@pytest.mark.parametrize("events", [[Event("p", D, None, 0)], []])
def test_the_columns_are_the_catalogues(events):
    assert opinions(*events).people_x_artists.shape[1] == len(CATALOG)
