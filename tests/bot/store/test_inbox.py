"""Updates in the inbox: once each, until they are done; what kills the process is given up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.store import inbox
from bot.store.database import open_database
from bot.store.inbox import Arrival

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=365)
ONE, TWO = Arrival('{"a": 1}', 1, -5, 7), Arrival('{"a": 2}', 2, -5, 8)


@pytest.fixture
def database(tmp_path):
    opened = open_database(tmp_path / "bot.db")
    yield opened
    opened.close()


def states(database):
    return [row["state"] for row in database.table("inbox").rows_where(order_by="id")]


def test_what_was_kept_and_not_finished_is_taken_up_again_in_order(database):
    kept = inbox.keep(database, [TWO, ONE], NOW)
    assert [one.arrival for one in kept] == [TWO, ONE]
    assert inbox.taken_up_again(database, LONG_AGO) == kept


def test_what_is_finished_is_not_taken_up_and_nothing_of_it_is_left(database):
    (kept,) = inbox.keep(database, [ONE], NOW)
    inbox.begin(database, kept.id)
    inbox.finish(database, kept.id)
    assert inbox.taken_up_again(database, LONG_AGO) == []
    (row,) = database.table("inbox").rows
    assert (row["payload"], row["chat_id"], row["person_id"]) == ("", None, None)


@pytest.mark.parametrize("is_finished", [True, False])
def test_what_comes_again_is_not_kept_again(database, is_finished):
    (kept,) = inbox.keep(database, [ONE], NOW)
    if is_finished:
        inbox.finish(database, kept.id)
    assert inbox.keep(database, [ONE, TWO], NOW)[0].arrival == TWO
    assert inbox.keep(database, [ONE, ONE, TWO], NOW) == []


def test_another_update_of_the_same_number_is_another_update(database):
    other = Arrival('{"b": 1}', ONE.update_id)
    assert len(inbox.keep(database, [ONE, other], NOW)) == 2


def test_the_digest_that_tells_repetitions_says_nothing_without_the_key(tmp_path):
    digests = set()
    for name in ("a.db", "b.db"):
        database = open_database(tmp_path / name)
        inbox.keep(database, [ONE], NOW)
        digests |= {row["digest"] for row in database.table("inbox").rows}
        database.close()
    assert len(digests) == 2


def crashed(database):
    """The process dies with everything in hand; returns what the next one takes up."""
    for kept in inbox.taken_up_again(database, LONG_AGO):
        inbox.begin(database, kept.id)
    return inbox.taken_up_again(database, LONG_AGO)


def test_what_has_killed_three_processes_is_set_aside_with_all_that_is_in_it(database):
    (kept,) = inbox.keep(database, [ONE], NOW)
    for crashes in (1, 2):
        inbox.begin(database, kept.id)
        (left,) = inbox.taken_up_again(database, LONG_AGO)
        assert left.crashes == crashes
    inbox.begin(database, kept.id)
    assert inbox.taken_up_again(database, LONG_AGO) == []
    (aside,) = inbox.all_set_aside(database)
    assert aside.kept.arrival == ONE
    assert "died again and again" in aside.problem


def test_what_waits_for_telegram_when_a_process_dies_is_blamed_for_little(database):
    (kept,) = inbox.keep(database, [ONE], NOW)
    for death in range(1, 12):
        inbox.begin(database, kept.id)
        inbox.wait_for_telegram(database, kept.id)
        (left,) = inbox.taken_up_again(database, LONG_AGO)
        assert left.crashes == death / 4
    inbox.begin(database, kept.id)
    inbox.wait_for_telegram(database, kept.id)
    assert inbox.taken_up_again(database, LONG_AGO) == []


def test_what_is_done_does_not_wait_any_more(database):
    (kept,) = inbox.keep(database, [ONE], NOW)
    inbox.begin(database, kept.id)
    inbox.finish(database, kept.id)
    inbox.wait_for_telegram(database, kept.id)
    assert states(database) == ["done"]


def test_what_only_waited_while_a_process_died_is_not_blamed(database):
    killer, waiting = inbox.keep(database, [ONE, TWO], NOW)
    for _ in range(5):
        inbox.begin(database, killer.id)
        left = inbox.taken_up_again(database, LONG_AGO)
    assert [(one.id, one.crashes) for one in left] == [(waiting.id, 0)]


def test_what_was_broken_off_on_purpose_is_not_blamed(database):
    (kept,) = inbox.keep(database, [ONE], NOW)
    for _ in range(5):
        inbox.begin(database, kept.id)
        inbox.release(database, [kept.id])
        (left,) = inbox.taken_up_again(database, LONG_AGO)
        assert left.crashes == 0


def test_what_nobody_waits_for_any_longer_is_set_aside(database):
    old, new = inbox.keep(database, [ONE], NOW) + inbox.keep(
        database, [TWO], NOW + timedelta(hours=2)
    )
    inbox.begin(database, old.id)
    assert inbox.taken_up_again(database, NOW + timedelta(hours=1)) == [new]
    (aside,) = inbox.all_set_aside(database)
    assert "too old" in aside.problem


def test_what_was_set_aside_can_be_tried_again_or_discarded(database):
    one, two = inbox.keep(database, [ONE, TWO], NOW)
    for kept in (one, two):
        inbox.set_aside(database, kept.id, "unreadable")
    assert inbox.taken_up_again(database, LONG_AGO) == []
    assert [aside.problem for aside in inbox.all_set_aside(database)] == ["unreadable"] * 2
    assert inbox.try_again(database, NOW) == 2
    assert inbox.taken_up_again(database, LONG_AGO) == [one, two]
    inbox.set_aside(database, two.id, "again")
    assert inbox.discard_set_aside(database) == 1
    assert inbox.all_set_aside(database) == []
    assert states(database) == ["waiting"]


def test_what_is_tried_again_is_as_if_it_had_just_come(database):
    (kept,) = inbox.keep(database, [ONE], NOW - timedelta(days=9))
    inbox.set_aside(database, kept.id, "x")
    inbox.try_again(database, NOW)
    (left,) = inbox.taken_up_again(database, NOW - timedelta(days=1))
    assert left.arrival == ONE


@pytest.mark.parametrize("kind", ["callback_query", "message_reaction"])
def test_a_press_or_reaction_is_not_tried_again(database, kind):
    (kept,) = inbox.keep(database, [Arrival(f'{{"{kind}": {{}}, "update_id": 1}}', 1)], NOW)
    inbox.set_aside(database, kept.id, "x")
    assert inbox.try_again(database, NOW) == 0
    assert states(database) == ["aside"]


def test_what_ended_while_it_was_broken_off_stays_ended(database):
    done, aside = inbox.keep(database, [ONE, TWO], NOW)
    for kept in (done, aside):
        inbox.begin(database, kept.id)
    inbox.finish(database, done.id)
    inbox.set_aside(database, aside.id, "x")
    inbox.release(database, [done.id, aside.id])
    assert states(database) == ["done", "aside"]


def test_what_was_given_up_is_not_kept_for_ever(database):
    (kept,) = inbox.keep(database, [ONE], NOW)
    inbox.set_aside(database, kept.id, "x")
    inbox.prune(database, NOW, NOW)
    assert states(database) == ["aside"]
    inbox.prune(database, NOW, NOW + timedelta(seconds=1))
    assert states(database) == []


def test_only_what_is_done_and_old_is_forgotten(database):
    done, waiting = inbox.keep(database, [ONE, TWO], NOW)
    inbox.finish(database, done.id)
    inbox.prune(database, NOW, LONG_AGO)
    assert states(database) == ["done", "waiting"]
    inbox.prune(database, NOW + timedelta(seconds=1), LONG_AGO)
    assert states(database) == ["waiting"]
    assert inbox.taken_up_again(database, LONG_AGO) == [waiting]


def test_notes_do_not_wait_for_the_disk_and_what_is_kept_does(database):
    (kept,) = inbox.keep(database, [ONE], NOW)
    seen: list[str] = []
    database.conn.set_trace_callback(seen.append)
    inbox.begin(database, kept.id)
    inbox.keep(database, [TWO], NOW)
    database.conn.set_trace_callback(None)
    pragmas = [sql for sql in seen if "synchronous" in sql]
    assert pragmas == ["PRAGMA synchronous = NORMAL", "PRAGMA synchronous = FULL"]
    assert database.execute("PRAGMA synchronous").fetchone() == (2,)
