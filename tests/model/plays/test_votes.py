from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bot.store.export import WRITERS, ExportFormat
from model.errors import ModelError, UnreadableVotes
from model.plays.votes import Event, read_votes
from model.types import ArtistKey

A, B, C = (ArtistKey(letter * 11) for letter in "ABC")

ROWS = [
    {
        "at": "2026-11-24T12:00:00.000+00:00",
        "person": "p1",
        "chat_type": "private",
        "kind": kind,
        "seed_key": "AAAAAAAAAAA",
        "seed_name": 'A "quoted", name\nof two lines',
        "artist_key": artist,
        "artist_name": "B" if artist else "",
        "vote": vote,
        "model_version": "v",
    }
    for kind, artist, vote in [
        ("query", "", None),
        ("vote", "BBBBBBBBBBB", 1),
        ("vote", "CCCCCCCCCCC", -1),
        ("vote", "CCCCCCCCCCC", 0),
    ]
]
EVENTS = (
    Event("p1", A, None, 0),
    Event("p1", A, B, 1),
    Event("p1", A, C, -1),
    Event("p1", A, C, 0),
)


@pytest.mark.parametrize("export_format", ExportFormat)
def test_what_the_bot_exports_is_read_whatever_the_file_is_called(tmp_path, export_format):
    path = tmp_path / "votes"
    with path.open("wb") as out:
        WRITERS[export_format](ROWS, out)
    export = read_votes(path)
    assert export.events == EVENTS
    assert len(export.checksum) == 64


def test_an_export_of_nothing_is_no_error(tmp_path):
    path = tmp_path / "votes.csv"
    with path.open("wb") as out:
        WRITERS[ExportFormat.CSV]([], out)
    assert read_votes(path).events == ()


def test_columns_may_stand_in_another_order_and_votes_be_written_as_floats(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_text(
        "vote,artist_key,seed_key,kind,person\n1.0,B,A,vote,p\n,,A,query,p\n", encoding="utf-8-sig"
    )
    assert read_votes(path).events == (
        Event("p", ArtistKey("A"), ArtistKey("B"), 1),
        Event("p", ArtistKey("A"), None, 0),
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a,b\n1,2\n", "lacks person, kind"),
        ("", "lacks person"),
        ("person,kind,seed_key,artist_key,vote\np,vote,A,B,2\n", "Row 1 "),
        ("person,kind,seed_key,artist_key,vote\np,query,A,,\np,vote,A,,1\n", "Row 2 "),
        ("person,kind,seed_key,artist_key,vote\n,query,A,,\n", "Row 1 "),
        ("person,kind,seed_key,artist_key,vote\np,poem,A,B,1\n", "Row 1 "),
        ("person,kind,seed_key,artist_key,vote\np,vote\n", "Row 1 "),
        ('{"person": "p"}\n', "lacks kind"),
        ('{"person": "p",\n', "cannot be read"),
        (
            '{"person": 1, "kind": "query", "seed_key": "A", "artist_key": "", "vote": null}\n',
            "Row 1",
        ),
        ('person,kind,seed_key,artist_key,vote\n"p,query\n', "cannot be read"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(tmp_path, content, told):
    path = tmp_path / "votes"
    path.write_text(content)
    with pytest.raises(UnreadableVotes, match=told) as refused:
        read_votes(path)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [b"PAR1 and no more", b"person\xff,kind\n", b"{\x00\n"])
def test_damage_is_refused_in_one_line(tmp_path, content):
    path = tmp_path / "votes"
    path.write_bytes(content)
    with pytest.raises(UnreadableVotes) as refused:
        read_votes(path)
    assert "\n" not in str(refused.value)


def test_a_parquet_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({"a": [1]}), path)
    with pytest.raises(UnreadableVotes, match="lacks person"):
        read_votes(path)


def test_there_may_be_no_such_file(tmp_path):
    with pytest.raises(ModelError, match="no file"):
        read_votes(tmp_path / "absent.csv")
