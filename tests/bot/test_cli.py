"""The command line as a person or a script meets it: output, one clear line on failure, status."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.store.database import open_database
from bot.store.events import Place, record_query
from tests.bot.store.test_store import MUSE, QUERY

SEEDED = (
    """
listener,artist,plays
""".lstrip()
    + "".join(
        f"{listener},artist {artist},{3 + artist}\n"
        for listener in range(60)
        for artist in range(listener % 3, 24, 3)
    )
)


def one_line(err):
    """The last line of standard error, after checking that nothing like a traceback is there."""
    assert "Traceback" not in err
    return err.strip().split("\n")[-1]


def test_train_then_ask(kindred, tmp_path):
    (tmp_path / "plays.csv").write_text(SEEDED)
    status, out, err = kindred("train", "plays.csv", "--json")
    assert status == 0
    trained = json.loads(out)
    assert trained["promoted"] is True
    assert (trained["listeners"], trained["artists_read"], trained["plays"]) == (60, 24, 480)
    assert (trained["dropped"], trained["merged"]) == ([], [])
    assert "Read 480 rows of plays by 60 listeners" in err
    status, out, _ = kindred("similar", "artist", "4", "--json", "-n", 7)
    answer = json.loads(out)
    assert (status, answer["artist"]) == (0, "artist 4")
    assert {one["name"] for one in answer["similar"]} == {
        f"artist {number}" for number in range(1, 24, 3) if number != 4
    }
    assert set(answer["similar"][0]) == {"key", "name", "score", "listeners", "shared_listeners"}
    assert answer["similar"][0]["shared_listeners"] == 20
    assert kindred("verify")[0] == 0
    assert trained["version"] in kindred("versions")[1]


def test_listens_are_trained_on_from_listenbrainz_archive(kindred, tmp_path):
    listens = "".join(
        json.dumps({"user_id": int(listener), "track_metadata": {"artist_name": artist}}) + "\n"
        for listener, artist, _ in csv.reader(SEEDED.splitlines()[1:])
    )
    content = f"{listens}{{broken\n".encode()
    with tarfile.open(tmp_path / "dump.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("dump/listens/2005/1.listens")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    status, out, err = kindred("train", "dump.tar.gz", "--format", "listenbrainz", "--json")
    trained = json.loads(out)
    assert (status, trained["listeners"], trained["plays"]) == (0, 60, 480)
    assert "in dump/listens/2005/1.listens, first in line 481" in err


def test_what_was_dropped_and_merged_is_listed(kindred, tmp_path):
    dirty = SEEDED + "7,ARTIST 4,1\n8,artist 4,none\n,artist 4,2\n8,artist 4\n"
    (tmp_path / "plays.csv").write_text(dirty)
    status, out, err = kindred("train", "plays.csv", "--json")
    assert status == 0
    trained = json.loads(out)
    assert trained["merged"] == [{"shown": "artist 4", "others": ["ARTIST 4"]}]
    assert {(one["kind"], one["first_line"]) for one in trained["dropped"]} == {
        ("plays that are not a number", 483),
        ("empty listener", 484),
        ("wrong number of columns", 485),
    }
    assert "dropped 1 × empty listener in plays.csv, first in line 484" in err
    assert "one artist: artist 4 = ARTIST 4" in err


def test_other_names_are_attached_to_the_artists_that_the_plays_have(kindred, tmp_path):
    (tmp_path / "plays.csv").write_text(SEEDED)
    (tmp_path / "names.tsv").write_text("alias\tartist\nThe Fourth\tartist 4\nNo One\tNobody\n")
    status, out, _ = kindred("train", "plays.csv", "--aliases", "names.tsv", "--json")
    assert (status, json.loads(out)["aliases"]) == (0, 1)
    _, out, _ = kindred("match", "the", "fourth", "--json")
    answer = json.loads(out)
    assert answer["matches"][0]["name"] == "artist 4"
    assert answer["confident"]
    assert answer["matches"][0]["score"] < 100


def test_match_and_similar_answer_every_line_in_order_an_empty_one_too(kindred, demo_models):
    queries = "radiohed\n\nasdfghjkl\n周杰倫\n\udcff\r\n".encode("utf-8", "surrogateescape")
    status, out, _ = kindred("match", "--stdin", "--json", "--models", demo_models, stdin=queries)
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [line["query"] for line in lines] == ["radiohed", "", "asdfghjkl", "周杰倫", "\ufffd"]
    assert [line["confident"] for line in lines] == [True, False, False, True, False]
    best = lines[0]["matches"][0]
    assert best["name"] == "Radiohead"
    assert set(best) == {"key", "name", "score", "listeners"}
    status, out, _ = kindred(
        "similar", "--stdin", "--json", "--models", demo_models, stdin=queries
    )
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["artist"] for line in lines] == ["Radiohead", None, None, "周杰倫", None]
    assert [len(line["similar"]) for line in lines] == [10, 0, 0, 10, 0]


def test_hetrec_answers_as_the_listeners_of_radiohead_would(kindred, hetrec):
    """The bar of the project's first day: three of these within the first ten."""
    status, out, _ = kindred(
        "train", hetrec, "--format", "hetrec", "--models", "M", "--promote", "always", "--json"
    )
    trained = json.loads(out)
    assert (status, trained["listeners"], trained["artists_read"], trained["plays"]) == (
        0, 1892, 17632, 92834,
    )  # fmt: skip
    assert trained["artists_merged"] == len(trained["merged"]) == 19
    _, out, _ = kindred("similar", "radiohead", "--models", "M", "--json")
    expected = (
        "Muse, Coldplay, Thom Yorke, Blur, Placebo, Arctic Monkeys, The Smashing Pumpkins,"
        " Portishead, Björk, Sigur Rós, Interpol, Beck, Pixies, Arcade Fire, The Strokes, Nirvana"
    )
    found = {one["name"] for one in json.loads(out)["similar"]}
    assert len(found & set(expected.split(", "))) >= 3


def test_an_export_of_votes_has_the_documented_columns(kindred, tmp_path):
    database = open_database(tmp_path / "bot.db")
    record_query(database, QUERY, [MUSE])
    database.close()
    status, out, _ = kindred("votes", "export", "--db", "bot.db")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (status, row["kind"], row["seed_name"], row["vote"]) == (0, "query", "Radiohead", "")
    assert (
        kindred("votes", "export", "--db", "bot.db", "--format", "parquet", "--out", "v")[0] == 0
    )
    assert (tmp_path / "v").read_bytes()[:4] == b"PAR1"
    out = kindred("votes", "export", "--db", "bot.db", "--since", "2026-11-25")[1]
    assert len(out.splitlines()) == 1
    status, out, _ = kindred("stats", "--db", "bot.db", "--json")
    assert json.loads(out)["queries"] == {"confident": 1}
    assert "1 people in 1 chats" in kindred("stats", "--db", "bot.db")[1]


def test_one_person_is_forgotten_and_the_others_stay(kindred, tmp_path):
    database = open_database(tmp_path / "bot.db")
    record_query(database, QUERY, [MUSE])
    record_query(database, replace(QUERY, place=Place(8, 8, "private")), [MUSE])
    database.close()
    status, out, _ = kindred("forget", "7", "--db", "bot.db")
    assert (status, out) == (0, "Erased 1 queries, 0 votes and 0 other rows of 7\n")
    assert "1 people in 1 chats" in kindred("stats", "--db", "bot.db")[1]
    assert "Erased 0 queries" in kindred("forget", "7", "--db", "bot.db")[1]


def test_promote_and_rollback(kindred, tmp_path):
    (tmp_path / "plays.csv").write_text(SEEDED)
    first = json.loads(kindred("train", "plays.csv", "--json")[1])["version"]
    (tmp_path / "plays.csv").write_text(SEEDED + "1,artist 2,3\n")
    second = json.loads(kindred("train", "plays.csv", "--json", "--promote", "never")[1])[
        "version"
    ]
    listed = json.loads(kindred("versions", "--json")[1])
    assert listed["current"] == first
    assert set(listed["versions"]) == {first, second}  # of one second, so in any order
    assert kindred("promote", second)[0] == 0
    assert f"* {second}" in kindred("versions")[1]
    assert first in kindred("rollback")[1]
    status, _, err = kindred("rollback")
    assert (status, "no earlier version" in one_line(err)) == (1, True)


def bad_inputs(folder):
    (folder / "empty").touch()
    (folder / "binary").write_bytes(bytes(range(256)) * 100)
    (folder / "prose").write_text("Dear Sir or Madam,\n")
    (folder / "one-row.csv").write_text("listener,artist,plays\na,Muse,3\n")
    (folder / "plays.csv").write_text(SEEDED)
    (folder / "folder").mkdir()
    (folder / "file").write_text("x")


@pytest.mark.parametrize(
    "command",
    [
        "train nowhere",
        "train folder",
        "train empty",
        "train binary",
        "train prose",
        "train one-row.csv",
        "train plays.csv --format hetrec",
        "train plays.csv --format lastfm-360k",
        "train plays.csv --format listenbrainz",
        "train plays.csv --artist-column band",
        "train plays.csv --models file",
        "train nowhere --models file",
        "train plays.csv --aliases nowhere",
        "train plays.csv --aliases folder",
        "train plays.csv --aliases binary",
        "train plays.csv --aliases prose",
        "similar muse --models nowhere",
        "similar muse --models folder",
        "similar muse --models file",
        "match muse --models nowhere",
        "verify --models nowhere",
        "verify none --models folder",
        "promote none --models folder",
        "promote ../.. --models folder",
        "rollback --models folder",
        "votes export --db nowhere",
        "votes export --db binary",
        "votes export --db folder",
        "stats --db nowhere",
        "stats --db binary",
        "stats --db empty",
        "forget 7 --db nowhere",
        "forget 7 --db binary",
        "playground --models file --say hi",
        "run",
    ],
)
def test_bad_input_is_explained_in_one_line_with_status_1(kindred, tmp_path, monkeypatch, command):
    monkeypatch.delenv("KINDRED_TOKEN", raising=False)
    bad_inputs(tmp_path)
    status, out, err = kindred(*command.split())
    assert status == 1
    assert one_line(err).startswith("kindred: ")
    assert out == ""


@pytest.mark.parametrize(
    "command",
    [
        "train",
        "train plays.csv --format nonsense",
        "train plays.csv --promote maybe",
        "similar",
        "similar muse --stdin",
        "similar muse -n 0",
        "match muse --limit x",
        "votes export --format xml",
        "votes export --since yesterday",
        "playground --port 99999",
        "nonsense",
    ],
)
def test_wrong_usage_ends_with_status_2(kindred, command):
    status, out, err = kindred(*command.split())
    assert (status, out) == (2, "")
    assert "Traceback" not in err


def test_a_broken_or_newer_model_is_refused_in_one_line(kindred, demo_models, tmp_path):
    shutil.copytree(demo_models, tmp_path / "M")
    (version,) = (path for path in (tmp_path / "M").iterdir() if path.is_dir())
    factors = version / "artist_factors.npy"
    content = factors.read_bytes()
    factors.write_bytes(content[:-100])
    for command in ("similar muse", "match muse", "verify", "playground --say hi"):
        status, out, err = kindred(*command.split(), "--models", "M")
        assert (status, out) == (1, "")
        assert "artist_factors.npy" in one_line(err)
    factors.write_bytes(content)
    manifest = json.loads((version / "manifest.json").read_text())
    (version / "manifest.json").write_text(json.dumps({**manifest, "format": 99}))
    status, _, err = kindred("similar", "muse", "--models", "M")
    assert (status, "newer Kindred" in one_line(err)) == (1, True)


def test_an_unknown_artist_is_said(kindred, demo_models):
    status, out, _ = kindred("similar", "asdfghjkl", "--models", demo_models)
    assert "not clear" in out
    assert status == 0
    out = kindred("match", "radiohed", "--models", demo_models)[1]
    assert out.startswith("radiohed: confident")


def test_whoever_stops_reading_gets_no_traceback(demo_models):
    command = f"{sys.executable} -m bot similar --stdin --json --models {demo_models} | head -1"
    queries = "radiohead\n" * 2000
    ran = subprocess.run(
        ["sh", "-c", command], input=queries, capture_output=True, text=True, check=False
    )
    assert json.loads(ran.stdout)["artist"] == "Radiohead"
    assert ran.stderr == ""


@pytest.mark.parametrize(
    "command",
    ["run", "playground", "train", "versions", "promote", "rollback", "verify", "match", "similar",
     "votes", "votes export", "stats", "forget"],
)  # fmt: skip
def test_every_command_has_help(kindred, command):
    status, out, _ = kindred(*command.split(), "--help")
    assert status == 0
    assert "Usage: kindred" in out


def run_in_shell(folder, line, **environment):
    command = f"{sys.executable} -m bot {line}"
    root = str(Path(__file__).parents[2])
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": root, **environment},
    )  # fmt: skip


def test_a_file_name_that_is_not_utf_8_is_refused_in_one_line(tmp_path):
    name = os.fsencode(tmp_path) + b"/pl\xe4ys.csv"
    with open(name, "w") as file:  # noqa: PTH123  # a name in bytes, which no Path takes
        file.write(SEEDED)
    ran = run_in_shell(tmp_path, "train pl*ys.csv")
    assert ran.returncode == 1
    assert b"is not UTF-8: rename it" in ran.stderr
    assert ran.stderr.count(b"\n") == 1


def test_a_terminal_that_lacks_letters_shows_what_it_can(tmp_path, demo_models):
    ran = run_in_shell(
        tmp_path, f"similar кино --models {demo_models}", PYTHONIOENCODING="latin-1"
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.startswith(b"????")


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_closed_streams_are_said(tmp_path, demo_models, closed):
    ran = run_in_shell(tmp_path, f"match --stdin --models {demo_models} {closed}")
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert b"must be open" in ran.stderr


def test_a_name_too_long_for_a_file_is_named_in_one_line(kindred):
    status, _, err = kindred("train", "x" * 300)
    assert status == 1
    assert "File name too long" in one_line(err)
    assert "writing" not in err


def test_a_training_deletes_old_versions_and_is_done_even_if_it_cannot(kindred, tmp_path):
    (tmp_path / "plays.csv").write_text(SEEDED)
    ids = []
    for number in range(4):  # another listener each time, so that each is another version
        (tmp_path / "plays.csv").write_text(SEEDED + f"listener {number},artist 1,5\n")
        status, out, _ = kindred("train", "plays.csv", "--json", "--keep", "1")
        assert status == 0
        ids.append(json.loads(out)["version"])
    kept = json.loads(kindred("versions", "--json")[1])["versions"]
    assert len(kept) <= 3
    assert ids[-1] in kept
    (tmp_path / "data" / "models" / "current.json").write_text("{")
    status, _, err = kindred("train", "plays.csv", "--promote", "never")
    assert status == 0
    assert "were not deleted" in err
