from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store.database import open_database
from bot.store.events import Place, answer_of, record_query
from bot.store.tops import top_of
from bot.store.votes import Thumb, cast_vote
from tests.bot.store.test_store import BLUR, MUSE, NOW, QUERY

CHAT = -100
LATER = NOW + timedelta(days=10)


@pytest.fixture
def database(tmp_path):
    opened = open_database(tmp_path / "bot.db")
    yield opened
    opened.close()


def vote(database, person_id, artist, thumb, *, at=NOW, chat_id=CHAT):
    place = Place(person_id, chat_id, "supergroup")
    query_id = record_query(database, replace(QUERY, place=place), [MUSE, BLUR])
    answer = answer_of(database, query_id, chat_id)
    cast_vote(database, Thumb(at, str(query_id), place, thumb), answer, artist)


def told(database, since=None, limit=10):
    return [(one.artist.name, one.up, one.down) for one in top_of(database, CHAT, limit, since)]


def test_who_is_liked_by_more_people_comes_first_and_who_is_disliked_not_at_all(database):
    for person_id in (1, 2, 3):
        vote(database, person_id, BLUR, 1)
    vote(database, 4, BLUR, -1)
    vote(database, 1, MUSE, 1)
    assert told(database) == [("Blur", 3, 1), ("Muse", 1, 0)]
    for person_id in (5, 6):
        vote(database, person_id, MUSE, -1)
    assert told(database) == [("Blur", 3, 1)]
    assert told(database, limit=0) == []


def test_only_a_persons_last_word_counts_and_one_taken_back_does_not(database):
    vote(database, 1, MUSE, -1)
    vote(database, 1, MUSE, 1)
    vote(database, 2, BLUR, 1)
    vote(database, 2, BLUR, 1)  # the same thumb again takes it back
    assert told(database) == [("Muse", 1, 0)]


def test_this_week_is_what_was_said_last_this_week(database):
    vote(database, 1, MUSE, 1)
    vote(database, 2, BLUR, 1, at=LATER)
    assert told(database, since=LATER - timedelta(days=7)) == [("Blur", 1, 0)]
    assert told(database) == [("Blur", 1, 0), ("Muse", 1, 0)]


def test_another_chats_votes_are_not_counted(database):
    vote(database, 1, MUSE, 1, chat_id=-200)
    assert told(database) == []
