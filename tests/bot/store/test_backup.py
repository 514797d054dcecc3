from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace

import pytest
from sqlite_utils import Database

from bot.errors import OperatorError, StoreUnavailable
from bot.store.backup import Copied, backup, restore
from bot.store.database import open_database, open_for_reading
from bot.store.events import record_query
from bot.store.migrations import migrations
from tests.bot.store.test_instance import ROOT, held_by_another, python
from tests.bot.store.test_store import BLUR, MUSE, QUERY, answered, press

WRITE_ALL_THE_TIME = """
import sys, time
from dataclasses import replace
from pathlib import Path
from bot.store.database import open_database
from bot.store.events import record_query
from tests.bot.store.test_store import BLUR, MUSE, QUERY
database = open_database(Path(sys.argv[1]))
longest = 0.0
print("writing", flush=True)
while not Path(sys.argv[2]).exists():
    start = time.monotonic()
    record_query(database, replace(QUERY, typed="x" * 2000), [MUSE, BLUR])
    longest = max(longest, time.monotonic() - start)
print(longest, flush=True)
"""

COPY_AGAIN_AND_AGAIN = """
import sys
from pathlib import Path
from bot.store import backup
print("copying", flush=True)
while True:
    getattr(backup, sys.argv[1])(Path(sys.argv[2]), Path(sys.argv[3]))
"""

DIE_AT_EVERY_STEP = """
import json, os, shutil, signal, sys
from pathlib import Path
from bot.store import backup

STEPS = {"open", "sqlite3.connect"} | {
    f"os.{call}" for call in ("rename", "remove", "rmdir", "mkdir", "chmod", "chown")
}
work, folder, source, target = sys.argv[1:]
step, died = 0, True
while died:
    place = Path(f"{folder}-{step}")
    shutil.copytree(folder, place)
    child = os.fork()
    if not child:
        left = [step]

        def count(event, _):
            if event in STEPS:
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
                left[0] -= 1

        sys.addaudithook(count)
        getattr(backup, work)(place / source, place / target)
        os._exit(0)
    died = os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    step += 1
print(step)
"""

WITH_A_SMALL_DISK = """
import resource, sys
from pathlib import Path
from bot.store import backup
from bot.errors import StoreUnavailable
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]),) * 2)
try:
    getattr(backup, sys.argv[1])(Path(sys.argv[2]), Path(sys.argv[3]))
except StoreUnavailable as error:
    print(error)
"""


def made(path, *typed, size=0):
    """A database of some queries; `size` bytes of it are what else was typed."""
    database = open_database(path)
    for each in typed:
        record_query(database, replace(QUERY, typed=each), [MUSE])
    if size:
        record_query(database, replace(QUERY, typed="x" * size), [])
    database.close()
    return path


def made_by_a_bot_that_was_killed(path, *typed):
    """A database whose rows are in its write-ahead log yet."""
    live = path.with_name("live")
    database = open_database(live)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    for each in typed:
        record_query(database, replace(QUERY, typed=each), [MUSE])
    shutil.copy(live, path)
    shutil.copy(f"{live}-wal", f"{path}-wal")
    database.close()
    live.unlink()
    assert (path.parent / f"{path.name}-wal").stat().st_size
    return path


def typed_in(path):
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = connection.execute("SELECT substr(typed, 1, 9) FROM queries ORDER BY id").fetchall()
    return [typed for (typed,) in rows]


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def line_of(refused):
    assert "\n" not in str(refused.value)
    return str(refused.value)


# Backup


def test_a_copy_is_one_private_file_with_all_rows_and_says_how_many(tmp_path):
    db, copy = tmp_path / "bot.db", tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    database = open_database(db)
    answer = answered(database)
    press(database, answer, MUSE, 1, number=1)
    press(database, answer, BLUR, -1, number=2)
    copied = backup(db, copy)
    assert copied == Copied(copy.stat().st_size, queries=1, votes=2)
    assert names_in(copy.parent) == ["copy.db"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with closing(open_for_reading(copy)) as again:
        for table in database.table_names():
            assert list(again.table(table).rows) == list(database.table(table).rows)
    database.close()


def test_rows_that_are_in_the_log_yet_are_copied(tmp_path):
    db = made_by_a_bot_that_was_killed(tmp_path / "bot.db", "one", "two")
    backup(db, tmp_path / "copy.db")
    assert typed_in(tmp_path / "copy.db") == ["one", "two"]


@pytest.mark.slow
def test_a_bot_that_writes_all_the_time_is_copied_whole_and_goes_on_writing(tmp_path):
    db, copy, stop = tmp_path / "bot.db", tmp_path / "copy.db", tmp_path / "stop"
    made(db, size=30_000_000)
    with python(WRITE_ALL_THE_TIME, db, stop) as bot:
        assert bot.stdout.readline() == "writing\n"
        counts = []
        for _ in range(3):
            start = time.monotonic()
            counts.append(backup(db, copy).queries)
            assert time.monotonic() - start < 20
            with closing(Database(copy)) as database:
                assert typed_in(copy)[0] == "x" * 9
                # Every query but the first was written in one transaction with its two answers.
                assert database.table("answers").count == 2 * (counts[-1] - 1)
        stop.touch()
        longest_seconds = float(bot.communicate()[0])
    assert counts[0] < counts[1] < counts[2]
    assert longest_seconds < 2


@pytest.mark.slow
def test_a_database_that_is_locked_is_not_waited_for_without_end(tmp_path):
    db, copy = made(tmp_path / "bot.db", "one"), tmp_path / "copy.db"
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnavailable, match="another program has it open"):
            backup(db, copy)
    backup(db, copy)


def test_a_copy_replaces_an_older_one(tmp_path):
    db, copy = made(tmp_path / "bot.db", "one"), tmp_path / "copy.db"
    backup(db, copy)
    made(db, "two")
    backup(db, copy)
    assert typed_in(copy) == ["one", "two"]


def test_a_log_that_was_left_beside_the_older_copy_is_not_applied_to_the_new(tmp_path):
    db = made(tmp_path / "bot.db", "new")
    copy = made_by_a_bot_that_was_killed(tmp_path / "copy.db", "old")
    backup(db, copy)
    assert typed_in(copy) == ["new"]
    copy.unlink()
    shutil.copy(made_by_a_bot_that_was_killed(tmp_path / "x.db", "old"), copy)
    (tmp_path / "x.db-wal").rename(tmp_path / "copy.db-wal")
    copy.unlink()  # the log of one that was deleted
    backup(db, copy)
    assert typed_in(copy) == ["new"]


def test_what_is_no_kindred_database_is_overwritten_by_force_only(tmp_path):
    db = made(tmp_path / "bot.db", "one")
    (tmp_path / "letter").write_text("Dear Sir or Madam,\n" * 100)
    with closing(Database(tmp_path / "cats.db")) as cats:
        cats.table("cats").insert({"name": "Cleo"})
    for name in ("letter", "cats.db"):
        path = tmp_path / name
        before = path.read_bytes()
        with pytest.raises(OperatorError, match=f"{name} is no Kindred database.*--force"):
            backup(db, path)
        assert path.read_bytes() == before
        backup(db, path, force=True)
        assert typed_in(path) == ["one"]
    (tmp_path / "empty").touch()
    backup(db, tmp_path / "empty")
    assert typed_in(tmp_path / "empty") == ["one"]


def test_a_copy_never_goes_onto_the_database_or_what_belongs_to_it(tmp_path):
    db = made(tmp_path / "bot.db", "one")
    (tmp_path / "link.db").symlink_to(db)
    (tmp_path / "hard.db").hardlink_to(db)
    (tmp_path / "folder").mkdir()
    refused = ("bot.db", "link.db", "hard.db", "bot.db-wal", "bot.db-shm", "bot.db.lock", "folder")
    for force in (False, True):
        for name in (*refused, "none/copy.db", "bot.db/copy.db"):
            with pytest.raises(OperatorError) as error:
                backup(db, tmp_path / name, force=force)
            assert name in line_of(error)
    assert typed_in(db) == ["one"]
    assert not list(tmp_path.rglob("*.part"))


def test_a_copy_follows_a_link_and_leaves_it_there(tmp_path):
    db = made(tmp_path / "bot.db", "one")
    (tmp_path / "disk").mkdir()
    (tmp_path / "newest.db").symlink_to(tmp_path / "disk" / "copy.db")
    backup(db, tmp_path / "newest.db")
    assert (tmp_path / "newest.db").is_symlink()
    assert typed_in(tmp_path / "disk" / "copy.db") == ["one"]


def test_what_is_damaged_or_somebody_elses_does_not_replace_a_good_copy(tmp_path):
    db, copy = made(tmp_path / "bot.db", "one"), tmp_path / "copy.db"
    backup(db, copy)
    before = copy.read_bytes()
    for break_it, why in BROKEN:
        broken = tmp_path / "broken.db"
        break_it(broken)
        with pytest.raises(StoreUnavailable, match=why) as refused:
            backup(broken, copy)
        assert "broken.db" in line_of(refused)
        assert copy.read_bytes() == before
    with pytest.raises(StoreUnavailable, match="There is no database"):
        backup(tmp_path / "none.db", copy)
    assert not list(tmp_path.glob(".*"))


@pytest.mark.slow
def test_a_backup_that_is_killed_leaves_the_copy_of_before_or_the_new_one(tmp_path):
    small, large = made(tmp_path / "small.db", "small"), tmp_path / "large.db"
    made(large, "large", size=8_000_000)
    copy, rng = tmp_path / "copy.db", random.Random(5)
    for _ in range(12):
        backup(small, copy)
        with python(COPY_AGAIN_AND_AGAIN, "backup", large, copy) as process:
            assert process.stdout.readline() == "copying\n"
            time.sleep(rng.random() * 0.12)
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert typed_in(copy) in (["small"], ["large", "x" * 9])


@pytest.mark.slow
def test_a_backup_that_dies_at_any_step_leaves_the_copy_of_before_or_the_new_one(tmp_path):
    start = tmp_path / "start"
    start.mkdir()
    made(start / "bot.db", "new")
    made_by_a_bot_that_was_killed(start / "copy.db", "old")
    found = [typed_in(place / "copy.db") for place in after_each_step("backup", start, "copy.db")]
    assert (found[0], found[-1]) == (["old"], ["new"])
    assert all(typed in (["old"], ["new"]) for typed in found)


def after_each_step(work, start, target):
    source = "bot.db" if work == "backup" else "copy.db"
    command = [sys.executable, "-c", DIE_AT_EVERY_STEP, work, str(start), source, target]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    steps = int(ran.stdout)
    assert steps > 8
    return [start.with_name(f"{start.name}-{step}") for step in range(steps)]


def test_what_a_killed_backup_left_is_cleared_away_once_it_is_old(tmp_path):
    db, copy = made(tmp_path / "bot.db", "one"), tmp_path / "copy.db"
    old, new = (tmp_path / f".copy.db.{name}.part" for name in ("old", "new"))
    for left in (old, new):
        left.mkdir()
        (left / "copy").write_text("personal")
    two_hours_ago = time.time() - 7200
    os.utime(old, (two_hours_ago, two_hours_ago))
    backup(db, copy)
    assert not old.exists()
    assert new.exists()  # another backup may be writing it


@pytest.mark.parametrize("before", [None, "old"])
def test_a_backup_that_finds_the_disk_full_leaves_what_was_there(tmp_path, before):
    db, copy = made(tmp_path / "bot.db", "one", size=2_000_000), tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    if before:
        made(copy, before)
    assert "bot.db was not copied to " in said_with_a_small_disk("backup", db, copy)
    assert (typed_in(copy) if before else names_in(copy.parent)) == ([before] if before else [])
    assert not list(copy.parent.glob(".*"))


def said_with_a_small_disk(work, source, target, limit=1_000_000):
    with python(WITH_A_SMALL_DISK, work, source, target, limit) as process:
        said = process.communicate()[0]
    assert process.returncode == 0
    assert said.count("\n") == 1
    return said


def test_a_folder_that_may_not_be_written_is_said_in_one_line(tmp_path):
    db, copy = made(tmp_path / "bot.db", "old"), tmp_path / "closed" / "copy.db"
    copy.parent.mkdir()
    backup(made(tmp_path / "other.db", "new"), copy)
    copy.parent.chmod(0o500)
    if os.access(copy.parent, os.W_OK):
        pytest.skip("root may write everywhere")
    with pytest.raises(StoreUnavailable, match="Permission denied"):
        backup(db, copy)
    assert typed_in(copy) == ["new"]
    copy.parent.chmod(0o700)
    (tmp_path / "state").mkdir()
    db = db.rename(tmp_path / "state" / "bot.db")
    db.parent.chmod(0o500)
    with pytest.raises(StoreUnavailable, match="Permission denied"):
        restore(copy, db)
    db.parent.chmod(0o700)
    assert typed_in(db) == ["old"]


# Restore


@pytest.fixture
def db(tmp_path):
    """A database of one query, `old`, where bots have theirs."""
    return made(tmp_path / "state" / "bot.db", "old")


@pytest.fixture
def copy(tmp_path):
    """A copy with one other query, `new`."""
    backup(made(tmp_path / "other.db", "new"), tmp_path / "copy.db")
    return tmp_path / "copy.db"


def test_a_copy_is_put_back_and_what_was_there_is_kept(db, copy):
    restored = restore(copy, db)
    kept = db.with_name("bot.db.before-restore")
    assert restored.copied == Copied(copy.stat().st_size, queries=1, votes=0)
    assert restored.kept == kept
    assert (typed_in(db), typed_in(kept), typed_in(copy)) == (["new"], ["old"], ["new"])
    assert names_in(db.parent) == ["bot.db", "bot.db.before-restore", "bot.db.lock"]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_restore_is_undone_by_restoring_what_was_kept(db, copy):
    kept = restore(copy, db).kept
    assert kept
    restore(kept, db)
    assert (typed_in(db), typed_in(kept)) == (["old"], ["new"])


def test_a_copy_is_put_where_no_database_is(tmp_path, copy):
    db = tmp_path / "nowhere" / "yet" / "bot.db"
    assert restore(copy, db).kept is None
    assert typed_in(db) == ["new"]
    assert stat.S_IMODE(db.stat().st_mode) == 0o600


def test_the_bot_runs_on_what_was_restored_and_as_before_it_is_whose_it_was(db, copy):
    db.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(db, 12345, 12345)
    owner = db.stat().st_uid
    restore(copy, db)
    assert (stat.S_IMODE(db.stat().st_mode), db.stat().st_uid) == (0o640, owner)
    made(db, "next")
    assert typed_in(db) == ["new", "next"]


def test_nothing_is_restored_while_a_bot_runs(tmp_path, db, copy):
    (tmp_path / "link.db").symlink_to(db)
    with held_by_another(db) as bot:
        for path in (db, tmp_path / "link.db"):
            with pytest.raises(StoreUnavailable) as refused:
                restore(copy, path)
            assert line_of(refused) == f"Another Kindred (process {bot.pid}) runs on {path}"
    assert typed_in(db) == ["old"]
    assert not db.with_name("bot.db.before-restore").exists()


def test_nothing_is_restored_while_another_program_has_the_database_open(db, copy):
    kept = made(db.with_name("bot.db.before-restore"), "older")
    with closing(open_database(db)) as other:
        with pytest.raises(StoreUnavailable, match="another program has it open"):
            restore(copy, db)
        record_query(other, replace(QUERY, typed="later"), [])
    assert typed_in(db) == ["old", "later"]
    assert typed_in(kept) == ["older"]
    restore(copy, db)
    assert (typed_in(db), typed_in(kept)) == (["new"], ["old", "later"])


def test_a_link_to_the_database_is_followed_and_stays(tmp_path, db, copy):
    (tmp_path / "link.db").symlink_to(db)
    restored = restore(copy, tmp_path / "link.db")
    assert (tmp_path / "link.db").is_symlink()
    assert typed_in(db) == ["new"]
    assert restored.kept == db.with_name("bot.db.before-restore")


def damaged(path):
    backup(made(path.with_name("whole"), "one", size=50_000), path, force=True)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)


def damaged_where_only_a_check_looks(path):
    """Within a long text, which is neither counted nor needed to copy pages."""
    backup(made(path.with_name("whole"), "one", size=50_000), path, force=True)
    with path.open("r+b") as file:
        file.seek(-5 * 4096, os.SEEK_END)
        file.write(b"\xff" * 8)


def cut_off(path):
    made(path.with_name("whole"), "one", size=50_000)
    path.write_bytes(path.with_name("whole").read_bytes()[:30_000])


def prose(path):
    path.write_text("Dear Sir or Madam,\n" * 1000)


def empty(path):
    path.write_bytes(b"")


def somebody_elses(path):
    path.unlink(missing_ok=True)
    with closing(Database(path)) as cats:
        cats.table("cats").insert({"name": "Cleo"})


BROKEN = [
    (damaged, "damaged|malformed"),
    (damaged_where_only_a_check_looks, "broken.db is damaged: "),
    (cut_off, "damaged|malformed"),
    (prose, "not a database"),
    (empty, "is no Kindred database"),
    (somebody_elses, "is no Kindred database"),
]


@pytest.mark.parametrize(("break_it", "why"), BROKEN)
def test_a_file_that_is_not_whole_or_not_ours_is_refused(tmp_path, db, break_it, why):
    break_it(tmp_path / "broken.db")
    before = db.read_bytes()
    with pytest.raises(StoreUnavailable, match=why) as refused:
        restore(tmp_path / "broken.db", db)
    assert "broken.db" in line_of(refused)
    assert db.read_bytes() == before
    assert not list(db.parent.glob("*before*"))
    assert not list(db.parent.glob(".*"))


def test_a_file_that_is_not_there_or_the_database_itself_is_refused(tmp_path, db):
    with pytest.raises(StoreUnavailable, match="There is no database"):
        restore(tmp_path / "none.db", db)
    with pytest.raises(OperatorError, match="itself"):
        restore(db, db.parent / ".." / "state" / "bot.db")
    with pytest.raises(OperatorError, match="is not a file"):
        restore(db, tmp_path)
    assert typed_in(db) == ["old"]


def test_a_copy_of_a_newer_kindred_is_refused(db, copy):
    with closing(Database(copy)) as newer, newer.atomic():
        row = {"migration_set": "kindred", "name": "m999_telepathy", "applied_at": "2030-01-01"}
        newer.table("_sqlite_migrations").insert(row)
    with pytest.raises(StoreUnavailable, match="newer Kindred"):
        restore(copy, db)
    assert typed_in(db) == ["old"]


def test_a_copy_of_an_older_kindred_is_migrated_when_the_bot_starts(tmp_path, db):
    with closing(Database(tmp_path / "older.db")) as older:
        migrations.apply(older, stop_before="m004_adventure_and_seeds")
    backup(tmp_path / "older.db", tmp_path / "copy.db")
    restore(tmp_path / "copy.db", db)
    with closing(open_database(db)) as database:
        assert not migrations.pending(database)
        assert database.table("seeds").count == 0


def test_the_log_of_the_old_database_is_kept_and_not_applied_to_the_new(tmp_path, copy):
    (tmp_path / "state").mkdir()
    db = made_by_a_bot_that_was_killed(tmp_path / "state" / "bot.db", "old", "older")
    kept = restore(copy, db).kept
    assert names_in(db.parent) == ["bot.db", "bot.db.before-restore", "bot.db.lock"]
    assert (typed_in(db), typed_in(kept)) == (["new"], ["old", "older"])


def test_the_log_of_a_database_that_was_deleted_is_not_applied_to_the_new(tmp_path, copy):
    (tmp_path / "state").mkdir()
    db = made_by_a_bot_that_was_killed(tmp_path / "state" / "bot.db", "old")
    db.unlink()
    restore(copy, db)
    assert typed_in(db) == ["new"]


@pytest.mark.parametrize("break_it", [damaged, cut_off, prose, somebody_elses])
def test_a_database_that_is_damaged_is_kept_as_it_is_with_its_log(tmp_path, copy, break_it):
    state = tmp_path / "state"
    state.mkdir()
    db = state / "bot.db"
    break_it(db)
    logged = made_by_a_bot_that_was_killed(tmp_path / "logged.db", "old")
    shutil.copy(f"{logged}-wal", state / "bot.db-wal")
    with (state / "bot.db-wal").open("r+b") as log:
        log.seek(40)  # within the checksum of the first frame, so that nothing of it counts
        log.write(b"\xff" * 8)
    before = db.read_bytes(), (state / "bot.db-wal").read_bytes()
    kept = state / "bot.db.before-restore"
    assert restore(copy, db).kept == kept
    kept_log = state / f"{kept.name}-wal"
    assert (kept.read_bytes(), kept_log.read_bytes()) == before
    assert typed_in(db) == ["new"]
    assert not (state / "bot.db-wal").exists()
    restore(copy, db)  # what is kept now is whole, and no log of the damaged one is beside it
    assert typed_in(kept) == ["new"]
    assert not kept_log.exists()


@pytest.mark.slow
def test_a_restore_that_dies_at_any_step_leaves_all_of_the_old_or_all_of_the_new(tmp_path, copy):
    start = tmp_path / "start"
    start.mkdir()
    copy.rename(start / "copy.db")
    made_by_a_bot_that_was_killed(start / "bot.db", "old", "older")
    found = []
    for place in after_each_step("restore", start, "bot.db"):
        found.append(typed_in(place / "bot.db"))
        restore(place / "copy.db", place / "bot.db")  # what was left is in nobody's way
        assert typed_in(place / "bot.db") == ["new"]
    assert (found[0], found[-1]) == (["old", "older"], ["new"])
    assert all(typed in (["old", "older"], ["new"]) for typed in found)


@pytest.mark.slow
def test_a_restore_that_is_killed_leaves_all_of_the_old_or_all_of_the_new(tmp_path):
    copy, rng = made(tmp_path / "copy.db", "new", size=8_000_000), random.Random(6)
    for number in range(12):
        db = tmp_path / str(number) / "bot.db"
        db.parent.mkdir()
        made_by_a_bot_that_was_killed(db, "old", "older")
        with python(COPY_AGAIN_AND_AGAIN, "restore", copy, db) as process:
            assert process.stdout.readline() == "copying\n"
            time.sleep(rng.random() * 0.12)
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert typed_in(db) in (["old", "older"], ["new", "x" * 9])


@pytest.mark.parametrize(("old_bytes", "new_bytes"), [(0, 2_000_000), (2_000_000, 0)])
def test_a_restore_that_finds_the_disk_full_leaves_the_old_one(tmp_path, old_bytes, new_bytes):
    db = made(tmp_path / "state" / "bot.db", "old", size=old_bytes)
    copy = made(tmp_path / "copy.db", "new", size=new_bytes)
    before = db.read_bytes()
    assert "copy.db was not restored to " in said_with_a_small_disk("restore", copy, db)
    assert db.read_bytes() == before
    assert not list(db.parent.glob(".*"))
    assert not list(db.parent.glob("*before*"))
