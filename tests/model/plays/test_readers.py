from __future__ import annotations

import gzip

import pandas as pd
import pytest

from model.errors import NothingToLearn, PlaysError, UnreadablePlays
from model.plays.delimited import ColumnNames
from model.plays.formats import read_plays, recognised
from model.plays.kinds import PlaysFormat

MBID = "a74b1b7f-71a5-4011-9441-d0b5e4122711"


def table(plays):
    """Who played what how often, by name; listeners are numbered by their first row."""
    cells = plays.listeners_x_artists.tocoo()
    names = plays.catalog.names
    return sorted(
        (int(row), names[column], float(value))
        for row, column, value in zip(cells.row, cells.col, cells.data, strict=True)
    )


def dropped(plays):
    return {row["kind"]: (row["rows"], row["first_line"]) for row in plays.reading.dirt.as_json()}


def test_lastfm_360k_rows_are_read_with_every_kind_of_dirt_counted(tmp_path):
    path = tmp_path / "plays.tsv"
    lines = [
        f"u1\t{MBID}\tRadiohead\t10".encode(),
        b'u1\t\t"Weird Al" Yankovic\t3',
        f"u2\t{MBID}\tRadiohead\t5".encode(),
        f"u2\t{MBID}\tRadiohead\t2".encode(),  # a duplicate adds up
        b"u2\tno such id\tSigur R\xc3\xb3s\t1",
        b"u3\t\tx\tmany",
        b"u3\t\tx\t0",
        b"u3\t\tx\t-4",
        b"u3\t\tx\tnan",
        b"u3\t\tx\tInfinity",
        b"u3\t\tx\t1e99",
        b"u3\t\t \t4",
        b"u3\t\t\xff\xfe\t4",
        b"\t\tx\t4",
        b"u3\tx\t4",
        b"",
        b"u3\t\tx\t7.5",
    ]
    path.write_bytes(b"\r\n".join(lines))
    plays = read_plays(str(path))
    assert plays.reading.format == "lastfm-360k"
    assert table(plays) == [
        (0, '"Weird Al" Yankovic', 3.0),
        (0, "Radiohead", 10.0),
        (1, "Radiohead", 7.0),
        (1, "Sigur Rós", 1.0),
        (2, "x", 7.5),
    ]
    assert plays.reading.rows_used == 6
    assert dropped(plays) == {
        "wrong number of columns": (1, 15),
        "blank line": (1, 16),
        "empty listener": (1, 14),
        "empty artist name": (1, 12),
        "bytes that are not UTF-8": (1, 13),
        "plays that are not a number": (1, 6),
        "plays that are NaN or infinite": (2, 9),
        "plays over a billion": (1, 11),
        "plays of zero or less": (2, 7),
    }


def test_every_row_of_a_source_is_either_used_or_accounted_for(tmp_path):
    path = tmp_path / "plays.csv"
    rows = ["listener,artist,plays", "a,x,1", "a,x,1", "b,,1", "b,y,no", "c", "d,z,0", "d,z,2"]
    path.write_text("\n".join(rows), encoding="utf-8")
    reading = read_plays(str(path)).reading
    assert reading.rows_used + reading.dirt.rows == len(rows) - 1


@pytest.mark.parametrize("suffix", ["csv", "tsv", "csv.gz", "parquet"])
def test_own_plays_are_read_from_csv_tsv_and_parquet_alike(tmp_path, suffix):
    frame = pd.DataFrame(
        {
            "when": ["2020", "2021", "2022"],
            "artist": ["Earth, Wind & Fire", '"Weird Al" Yankovic', "周杰倫"],
            "plays": [3, 4, 5],
            "listener": [7, 7, 8],
        }
    )
    path = tmp_path / f"plays.{suffix}"
    if suffix == "parquet":
        frame.to_parquet(path)
    elif suffix == "tsv":
        lines = ["\t".join(map(str, row)) for row in [frame.columns, *frame.values]]
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        frame.to_csv(path, index=False)
    assert table(read_plays(str(path))) == [
        (0, '"Weird Al" Yankovic', 4.0),
        (0, "Earth, Wind & Fire", 3.0),
        (1, "周杰倫", 5.0),
    ]


def test_columns_may_have_other_names(tmp_path):
    path = tmp_path / "plays.csv"
    path.write_text("user,band,count\na,Muse,3\n", encoding="utf-8")
    names = ColumnNames("user", "band", "count")
    assert table(read_plays(str(path), PlaysFormat.AUTO, names)) == [(0, "Muse", 3.0)]


def test_a_missing_column_is_named_with_what_was_found(tmp_path):
    path = tmp_path / "plays.csv"
    path.write_text("user,artist,plays\na,Muse,3\n", encoding="utf-8")
    with pytest.raises(UnreadablePlays, match=r"lacks the column listener.*found user, artist"):
        read_plays(str(path), PlaysFormat.DELIMITED)


def test_nulls_in_parquet_are_dirt_not_artists(tmp_path):
    path = tmp_path / "plays.parquet"
    pd.DataFrame(
        {
            "listener": ["a", None, "b", "b"],
            "artist": ["x", "x", None, "y"],
            "plays": [1.0, 2.0, 3.0, float("nan")],
        }
    ).to_parquet(path)
    plays = read_plays(str(path))
    assert table(plays) == [(0, "x", 1.0)]
    assert dropped(plays) == {
        "empty listener": (1, 2),
        "empty artist name": (1, 3),
        "plays that are not a number": (1, 4),
    }


def test_hetrec_is_read_whole(hetrec):
    plays = read_plays(str(hetrec))
    reading = plays.reading
    assert reading.format == "hetrec"
    assert plays.listeners_x_artists.shape[0] == 1892
    assert reading.artists_read == 17632
    assert reading.rows_used == 92834
    assert reading.dirt.rows == 0
    merged = sum(len(one.others) for one in reading.merged)
    assert len(plays.catalog) == 17632 - merged


def test_hetrec_dirt_in_either_file_is_counted_there(tmp_path):
    (tmp_path / "artists.dat").write_bytes(
        b"id\tname\turl\tpictureURL\n1\tMuse\tu\tp\n2\t\tu\tp\n3\t\xff\tu\tp\n1\tAgain\tu\tp\n4\n"
    )
    (tmp_path / "user_artists.dat").write_bytes(
        b"userID\tartistID\tweight\r\n5\t1\t9\r\n5\t2\t9\r\n6\t7\t9\r\n"
    )
    plays = read_plays(str(tmp_path))
    assert table(plays) == [(0, "Muse", 9.0)]
    assert plays.reading.dirt.as_json() == [
        {"file": "artists.dat", "kind": "wrong number of columns", "rows": 1, "first_line": 6},
        {"file": "artists.dat", "kind": "empty artist name", "rows": 1, "first_line": 3},
        {"file": "artists.dat", "kind": "bytes that are not UTF-8", "rows": 1, "first_line": 4},
        {"file": "artists.dat", "kind": "artist id given twice", "rows": 1, "first_line": 5},
        {
            "file": "user_artists.dat",
            "kind": "artist id without a name",
            "rows": 2,
            "first_line": 3,
        },
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"u\t\tMuse\t3\n", PlaysFormat.LASTFM_360K),
        (b"listener,artist,plays\n", PlaysFormat.DELIMITED),
        (b"\xef\xbb\xbflistener\tx\tartist\tplays\n", PlaysFormat.DELIMITED),
    ],
)
def test_a_format_is_told_from_the_first_line(tmp_path, content, expected):
    for path in (tmp_path / "plays", tmp_path / "plays.gz"):
        path.write_bytes(gzip.compress(content) if path.suffix else content)
        assert recognised(str(path), ColumnNames()) is expected


def test_columns_that_nobody_asked_for_may_bear_one_name(tmp_path):
    path = tmp_path / "plays.csv"
    path.write_text("listener,artist,plays,x,x\na,Muse,3,1,2\n", encoding="utf-8")
    assert table(read_plays(str(path))) == [(0, "Muse", 3.0)]
    path.write_text("listener,artist,plays,artist\na,Muse,3,Blur\n", encoding="utf-8")
    with pytest.raises(UnreadablePlays, match="two columns called 'artist'"):
        read_plays(str(path))


def test_bytes_in_parquet_are_read_as_text_is(tmp_path):
    path = tmp_path / "plays.parquet"
    frame = pd.DataFrame({"listener": [1, 1], "artist": [b"Muse", b"\xff"], "plays": [3, 4]})
    frame.to_parquet(path)
    plays = read_plays(str(path))
    assert table(plays) == [(0, "Muse", 3.0)]
    assert dropped(plays) == {"bytes that are not UTF-8": (1, 2)}


def test_the_demo_is_not_read_from_a_file(tmp_path):
    with pytest.raises(UnreadablePlays, match="not read from"):
        read_plays(str(tmp_path), PlaysFormat.DEMO)


BROKEN = {
    "empty": b"",
    "blank": b"\n\n",
    "binary": bytes(range(256)) * 40,
    "prose": b"To whom it may concern.\nNothing here is a play.\n",
    "header alone": b"listener,artist,plays\n",
    "not parquet": b"PAR1 and then nothing of the kind",
    "utf-16": "listener,artist,plays\na,b,1\n".encode("utf-16"),
}


@pytest.mark.parametrize("plays_format", [f for f in PlaysFormat if f is not PlaysFormat.DEMO])
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_yields_nothing_is_refused_in_one_line(tmp_path, content, plays_format):
    path = tmp_path / "plays"
    path.write_bytes(content)
    with pytest.raises(PlaysError) as refused:
        read_plays(str(path), plays_format)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize("plays_format", [f for f in PlaysFormat if f is not PlaysFormat.DEMO])
def test_a_missing_file_and_a_folder_are_refused(tmp_path, plays_format):
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(UnreadablePlays, match=str(path)):
            read_plays(str(path), plays_format)


def test_what_was_expected_is_said_when_nothing_is_usable(tmp_path):
    path = tmp_path / "plays.csv"
    path.write_text("listener,artist,plays\na,b,0\n", encoding="utf-8")
    with pytest.raises(NothingToLearn, match=r"1 with plays of zero or less.*line 2.*expected"):
        read_plays(str(path))


def test_endless_digits_are_no_number_and_cost_no_time(tmp_path):
    path = tmp_path / "plays.csv"
    path.write_text(f"listener,artist,plays\na,x,1\na,y,{'1' * 300_000}x\na,z,-1e99\n")
    plays = read_plays(str(path))
    assert dropped(plays) == {
        "plays that are not a number": (1, 3),
        "plays of zero or less": (1, 4),
    }


def test_more_columns_than_anybody_needs_are_read(tmp_path):
    path = tmp_path / "plays.csv"
    many = ",".join(f"column {number}" for number in range(20_000))
    path.write_text(f"{many},listener,artist,plays\n{',' * 20_000}a,Muse,3\n")
    assert table(read_plays(str(path))) == [(0, "Muse", 3.0)]


def test_the_byte_that_parts_fields_inside_does_not_part_them_in_a_file(tmp_path):
    path = tmp_path / "plays.csv"
    path.write_bytes(b"listener,artist,plays\na,Mu\x1fse,3\nb\x1fBlur,3\n")
    plays = read_plays(str(path))
    assert table(plays) == [(0, "Mu se", 3.0)]
    assert dropped(plays) == {"wrong number of columns": (1, 3)}
