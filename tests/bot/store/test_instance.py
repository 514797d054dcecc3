from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bot.errors import StoreUnavailable
from bot.store.database import open_database
from bot.store.instance import Identity, sole_instance

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
from pathlib import Path
from bot.store.instance import sole_instance
with sole_instance(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def python(code, *arguments, **options):
    """A process that runs some lines and is surely gone in the end."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def held_by_another(db):
    with python(HOLD, db) as process:
        assert process.stdout.readline() == "held\n"
        yield process


def is_free(db):
    try:
        with sole_instance(db):
            return True
    except StoreUnavailable:
        return False


def test_one_process_at_a_time_and_the_other_is_named(tmp_path):
    db = tmp_path / "state" / "bot.db"
    with held_by_another(db) as other:
        with pytest.raises(StoreUnavailable) as refused, sole_instance(db):
            pass
        assert str(refused.value) == f"Another Kindred (process {other.pid}) runs on {db}"
        assert is_free(tmp_path / "state" / "another.db")
        other.communicate("")
        assert other.returncode == 0
        assert is_free(db)


def test_the_lock_is_free_after_whatever_ends_the_process(tmp_path):
    db = tmp_path / "bot.db"
    with held_by_another(db) as other:
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        assert (tmp_path / "bot.db.lock").read_text() == f"{other.pid}\n"
        (tmp_path / "bot.db.lock").write_text("12345678901234567890\n")  # longer than any
        with sole_instance(db):
            assert (tmp_path / "bot.db.lock").read_text() == f"{os.getpid()}\n"
            assert not is_free(db)
        assert is_free(db)


def test_the_lock_is_free_after_a_failure_that_passes_through(tmp_path):
    failure = "of the bot"
    with pytest.raises(OSError, match=failure), sole_instance(tmp_path / "bot.db"):
        raise OSError(failure)
    assert is_free(tmp_path / "bot.db")


def test_the_file_stays_so_that_two_locks_cannot_be_on_two_files(tmp_path):
    db = tmp_path / "bot.db"
    with sole_instance(db):
        before = Identity.of(tmp_path / "bot.db.lock")
    with sole_instance(db):
        assert before.still_at(tmp_path / "bot.db.lock")


def test_a_program_that_the_bot_starts_does_not_keep_the_lock(tmp_path):
    db = tmp_path / "bot.db"
    with ExitStack() as programs:
        with sole_instance(db):
            started = programs.enter_context(python("input()", close_fds=False))
        assert started.poll() is None
        assert is_free(db)


def test_every_path_to_a_database_leads_to_one_lock(tmp_path, monkeypatch):
    db = tmp_path / "state" / "bot.db"
    open_database(db).close()
    (tmp_path / "link.db").symlink_to(db)
    (tmp_path / "folder").symlink_to(db.parent)
    monkeypatch.chdir(tmp_path)
    with held_by_another(db):
        for path in ("link.db", "folder/bot.db", "state/bot.db", "state/../state/bot.db"):
            assert not is_free(Path(path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "link.db", "state"]


def test_a_lock_that_cannot_be_is_refused_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "bot.db.lock").mkdir()
    for db in (tmp_path / "file" / "bot.db", tmp_path / "bot.db"):
        why = r"The lock .*bot\.db\.lock cannot be used: \w"
        with pytest.raises(StoreUnavailable, match=why), sole_instance(db):
            pass


def test_a_lock_of_which_nothing_is_written_yet_is_taken_all_the_same(tmp_path):
    db = tmp_path / "bot.db"
    with held_by_another(db):
        (tmp_path / "bot.db.lock").write_text("")
        with pytest.raises(StoreUnavailable) as refused, sole_instance(db):
            pass
    assert str(refused.value) == f"Another Kindred runs on {db}"


def test_a_database_that_is_deleted_moved_or_replaced_is_noticed(tmp_path):
    db, link = tmp_path / "bot.db", tmp_path / "link.db"
    link.symlink_to(db)
    database = open_database(db)
    opened = Identity.of(db)
    assert opened == Identity.of(link)
    assert opened.still_at(db)
    db.rename(tmp_path / "moved.db")
    assert not opened.still_at(db)
    assert not opened.still_at(link)
    open_database(db).close()
    assert not opened.still_at(db)
    (tmp_path / "moved.db").replace(db)
    assert opened.still_at(link)
    database.close()


def test_looking_at_the_file_does_not_drop_sqlites_locks(tmp_path):
    db = tmp_path / "bot.db"
    database = open_database(db)
    database.execute("PRAGMA journal_mode = DELETE")  # its locks are on the very file
    database.execute("BEGIN IMMEDIATE")
    assert Identity.of(db).still_at(db)
    write = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
    )
    with python(write, db, stderr=subprocess.PIPE) as other:
        assert "database is locked" in other.communicate()[1]
    database.close()


def test_there_is_no_identity_of_what_is_not_there(tmp_path):
    with pytest.raises(StoreUnavailable, match="No such file"):
        Identity.of(tmp_path / "none.db")
