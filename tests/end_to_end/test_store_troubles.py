"""The database is locked, or gone, while people ask: they wait, or the operator is told."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from bot.errors import StoreReplaced
from bot.rehearsal import YOU, playground_settings, rehearsal
from tests.end_to_end.conftest import payload, rows


def texts(playing):
    messages = playing.world.chats[YOU.id].messages.values()
    return [one["text"] for one in messages if one["from"]["id"] == 1]


async def test_what_comes_while_another_process_locks_the_database_is_answered_after(
    playing, services, tmp_path
):
    (answer,) = await playing.said("/similar radiohead")
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    await playing.world.press(YOU.id, YOU.id, answer["message_id"], payload(answer, "👍", row=0))
    await playing.world.say(YOU.id, YOU.id, "/similar muse")
    await asyncio.sleep(6.5)  # longer than SQLite itself waits
    assert services.health.problems(services.now())
    other.execute("COMMIT")
    other.close()
    await playing.settled()
    await playing.done()
    assert "Muse" in texts(playing)[-1]
    assert [row["vote"] for row in rows(services, "votes")] == [1]
    assert not services.health.problems(services.now())


async def test_a_lock_in_the_middle_of_an_answer_is_waited_for(playing, services, tmp_path):
    """The update is in the inbox already; its answer cannot be written down yet."""
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    asked = services.offload.model

    async def locking(work, *given, **named):
        if not other.in_transaction and not texts(playing):
            other.execute("BEGIN EXCLUSIVE")
            asyncio.get_running_loop().call_later(6.5, other.execute, "COMMIT")
        return await asked(work, *given, **named)

    services.offload.model = locking
    await playing.said("/similar radiohead")
    other.close()
    said = texts(playing)
    assert "notebook" in said[0]
    assert "Radiohead" in said[-1]
    assert len(rows(services, "queries")) == 1


@pytest.mark.parametrize("way", ["deleted", "replaced"])
async def test_a_database_whose_file_goes_ends_the_bot_with_the_cause(
    demo_models, tmp_path, services, monkeypatch, way
):
    monkeypatch.setattr("bot.watching._BEAT_SECONDS", 0.1)
    settings = playground_settings(models=demo_models, db=tmp_path / "bot.db")

    async def lived():
        async with rehearsal(settings, services) as playing:
            await playing.said("/similar radiohead")
            (tmp_path / "bot.db").unlink()
            if way == "replaced":
                (tmp_path / "bot.db").touch()
            await asyncio.sleep(0.5)
            await playing.world.say(YOU.id, YOU.id, "/similar muse")
            await asyncio.sleep(0.5)
            assert len(texts(playing)) == 1

    with pytest.raises(StoreReplaced, match="deleted or replaced"):
        await lived()
