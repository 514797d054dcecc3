from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest
from sqlite_utils import Database

from bot.store.events import Place, answer_of, record_query
from bot.store.export import (
    COLUMNS,
    WRITERS,
    ExportFormat,
    exported_events,
    pseudonym,
    write_aside,
)
from bot.store.migrations import migrations
from bot.store.votes import Thumb, cast_vote
from model.plays.votes import read_votes
from tests.bot.store.test_store import BLUR, HERE, MUSE, NOW, QUERY


@pytest.fixture
def database():
    """One query, then 👍 on Muse, 👎 on Blur, and Blur's taken back, a minute apart."""
    database = Database(memory=True)
    migrations.apply(database)
    answer = answer_of(database, record_query(database, QUERY, [MUSE, BLUR]), HERE.chat_id)
    for minute, (artist, thumb) in enumerate([(MUSE, 1), (BLUR, -1), (BLUR, -1)], start=1):
        at = NOW + timedelta(minutes=minute)
        cast_vote(database, Thumb(at, str(minute), HERE, thumb), answer, artist)
    return database


def written(database, export_format):
    out = io.BytesIO()
    WRITERS[export_format](exported_events(database), out)
    return out.getvalue()


def test_there_is_a_row_per_event_oldest_first_with_the_columns_of_format_1(database):
    rows = list(exported_events(database))
    assert all(tuple(row) == COLUMNS for row in rows)
    assert [(row["kind"], row["artist_name"], row["vote"]) for row in rows] == [
        ("query", "", None),
        ("vote", "Muse", 1),
        ("vote", "Blur", -1),
        ("vote", "Blur", 0),
    ]
    assert {row["seed_name"] for row in rows} == {"Radiohead"}
    assert rows[0]["at"] == "2026-11-24T12:00:00.000+00:00"
    assert datetime.fromisoformat(rows[0]["at"]).tzinfo == UTC


def test_the_three_formats_carry_the_same_rows(database):
    rows = list(exported_events(database))
    as_csv = list(csv.DictReader(io.StringIO(written(database, ExportFormat.CSV).decode())))
    assert as_csv == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in rows
    ]
    lines = written(database, ExportFormat.JSONL).splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = pq.read_table(io.BytesIO(written(database, ExportFormat.PARQUET)))
    assert table.to_pylist() == rows


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x")', "+44", "-M-", "@x", "\t=1+1", "\r=1+1", "=1,\n2"]
)
def test_no_name_is_a_formula_in_csv_and_the_other_formats_have_it_as_it_is(name):
    row = {**dict.fromkeys(COLUMNS, ""), "seed_name": name, "artist_name": name}
    row |= {"seed_key": "-abcDEF_123", "artist_key": "-abcDEF_123", "vote": -1}
    out = {each: io.BytesIO() for each in ExportFormat}
    for each, stream in out.items():
        WRITERS[each]([row], stream)
    text = io.StringIO(out[ExportFormat.CSV].getvalue().decode(), newline="")
    assert list(csv.DictReader(text)) == [
        {**row, "seed_name": f"'{name}", "artist_name": f"'{name}", "vote": "-1"}
    ]
    assert json.loads(out[ExportFormat.JSONL].getvalue()) == row
    assert pq.read_table(out[ExportFormat.PARQUET]).to_pylist() == [row]


@pytest.mark.parametrize("name", ["", "Muse", "!!!", "A+", "AC-DC", "'68", "Björk", "椎名林檎"])
def test_other_names_are_the_same_in_csv(name):
    row = {**dict.fromkeys(COLUMNS, ""), "seed_name": name, "artist_name": name}
    out = io.BytesIO()
    WRITERS[ExportFormat.CSV]([row], out)
    assert list(csv.DictReader(io.StringIO(out.getvalue().decode()))) == [row]


def test_a_csv_with_names_like_formulas_can_be_trained_on(tmp_path):
    row = {**dict.fromkeys(COLUMNS, ""), "person": "p", "kind": "vote", "vote": 1}
    row |= {"seed_key": "-abcDEF_123", "seed_name": "=1+1"}
    row |= {"artist_key": "_abcDEF_123", "artist_name": "x\r=1+1"}
    path = tmp_path / "votes.csv"
    write_aside(path, lambda out: WRITERS[ExportFormat.CSV]([row], out))
    (event,) = read_votes(path).events
    assert (event.seed, event.artist, event.vote) == ("-abcDEF_123", "_abcDEF_123", 1)


def test_a_person_has_one_name_within_an_installation_and_another_elsewhere(database):
    names = {row["person"] for row in exported_events(database)}
    assert len(names) == 1
    key = bytes(database.table("installation").get(1)["pseudonym_key"])
    assert names == {pseudonym(HERE.person_id, key)}
    elsewhere = Database(memory=True)
    migrations.apply(elsewhere)
    record_query(elsewhere, QUERY, [])
    assert {row["person"] for row in exported_events(elsewhere)} != names


def test_no_telegram_id_and_nothing_typed_is_exported(database):
    place = Place(987654321, -1001234567, "supergroup")
    for each in ExportFormat:
        record_query(
            database,
            QUERY.__class__(**{**_fields(QUERY), "place": place, "typed": "private words"}),
            [],
        )
        content = written(database, each)
        for secret in (b"987654321", b"1001234567", b"private words"):
            assert secret not in content


def _fields(query):
    return {name: getattr(query, name) for name in query.__slots__}


def test_since_leaves_out_what_was_before(database):
    since = NOW + timedelta(minutes=2)
    rows = list(exported_events(database, since))
    assert [(row["artist_name"], row["vote"]) for row in rows] == [("Blur", -1), ("Blur", 0)]


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_text("before")

    def breaks_off(out):
        out.write(b"half")
        message = "disk full"
        raise OSError(message)

    with pytest.raises(OSError, match="disk full"):
        write_aside(path, breaks_off)
    assert [each.name for each in tmp_path.iterdir()] == ["votes.csv"]
    assert path.read_text() == "before"
