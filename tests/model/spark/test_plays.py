"""Plays read on Spark are those read on one machine, and ListenBrainz's are counted."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import scipy.sparse as sp

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.errors import NothingToLearn, UnreadablePlays
from model.plays.delimited import ColumnNames, read_delimited
from model.plays.dirt import Dirt
from model.spark.libraries import Libraries
from model.spark.plays import read_plays
from model.spark.sources import _is_json, _parquet
from model.spark.streams import streamed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]

NAMES = ColumnNames("who", "band", "times")
BJORK = "87c5dedd-371d-4a53-9f7f-80522fb7f3cb"


def matrix_of(plays):
    some = [Libraries.of(batch) for batch in streamed(plays.libraries)]
    listeners = np.concatenate([libraries.listeners for libraries in some])
    assert sorted(listeners.tolist()) == list(range(plays.listener_count))
    shape = len(plays.catalog)
    return sp.vstack(
        [
            sp.csr_matrix((one.plays, one.artists, one.offsets), (len(one.listeners), shape))
            for one in some
        ]
    ).tocsr()


def libraries_of(matrix):
    """Libraries without their listeners' numbers, which mean nothing."""
    matrix.sort_indices()
    return sorted((row.indices.tolist(), row.data.tolist()) for row in matrix)


def by_name(plays):
    """Who plays what, by the artists' names."""
    return sorted(
        sorted((plays.catalog[row].name, times) for row, times in zip(*library, strict=True))
        for library in libraries_of(matrix_of(plays))
    )


def dirty_rows():
    rng = np.random.default_rng(6)
    bands = [
        "Björk",
        "bjork",
        "BJÖRK ",
        "Björk\u200b",
        " ",
        None,
        "\u200b",
        "Low",
        "low",
        "Mogwai",
    ]
    times = ["3", " +2.5e0\t", "0", "-1", "1e-60", "2e9", "nan", "-Infinity", "x", "", None, "7."]
    odds = [0.5, *[0.5 / 11] * 11]
    who = [["a", "b ", " ", None, *"cdefghijklmnop"][at] for at in rng.integers(0, 18, 600)]
    return {
        "who": who,
        "band": [bands[at] for at in rng.integers(0, len(bands), 600)],
        "times": rng.choice(np.asarray(times, object), 600, p=odds).tolist(),
    }


def test_dirt_spellings_and_artists_are_those_of_one_machine(spark, tmp_path):
    path = tmp_path / "plays.parquet"
    pq.write_table(pa.table(dirty_rows()), path, row_group_size=100)
    expected = read_delimited(path, NAMES)
    plays = read_plays(spark, str(path), NAMES)
    assert plays.catalog.keys == expected.catalog.keys
    assert plays.catalog.names == expected.catalog.names
    assert plays.catalog.listeners.tolist() == expected.catalog.listeners.tolist()
    assert libraries_of(matrix_of(plays)) == libraries_of(expected.listeners_x_artists)
    assert plays.cells == expected.listeners_x_artists.nnz
    assert plays.reading.merged == expected.reading.merged
    assert plays.reading.rows_used == expected.reading.rows_used
    assert plays.reading.artists_read == expected.reading.artists_read

    def rows_by_kind(reading):
        return {kind: found.rows for (_, kind), found in reading.dirt.by_place.items()}

    assert rows_by_kind(plays.reading) == rows_by_kind(expected.reading)
    assert len(rows_by_kind(plays.reading)) == 6
    assert "1 file" in plays.reading.source


def test_numbers_ids_and_bytes_that_are_no_text(spark, tmp_path):
    folder = tmp_path / "plays"
    folder.mkdir()
    for at, artist in enumerate((b"Bj\xc3\xb6rk", b"Bjork", b"\xff\xfe")):
        table = pa.table(
            {
                "listener": [1, 2, 3],
                "artist": pa.array([artist, artist, b"Low"], pa.binary()),
                "plays": [1.5, float("nan"), 2.0],
                "musicbrainz_id": [BJORK.upper(), "none", None],
            }
        )
        pq.write_table(table, folder / f"{at}.parquet")
    plays = read_plays(spark, folder.as_uri())
    assert by_name(plays) == [[("Bjork", 3.0)], [("Low", 6.0)]]
    found = {kind: found.rows for (_, kind), found in plays.reading.dirt.by_place.items()}
    assert found == {Dirt.UNDECODABLE: 2, Dirt.NOT_FINITE: 2}


def test_whole_numbers_that_are_stored_as_floats_read_as_on_one_machine(spark, tmp_path):
    path = tmp_path / "plays [2005] {a,b}*?.parquet"  # no pattern, since there is such a file
    table = {"who": [1.0, 2.0, None], "band": [311.0, 1975.5, 311.0], "times": [1e9, 2.0, 3.0]}
    pq.write_table(pa.table(table), path)
    expected = read_delimited(path, NAMES)
    plays = read_plays(spark, str(path), NAMES)
    assert plays.catalog.names == expected.catalog.names == ["1975.5", "311"]
    assert by_name(plays) == [[("1975.5", 2.0)], [("311", 1e9)]]


def test_listens_of_listenbrainz_for_spark_are_counted(spark, tmp_path):
    credited = {
        "Björk": [BJORK],
        "björk": [BJORK],
        "Low & Dirty Three": [BJORK, BJORK[::-1]],
        "Low": None,
    }
    listens = [(1, "Björk"), (1, "björk"), (1, "Low"), (2, "Low & Dirty Three"), (2, "Björk")]
    table = pa.table(
        {
            "user_id": [user for user, _ in listens],
            "artist_name": [artist for _, artist in listens],
            "artist_credit_mbids": pa.array(
                [credited[artist] for _, artist in listens], pa.list_(pa.string())
            ),
        }
    )
    pq.write_table(table, tmp_path / "0.parquet")
    plays = read_plays(spark, str(tmp_path / "*.parquet"))
    assert by_name(plays) == [
        [("Björk", 1.0), ("Low & Dirty Three", 1.0)],
        [("Björk", 2.0), ("Low", 1.0)],
    ]
    assert plays.reading.format == "listenbrainz-spark"
    assert plays.reading.rows_used == 5


def test_listens_of_listenbrainz_as_lines_are_counted(spark, tmp_path):
    def listen(user, artist, ids=()):
        told = {"artist_name": artist, "track_name": "x", "additional_info": {"artist_mbids": ids}}
        return json.dumps({"user_name": user, "listened_at": 1, "track_metadata": told})

    folder = tmp_path / "listens [all]" / "2005"
    folder.mkdir(parents=True)
    lines = [listen("ann", "Low"), listen("ann", "Low"), listen("bob", "Björk", [BJORK])]
    (folder / "1.listens").write_text("\n".join(lines), encoding="utf-8")
    (folder / "2.listens").write_text(f"{listen('bob', 'Low')}\n{{broken\n", encoding="utf-8")
    (tmp_path / "TIMESTAMP").write_text("not plays", encoding="utf-8")
    plays = read_plays(spark, str(tmp_path))
    assert by_name(plays) == [[("Björk", 1.0), ("Low", 1.0)], [("Low", 2.0)]]
    assert plays.reading.format == "listenbrainz"
    assert plays.reading.dirt.rows == 1


def test_listens_as_lines_are_told_by_their_names_packed_or_not():
    names = [
        "a.listens",
        "a.jsonl.zst",
        "hdfs://b/a.json.gz",
        "a.ndjson",
        "listens",
        "a.gz",
        "a.zip",
    ]
    assert [_is_json(name) for name in names] == [True, True, True, True, False, False, False]


def test_older_dumps_of_listenbrainz_have_other_columns(spark):
    table = pa.table({"user_name": ["ann"], "artist_name": ["Low"], "artist_mbids": [[BJORK]]})
    source = _parquet(spark.createDataFrame(table), "a dump", NAMES)
    assert [tuple(row) for row in source.rows.collect()] == [("ann", "Low", BJORK, "1")]


def test_what_is_no_plays_is_refused_in_one_line(spark, tmp_path):
    (tmp_path / "text").write_text("listener,artist,plays\n")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    lists = {"listener": ["a"], "artist": [["Low"]], "plays": [1]}
    pq.write_table(pa.table(lists), tmp_path / "lists.parquet")
    (tmp_path / "nothing").mkdir()
    for name, reason in (
        ("missing", "cannot be read"),
        ("text", "cannot be read"),
        ("nothing", "no files"),
        ("other.parquet", "has the columns a"),
        ("lists.parquet", "array<string>"),
    ):
        with pytest.raises(UnreadablePlays, match=reason) as refusal:
            read_plays(spark, str(tmp_path / name))
        assert "\n" not in str(refusal.value)


def test_where_no_row_is_usable_the_dirt_is_told(spark, tmp_path):
    path = tmp_path / "plays.parquet"
    pq.write_table(pa.table({"listener": ["a"], "artist": ["Low"], "plays": [0]}), path)
    with pytest.raises(NothingToLearn, match="1 with plays of zero or less"):
        read_plays(spark, str(path))
