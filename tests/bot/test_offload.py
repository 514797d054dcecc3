"""Work outside the event loop: in order, together where it waits, each with an outcome."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager, suppress
from functools import partial

import pytest

from bot.errors import Busy, StoreUnavailable
from bot.offload import Offload
from bot.store.database import explained, open_database, writing
from bot.store.personal import forget


@pytest.fixture
def database(tmp_path):
    database = open_database(tmp_path / "bot.db")
    database.execute("CREATE TABLE words (word TEXT UNIQUE)")
    yield database
    database.close()


@pytest.fixture
def begun(database):
    """What is begun in the database, as SQL."""
    statements: list[str] = []
    database.conn.set_trace_callback(statements.append)
    return lambda: [one for one in statements if one.startswith(("BEGIN", "COMMIT"))]


@pytest.fixture
def offload(database):
    offload = Offload(partial(writing, database))
    yield offload
    offload.close()


def write(database, word):
    with writing(database):
        database.conn.execute("INSERT INTO words VALUES (?)", [word])
    return word


def words(database):
    return [word for (word,) in database.execute("SELECT word FROM words ORDER BY rowid")]


async def waiting(offload, *works):
    """Let work wait behind something that takes until all of it waits; return what came of it."""
    all_wait = threading.Event()
    first = asyncio.create_task(offload.store(all_wait.wait))
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(offload.store(work)) for work in works]
    await asyncio.sleep(0)
    all_wait.set()
    await first
    return await asyncio.gather(*others, return_exceptions=True)


async def test_what_waits_is_written_in_one_transaction_in_its_order(database, begun, offload):
    works = [partial(write, database, word) for word in "abc"]
    assert await waiting(offload, *works, partial(words, database)) == ["a", "b", "c", [*"abc"]]
    assert begun() == ["BEGIN IMMEDIATE", "COMMIT"]


async def test_nobody_hears_that_something_is_written_before_it_is(database):
    committed = []

    @contextmanager
    def together():
        with writing(database):
            yield
        committed.append(words(database))

    offload = Offload(together)

    async def and_look(word):
        await offload.store(write, database, word)
        return committed[-1]

    all_wait = threading.Event()
    first = asyncio.create_task(offload.store(all_wait.wait))
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(and_look(word)) for word in "ab"]
    await asyncio.sleep(0)
    all_wait.set()
    assert await asyncio.gather(first, *others) == [True, ["a", "b"], ["a", "b"]]
    offload.close()


async def test_who_fails_takes_nobody_along(database, offload):
    def half():
        write(database, "half")
        raise LookupError

    works = [
        partial(write, database, "a"),
        half,
        partial(write, database, "a"),
        partial(write, database, "b"),
    ]
    first, second, third, fourth = await waiting(offload, *works)
    assert (first, fourth) == ("a", "b")
    assert isinstance(second, LookupError)
    assert type(third).__name__ == "IntegrityError"
    assert words(database) == ["a", "half", "b"]


async def test_where_the_database_takes_nothing_each_hears_so(tmp_path, database, offload):
    database.execute("PRAGMA query_only = ON")

    def refused(word):
        with explained(tmp_path):
            write(database, word)

    outcomes = await waiting(offload, partial(refused, "a"), partial(refused, "b"))
    assert [type(one) for one in outcomes] == [StoreUnavailable, StoreUnavailable]


async def test_to_forget_somebody_is_done_by_itself_whoever_waits_beside(
    database, offload, tmp_path
):
    works = [partial(write, database, "a"), partial(forget, database, 5), partial(words, database)]
    first, erased, seen = await waiting(offload, *works)
    assert (first, erased.queries, seen) == ("a", 0, ["a"])
    assert (tmp_path / "bot.db-wal").stat().st_size == 0


async def test_what_nobody_waits_for_any_more_is_not_begun(database, offload):
    all_wait = threading.Event()
    first = asyncio.create_task(offload.store(all_wait.wait))
    await asyncio.sleep(0.01)
    gone = asyncio.create_task(offload.store(write, database, "a"))
    await asyncio.sleep(0)
    gone.cancel()
    all_wait.set()
    await first
    assert await offload.store(words, database) == []


async def test_one_question_too_many_is_told_so_and_an_answer_makes_room():
    offload, go_on = Offload(most_questions=1), threading.Event()
    asked = asyncio.create_task(offload.model(go_on.wait))
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await offload.model(int)
    go_on.set()
    assert await asked
    assert await offload.model(int) == 0
    offload.close()


async def test_what_fails_and_is_caught_within_others_work_leaves_nothing(database, offload):
    def half():
        with writing(database):
            write(database, "half")
            raise LookupError

    def half_and_on():
        with suppress(LookupError):
            half()
        return write(database, "whole")

    works = [partial(write, database, "a"), half_and_on]
    assert await waiting(offload, *works) == ["a", "whole"]
    assert words(database) == ["a", "whole"]


async def test_a_question_nobody_waits_for_any_more_is_not_asked_and_makes_room():
    offload, go_on, asked = Offload(most_questions=2), threading.Event(), list[str]()
    busy = [asyncio.create_task(offload.model(go_on.wait))]
    gone = asyncio.create_task(offload.model(asked.append, "gone"))
    await asyncio.sleep(0)
    gone.cancel()
    go_on.set()
    await asyncio.gather(*busy)
    await offload.model(asked.append, "last")
    assert asked == ["last"]
    await asyncio.gather(*(offload.model(int) for _ in range(2)))
    offload.close()


class Panic(BaseException):
    """As extensions written in Rust raise it."""


@pytest.mark.parametrize("kind", [LookupError, Panic])
async def test_what_a_question_fails_with_is_told_to_who_asked_and_makes_room(kind):
    def fail():
        raise kind

    offload = Offload(most_questions=1)
    with pytest.raises(kind):
        await asyncio.wait_for(offload.model(fail), 5)
    assert await offload.model(int) == 0
    offload.close()
