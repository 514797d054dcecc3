from __future__ import annotations

import sqlite3
import threading
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.answers import Answer, AnsweredArtist, Seed
from bot.errors import AnswerForgotten, StoreUnavailable
from bot.store.database import open_database, open_for_reading
from bot.store.events import Place, Query, answer_of, record_query
from bot.store.messages import About, Said, record_said, said_as
from bot.store.migrations import migrations
from bot.store.personal import forget
from bot.store.statistics import statistics_of
from bot.store.votes import Tally, Thumb, cast_vote, own_votes, tallies
from model.adventure import Adventure
from model.catalog import artist_key
from model.types import VersionId

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HERE = Place(person_id=7, chat_id=7, chat_type="private")
MUSE, BLUR = (AnsweredArtist(artist_key(name), name, 0.9, 100, 50) for name in ("Muse", "Blur"))
QUERY = Query(
    NOW,
    HERE,
    "command",
    "radiohed",
    "confident",
    artist_key("Radiohead"),
    "Radiohead",
    95.5,
    VersionId("v1"),
    12.5,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "bot.db"


@pytest.fixture
def database(path):
    opened = open_database(path)
    yield opened
    opened.close()


def answered(database, place=HERE) -> Answer:
    number = record_query(database, replace(QUERY, place=place), [MUSE, BLUR])
    return answer_of(database, number, place.chat_id)


def press(database, answer, artist, thumb, *, number, place=HERE):
    return cast_vote(database, Thumb(NOW, str(number), place, thumb), answer, artist)


def test_the_schema_is_what_other_programs_were_promised(database):
    schema = {table.name: [one.name for one in table.columns] for table in database.tables}
    assert schema == {
        "_sqlite_migrations": ["id", "migration_set", "name", "applied_at"],
        "queries": [
            "id", "at", "person_id", "chat_id", "chat_type", "way", "typed", "outcome",
            "seed_key", "seed_name", "score", "model_version", "took_ms", "adventure", "kind",
            "language",
        ],
        "seeds": ["query_id", "position", "artist_key", "artist_name", "sign"],
        "reasons": ["query_id", "position", "place", "artist_name"],
        "served": ["query_id", "position", "person_id"],
        "blocks": ["person_id", "artist_key", "artist_name", "at"],
        "mix_members": ["chat_id", "person_id", "name", "username", "joined_at"],
        "people": ["id", "language", "adventure", "site", "theme"],
        "messages": [
            "chat_id", "message_id", "asked_message_id", "query_id", "artist_key", "artist_name",
        ],
        "answers": [
            "query_id", "position", "artist_key", "artist_name", "closeness", "listeners",
            "shared_listeners",
        ],
        "votes": [
            "id", "at", "press_id", "person_id", "chat_id", "chat_type", "query_id", "seed_key",
            "seed_name", "artist_key", "artist_name", "vote", "model_version",
        ],
        "installation": ["id", "pseudonym_key"],
        "inbox": [
            "id", "at", "state", "update_id", "digest", "chat_id", "person_id", "payload",
            "crashes", "problem",
        ],
        "pulse": ["id", "at"],
    }  # fmt: skip
    assert [view.name for view in database.views] == ["current_votes"]
    formats = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
    for name, columns in schema.items():
        assert f"`{name}`" in formats
        if name in {"queries", "answers", "seeds"}:
            assert all(f"`{column}`" in formats for column in columns if column != "id")


def test_opening_again_migrates_nothing_and_loses_nothing(path):
    first = open_database(path)
    answer = answered(first)
    first.close()
    again = open_database(path)
    assert not migrations.pending(again)
    assert answer_of(again, answer.query_id, HERE.chat_id) == answer
    again.close()


def test_a_database_from_the_first_migration_on_is_brought_up_to_date():
    old = Database(memory=True)
    migrations.apply(old, stop_before="m002_pseudonym_key")
    old.table("queries").insert(
        {
            "at": "2026-11-24T12:00:00.000+00:00", "person_id": 7, "chat_id": 7,
            "chat_type": "private", "way": "command", "typed": "radiohead",
            "outcome": "confident", "seed_key": artist_key("Radiohead"),
            "seed_name": "Radiohead", "score": 100.0, "model_version": "v1", "took_ms": 1.0,
        }
    )  # fmt: skip
    row = {k: v for k, v in asdict(MUSE).items() if k not in {"because", "served"}}
    old.table("answers").insert({"query_id": 1, "position": 0, **row})
    migrations.apply(old)
    assert len(bytes(old.table("installation").get(1)["pseudonym_key"])) == 32
    answer = answer_of(old, 1, 7)
    assert (answer.artists, answer.further) == ((MUSE,), ())
    assert answer.adventure is Adventure.BALANCED
    assert press(old, answer, MUSE, 1, number=1) == 1


def test_the_file_is_in_the_mode_that_survives_power_cuts(database):
    assert database.journal_mode == "wal"
    assert database.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_a_query_is_written_with_its_answer_in_order(database):
    answer = answered(database)
    (query,) = database.table("queries").rows
    assert query == {
        "id": answer.query_id, "at": "2026-11-24T12:00:00.000+00:00", "person_id": 7, "chat_id": 7,
        "chat_type": "private", "way": "command", "typed": "radiohed", "outcome": "confident",
        "seed_key": artist_key("Radiohead"), "seed_name": "Radiohead", "score": 95.5,
        "model_version": "v1", "took_ms": 12.5, "adventure": "balanced",
        "kind": "similar", "language": "",
    }  # fmt: skip
    assert answer.artists == (MUSE, BLUR)
    assert not answer.is_exact


def test_who_else_was_asked_for_and_how_well_known_comes_back_as_it_was_written(database):
    answered(database)
    further = (
        Seed(artist_key("Björk"), "Björk", 1),
        Seed(artist_key("Coldplay"), "Coldplay", -1),
        Seed(artist_key("Air"), "Air", 1),
    )
    query = replace(QUERY, further=further, adventure=Adventure.DEEP)
    answer = answer_of(database, record_query(database, query, [MUSE]), HERE.chat_id)
    assert answer.adventure is Adventure.DEEP
    assert answer.further == further
    assert [seed.artist_name for seed in answer.near] == ["Radiohead", "Björk", "Air"]
    assert [seed.artist_name for seed in answer.far] == ["Coldplay"]
    assert [row["position"] for row in database.table("seeds").rows] == [1, 2, 3]


def test_a_query_without_its_answer_is_not_written(database):
    unwritable = replace(BLUR, listeners=2**70)  # SQLite's numbers end at 2**63
    with pytest.raises(OverflowError):
        record_query(database, QUERY, [MUSE, unwritable])
    seeded = replace(QUERY, further=(Seed(artist_key("Air"), "Air", 2**70),))
    with pytest.raises(OverflowError):
        record_query(database, seeded, [MUSE])
    for table in ("queries", "answers", "seeds"):
        assert database.table(table).count == 0


def test_an_answer_of_another_chat_or_none_is_forgotten(database):
    answer = answered(database)
    for number, chat in ((answer.query_id, 8), (answer.query_id + 1, 7)):
        with pytest.raises(AnswerForgotten):
            answer_of(database, number, chat)
    unknown = record_query(database, replace(QUERY, seed_key="", outcome="unknown"), [])
    with pytest.raises(AnswerForgotten):
        answer_of(database, unknown, 7)


def test_a_thumb_counts_changes_sides_and_is_taken_back_by_itself(database):
    answer = answered(database)
    assert press(database, answer, MUSE, 1, number=1) == 1
    assert own_votes(database, 7, [MUSE.artist_key, BLUR.artist_key]) == {MUSE.artist_key: 1}
    assert press(database, answer, MUSE, -1, number=2) == -1
    assert own_votes(database, 7, [MUSE.artist_key]) == {MUSE.artist_key: -1}
    assert press(database, answer, MUSE, -1, number=3) == 0
    assert own_votes(database, 7, [MUSE.artist_key]) == {}
    votes = [row["vote"] for row in database.table("votes").rows]
    assert votes == [1, -1, 0]


def test_the_same_press_counts_once_however_often_it_arrives(database):
    answer = answered(database)
    assert [press(database, answer, MUSE, 1, number=9) for _ in range(3)] == [1, 1, 1]
    assert database.table("votes").count == 1


def test_a_vote_stands_on_the_artist_whatever_it_was_suggested_for(database):
    press(database, answered(database), MUSE, 1, number=1)
    other = answered(database)
    assert press(database, other, MUSE, 1, number=2) == 0


def test_a_groups_tally_counts_each_persons_last_vote_there(database):
    group = Place(7, -100, "supergroup")
    answer = answered(database, group)
    for number, (person, thumb) in enumerate([(7, 1), (8, 1), (9, -1), (8, -1), (10, 1), (10, 1)]):
        place = replace(group, person_id=person)
        press(database, answer, MUSE, thumb, number=number, place=place)
    assert tallies(database, -100, [MUSE.artist_key, BLUR.artist_key]) == {
        MUSE.artist_key: Tally(up=1, down=2)
    }
    assert tallies(database, 7, [MUSE.artist_key]) == {}


def test_statistics_count_what_counts_and_name_nobody(database):
    assert statistics_of(database).median_took_ms is None
    answer = answered(database)
    answered(database, Place(8, -100, "supergroup"))
    record_query(database, replace(QUERY, typed="Xyzzy", outcome="unknown", seed_key=""), [])
    press(database, answer, MUSE, 1, number=1)
    press(database, answer, BLUR, 1, number=2)
    press(database, answer, BLUR, 1, number=3)
    statistics = statistics_of(database)
    assert (statistics.people, statistics.chats) == (2, 2)
    assert statistics.queries == {"confident": 2, "unknown": 1}
    assert (statistics.votes_up, statistics.votes_down) == (1, 0)
    assert statistics.median_took_ms == 12.5
    assert statistics.most_asked == [("Radiohead", 2)]
    assert statistics.unknown == [("xyzzy", 1)]


def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path):
    path = tmp_path / "bot.db"
    path.write_bytes(b"not a database" * 100)
    for opened in (open_database, open_for_reading):
        with pytest.raises(StoreUnavailable, match="not a database") as refused:
            opened(path)
        assert "\n" not in str(refused.value)
    with pytest.raises(StoreUnavailable, match="There is no database"):
        open_for_reading(tmp_path / "none.db")
    with pytest.raises(StoreUnavailable, match="cannot be used"):
        open_database(tmp_path / "bot.db" / "below-a-file.db")


def test_somebody_elses_database_is_not_taken_for_ours(tmp_path):
    Database(tmp_path / "other.db").table("cats").insert({"name": "Cleo"})
    with pytest.raises(StoreUnavailable, match="no database of this Kindred"):
        open_for_reading(tmp_path / "other.db")


def test_reading_does_not_disturb_a_bot_that_writes(path, database):
    answered(database)
    reader = open_for_reading(path)
    assert reader.table("queries").count == 1
    answered(database)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM queries")
    reader.close()


def test_a_write_waits_for_another_process_that_is_writing(path, database):
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(0.5, other.execute, ["COMMIT"])
    release.start()
    answered(database)
    release.join()
    other.close()
    assert database.table("queries").count == 1


def test_the_hit_rate_is_of_names_that_were_typed_and_days_end_with_the_last(database):
    outcomes = ["confident", "unknown", "unsure", "confident", "recommended", "refused"]
    for day, outcome in enumerate(outcomes * 2):
        at = NOW + timedelta(days=day)
        record_query(database, replace(QUERY, at=at, outcome=outcome), [])
        record_query(database, replace(QUERY, at=at, typed="", outcome="confident"), [])
    statistics = statistics_of(database)
    assert statistics.hit_rate == 0.5
    days = [day for day, _ in statistics.people_by_day]
    assert days == [f"2026-{month:02}-{day:02}" for month, day in
                    [(11, 29), (11, 30), (12, 1), (12, 2), (12, 3), (12, 4), (12, 5)]]  # fmt: skip
    assert (statistics.median_took_ms, statistics.p99_took_ms) == (12.5, 12.5)


def test_what_answers_a_query_that_was_erased_meanwhile_is_not_kept(database):
    number = record_query(database, QUERY, [MUSE])
    said = Said(HERE.chat_id, 7, 6, About(number, MUSE.artist_key, MUSE.artist_name))
    record_said(database, said)
    assert said_as(database, HERE.chat_id, 7) == said
    forget(database, HERE.person_id)
    record_said(database, said)
    assert said_as(database, HERE.chat_id, 7) is None
    record_said(database, replace(said, about=About()))
    assert said_as(database, HERE.chat_id, 7) == replace(said, about=About())
