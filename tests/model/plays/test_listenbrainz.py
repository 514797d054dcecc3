from __future__ import annotations

import gzip
import io
import json
import lzma
import tarfile
from collections.abc import Callable

import pyarrow as pa
import pytest

from model.errors import NothingToLearn, UnreadablePlays
from model.plays import counting
from model.plays.delimited import ColumnNames
from model.plays.formats import read_plays, recognised
from model.plays.kinds import PlaysFormat
from tests.model.plays.test_readers import table

BJORK = "87c5dedd-371d-4a53-9f7f-80522fb7f3cb"
LOW = "a74b1b7f-71a5-4011-9441-d0b5e4122711"
FOLDER = "listenbrainz-listens-dump-1-20260101-000003-full"
JANUARY, FEBRUARY = f"{FOLDER}/listens/2005/1.listens", f"{FOLDER}/listens/2005/2.listens"


def listen(user, artist, *, mapped=None, told=None):
    """A listen as the dumps have it; `mapped` and `told` are where ids may stand."""
    told = {"artist_name": artist, "track_name": "x", "additional_info": {"artist_mbids": told}}
    told["mbid_mapping"] = mapped if mapped is None else {"artist_mbids": mapped, "caa_id": 1}
    return json.dumps({"user_id": user, "listened_at": 1, "track_metadata": told})


def archive(files):
    """A tar archive of such files, as bytes, with what else stands in a dump."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, lines in {f"{FOLDER}/TIMESTAMP": ["2026-01-01 00:00:00"], **files}.items():
            content = b"\n".join(line if type(line) is bytes else line.encode() for line in lines)
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def zstd(content):
    """Two frames one after the other, as several threads write them."""
    codec, half = pa.Codec("zstd"), len(content) // 2
    return b"".join(
        codec.compress(part, asbytes=True) for part in (content[:half], content[half:])
    )


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".tar": bytes,
    ".tar.gz": gzip.compress,
    ".tar.xz": lzma.compress,
    ".tar.zst": zstd,
}


def written(tmp_path, files, ending=".tar"):
    path = tmp_path / f"dump{ending}"
    path.write_bytes(PACKERS[ending](archive(files)))
    return path


def dropped(plays):
    return plays.reading.dirt.as_json()


@pytest.mark.parametrize("ending", PACKERS)
def test_listens_of_all_files_are_counted_by_listener_and_artist(tmp_path, ending):
    files = {
        JANUARY: [listen(7, "Low"), listen(7, "Björk"), listen(7, "Low")],
        FEBRUARY: [listen(8, "Low"), listen(7, "Low")],
        f"{FOLDER}/listens/notes.txt": [listen(9, "Muse")],
    }
    path = written(tmp_path, files, ending)
    assert recognised(str(path), ColumnNames()) is PlaysFormat.LISTENBRAINZ
    plays = read_plays(str(path))
    assert table(plays) == [(0, "Björk", 1.0), (0, "Low", 3.0), (1, "Low", 1.0)]
    assert plays.reading.format == "listenbrainz"
    assert plays.reading.rows_used == 5
    assert dropped(plays) == []


def test_an_id_counts_where_a_listen_has_just_one_and_the_mapping_goes_first(tmp_path):
    lines = [
        listen(1, "Bjork", mapped=[BJORK.upper()], told=[LOW]),
        listen(1, "Björk", told=[BJORK]),
        listen(1, "Low & Dirty Three", mapped=[LOW, BJORK]),
        listen(1, "Low & Dirty Three", mapped=[], told=[LOW]),
        listen(1, "Low", told=["no id"]),
        listen(1, "Low", told=[None]),
    ]
    plays = read_plays(str(written(tmp_path, {JANUARY: lines})))
    assert [(name, times) for _, name, times in table(plays)] == [
        ("Bjork", 2.0),
        ("Low", 2.0),
        ("Low & Dirty Three", 2.0),
    ]


def test_older_dumps_name_users_and_some_number_them_as_text(tmp_path):
    named = '{"user_name": "ann", "track_metadata": {"artist_name": "Low"}}'
    numbered = '{"user_id": "5", "user_name": "ann", "track_metadata": {"artist_name": "Low"}}'
    for lines in ([named, named], [numbered, numbered]):
        plays = read_plays(str(written(tmp_path, {JANUARY: lines})))
        assert table(plays) == [(0, "Low", 2.0)]


def test_what_is_no_listen_is_counted_by_kind_with_its_file_and_first_line(tmp_path):
    odd: dict[str, list[str | bytes]] = {
        "line that is no JSON object": ["{broken", "[1]", b"\xff", "[" * 100_000],
        "blank line": ["", " "],
        "empty listener": [
            '{"track_metadata": {"artist_name": "Low"}}',
            listen("", "Low"),
            listen([1], "Low"),
            '{"user_id": true, "track_metadata": {"artist_name": "Low"}}',
        ],
        "empty artist name": [
            listen(1, None),
            listen(1, "\u200b"),
            listen(1, 311),
            '{"user_id": 1}',
            '{"user_id": 1, "track_metadata": "Low"}',
        ],
        "bytes that are not UTF-8": [
            b'{"user_id": 1, "track_metadata": {"artist_name": "\xff"}}',
            '{"user_id": 1, "track_metadata": {"artist_name": "\\ud800"}}',
        ],
    }
    lines = [listen(1, "Muse"), *(line for kind in odd.values() for line in kind)]
    files = {JANUARY: [listen(2, "Low")] * 3, FEBRUARY: [*lines, listen(1, "Low")]}
    plays = read_plays(str(written(tmp_path, files)))
    first, expected = 2, []
    for kind, some in odd.items():
        found = {"file": FEBRUARY, "kind": kind, "rows": len(some), "first_line": first}
        expected.append(found)
        first += len(some)
    assert sorted(dropped(plays), key=lambda found: found["first_line"]) == expected
    assert table(plays) == [(0, "Low", 3.0), (1, "Low", 1.0), (1, "Muse", 1.0)]
    assert plays.reading.rows_used == 5


def test_an_empty_line_among_listens_is_counted_and_moves_none_of_them(tmp_path):
    lines = [listen(1, "Low"), "", listen(2, "Muse"), listen(2, "\u200b")]
    plays = read_plays(str(written(tmp_path, {JANUARY: lines})))
    assert table(plays) == [(0, "Low", 1.0), (1, "Muse", 1.0)]
    assert [(found["kind"], found["first_line"]) for found in dropped(plays)] == [
        ("blank line", 2),
        ("empty artist name", 4),
    ]


def test_ids_of_the_wrong_kind_are_none_and_no_dirt(tmp_path):
    odd = [
        listen(1, "Low", told=LOW),
        listen(1, "Low", mapped="x", told=[LOW]),
        listen(1, "Low", mapped=[7]),
        '{"user_id": 1, "track_metadata": {"artist_name": "Low", "mbid_mapping": 3}}',
    ]
    plays = read_plays(str(written(tmp_path, {JANUARY: [*odd, listen(1, "Low")]})))
    assert table(plays) == [(0, "Low", 5.0)]
    assert dropped(plays) == []


def test_lines_read_at_once_and_one_by_one_mean_the_same(tmp_path):
    lines = [
        listen(1, "Low", mapped=[LOW]),
        listen(2, "Low & Björk", mapped=[LOW, BJORK]),
        listen(2, " Björk\t", told=[BJORK]),
        '{"user_name": "ann", "track_metadata": {"artist_name": "Low"}}',
        b'{"user_id": 3, "track_metadata": {"artist_name": "Low", "track_name": "\xff"}}',
    ]
    at_once = read_plays(str(written(tmp_path, {JANUARY: lines})))
    one_by_one = read_plays(str(written(tmp_path, {JANUARY: [*lines, "broken"]})))
    assert one_by_one.reading.dirt.rows == 1
    assert table(one_by_one) == table(at_once)
    assert one_by_one.catalog.keys == at_once.catalog.keys


def test_line_numbers_begin_anew_in_each_file_and_run_on_across_blocks(tmp_path):
    many = [listen(1, "A band with a name that is rather long, to fill blocks")] * 40_000
    files = {JANUARY: [*many, "broken", *many], FEBRUARY: ["broken", *many]}
    plays = read_plays(str(written(tmp_path, files)))
    assert [(found["file"], found["first_line"]) for found in dropped(plays)] == [
        (JANUARY, 40_001),
        (FEBRUARY, 1),
    ]
    assert plays.reading.rows_used == 120_000


def test_a_count_that_goes_on_adds_to_what_it_knows(tmp_path, monkeypatch):
    users = [(at * 7) % 11 for at in range(300)]
    lines = [listen(user, f"Band {(at * user) % 13}") for at, user in enumerate(users)]
    files = {f"{FOLDER}/{at}.listens": lines[at : at + 30] for at in range(0, 300, 30)}
    path = str(written(tmp_path, files))
    whole = table(read_plays(path))
    monkeypatch.setattr(counting, "_AT_ONCE", 40)
    assert table(read_plays(path)) == whole
    assert sum(times for _, _, times in whole) == 300


@pytest.mark.parametrize("ending", PACKERS)
@pytest.mark.parametrize("kept", [0.6, 0.98])
def test_an_archive_that_breaks_off_is_refused_in_one_line(tmp_path, ending, kept):
    lines = [listen(at, f"Band {at * at}") for at in range(3000)]
    path = written(tmp_path, {JANUARY: lines, FEBRUARY: lines}, ending)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(kept * len(whole))])
    with pytest.raises(UnreadablePlays, match="cannot be read to its end") as refused:
        read_plays(str(path))
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_archive_without_its_last_files_or_with_a_damaged_header_is_refused(tmp_path):
    path = written(tmp_path, {JANUARY: [listen(1, "Low")], FEBRUARY: [listen(1, "Low")]})
    whole = path.read_bytes()
    february = whole.index(FEBRUARY.encode())
    damaged = whole[:february] + b"\xff" * 512 + whole[february + 512 :]
    for content in (whole[:february], damaged):
        path.write_bytes(content)
        with pytest.raises(UnreadablePlays, match="cannot be read to its end"):
            read_plays(str(path))


def test_an_archive_of_something_else_is_told_from_one_without_a_usable_listen(tmp_path):
    for name in (f"{FOLDER}/0.parquet", f"{FOLDER}/listens/notes.txt"):
        with pytest.raises(NothingToLearn, match=r"no usable plays; expected ListenBrainz"):
            read_plays(str(written(tmp_path, {name: [listen(1, "Low")]})))
    with pytest.raises(NothingToLearn, match=r"no usable plays; expected ListenBrainz"):
        read_plays(str(written(tmp_path, {JANUARY: []})))
    with pytest.raises(NothingToLearn, match=r"1 with empty listener \(first in line 1\)"):
        read_plays(str(written(tmp_path, {JANUARY: ['{"listened_at": 1}']})))


def test_a_file_of_an_archive_that_has_no_lines_is_refused(tmp_path):
    path = written(tmp_path, {JANUARY: [b"x" * ((1 << 26) + (1 << 25))]})
    with pytest.raises(UnreadablePlays, match=r"1\.listens in .*dump\.tar is not text"):
        read_plays(str(path))


def test_how_far_the_reading_is_is_told(tmp_path):
    told = []
    path = written(tmp_path, {JANUARY: [listen(1, "Low")] * 5, FEBRUARY: [listen(1, "Low")] * 5})
    read_plays(str(path), tell=lambda rows, share: told.append((rows, share)))
    assert told == sorted(told)
    assert told[-1] == (10, 1.0)
