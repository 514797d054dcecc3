"""What could not be handled is shown whole, tried again, or erased."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.store import inbox
from bot.store.database import open_database
from bot.store.inbox import Arrival

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "bot.db"
    database = open_database(path)
    (kept,) = inbox.keep(database, [Arrival('{"update_id": 5, "x": "\\u00e9"}', 5, -5, 7)], NOW)
    inbox.set_aside(database, kept.id, "it is no update")
    database.close()
    return path


def states(path):
    database = open_database(path)
    found = [(row["state"], row["crashes"]) for row in database.table("inbox").rows]
    database.close()
    return found


def test_it_is_shown_with_all_that_is_in_it(kindred, db):
    status, out, _ = kindred("set-aside", "--db", db)
    assert status == 0
    assert "2026-11-24 12:00:00 UTC, update 5: it is no update" in out
    assert '"x"' in out
    shown = json.loads(kindred("set-aside", "--db", db, "--json")[1])
    assert shown["problem"] == "it is no update"
    assert shown["update"] == {"update_id": 5, "x": "é"}


def test_stats_tell_of_it(kindred, db):
    assert "1 updates could not be handled" in kindred("stats", "--db", db)[1]


def test_the_next_start_is_let_try_again(kindred, db):
    assert (
        "1 updates are handled when the bot starts"
        in kindred("set-aside", "--retry", "--db", db)[1]
    )
    assert states(db) == [("waiting", 0)]
    assert kindred("set-aside", "--db", db)[1].strip() == "No update was given up"


def test_it_is_erased(kindred, db):
    assert "1 updates are erased" in kindred("set-aside", "--discard", "--db", db)[1]
    assert states(db) == []


@pytest.mark.parametrize("arguments", [("--db", "nowhere.db"), ("--retry", "--db", "nowhere.db")])
def test_no_database_is_said_in_one_line_and_none_is_made(kindred, tmp_path, arguments):
    status, _, said = kindred("set-aside", *arguments)
    assert (status, said.strip()) == (1, "kindred: There is no database nowhere.db")
    assert not (tmp_path / "nowhere.db").exists()


def test_both_at_once_make_no_sense(kindred, db):
    status, _, said = kindred("set-aside", "--retry", "--discard", "--db", db)
    assert (status, said.count("\n")) == (1, 1)
    assert states(db) == [("aside", 0)]
