"""/privacy, /mydata, /forget: what is kept is said, handed out, and erased whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.rehearsal import YOU
from bot.store.personal import _OF_THEIR_QUERIES, _THEIRS
from tests.end_to_end.conftest import ANNA, BORIS, GROUP, buttons, labels, listed, payload, rows

NOBODYS = {"pulse", "installation", "_sqlite_migrations"}


async def lived(group):
    """Let Anna do everything that leaves a trace, in private and in the group."""
    here = {"chat_id": ANNA.id, "person": ANNA}
    (answer,) = await group.said("/similar radiohead + björk - coldplay", **here)
    await group.pressed(answer, payload(answer, "👍", row=0), person=ANNA)
    (asked,) = await group.pressed(answer, payload(answer, "🚫 Not this one"), person=ANNA)
    await group.pressed(asked, buttons(asked)[1][0]["callback_data"], person=ANNA)
    (settings,) = await group.said("/settings", **here)
    await group.pressed(settings, payload(settings, "Spotify"), person=ANNA)
    await group.said("/recommend", **here)
    (shared,) = await group.said("/similar metallica", chat_id=GROUP, person=ANNA)
    await group.pressed(shared, payload(shared, "👍", row=0), person=ANNA)
    (boriss,) = await group.said("/similar metallica", chat_id=BORIS.id, person=BORIS)
    await group.pressed(boriss, payload(boriss, "👍", row=1), person=BORIS)
    (mix,) = await group.said("/mix", chat_id=GROUP, person=BORIS)
    for person in (ANNA, BORIS):
        (mix,) = await group.pressed(mix, payload(mix, "✋ I take part"), person=person)
    await group.pressed(shared, payload(shared, "👍", row=2), person=BORIS)
    return shared


def everything(services):
    """All rows of all tables but those that are about nobody."""
    return {
        name: rows(services, name)
        for name in services.database.table_names()
        if name not in NOBODYS
    }


def mentions(person, found):
    """The tables in which a person's number stands."""
    return {name for name, table in found.items() for row in table if person.id in row.values()}


def on_disk(database_path):
    """All bytes of the database's file and its log."""
    log = Path(f"{database_path}-wal")
    return database_path.read_bytes() + (log.read_bytes() if log.exists() else b"")


async def test_every_table_is_looked_after(services):
    assert {*_THEIRS, *_OF_THEIR_QUERIES} == set(services.database.table_names()) - NOBODYS


async def test_mydata_hands_out_all_of_it_and_of_nobody_else(group, services):
    await lived(group)
    (file,) = await group.said("/mydata", chat_id=ANNA.id, person=ANNA)
    assert file["document"]["file_name"] == f"kindred-{ANNA.id}.json"
    stored = group.world.files.find(file["document"]["file_id"])
    handed = json.loads(stored.content)
    assert handed.pop("person") == ANNA.id
    assert set(handed) == set(_THEIRS) | set(_OF_THEIR_QUERIES)
    assert mentions(BORIS, handed) == set()
    everywhere = everything(services)
    for table in ("queries", "votes", "blocks", "mix_members"):
        assert handed[table] == [row for row in everywhere[table] if row["person_id"] == ANNA.id]
    assert {"radiohead + björk - coldplay", "metallica"} <= {
        row["typed"] for row in handed["queries"]
    }
    assert sum(map(len, handed.values())) == int(file["caption"].split(": ")[1].split(" ")[0])


async def test_forgetting_is_asked_about_once_and_leaves_nothing_in_tables_or_file(
    group, services
):
    shared = await lived(group)
    boriss = [row for row in rows(services, "votes") if row["person_id"] == BORIS.id]
    (asked,) = await group.said("/forget", chat_id=ANNA.id, person=ANNA)
    assert labels(asked) == [["Erase everything"], ["Keep it"]]
    assert mentions(ANNA, everything(services))
    (done,) = await group.pressed(asked, payload(asked, "Erase everything"), person=ANNA)
    assert done["message_id"] == asked["message_id"]
    assert done["text"].startswith("Erased: 4 questions, 2 votes")
    assert mentions(ANNA, everything(services)) == set()
    queries = {row["id"] for row in rows(services, "queries")}
    for table in (*_OF_THEIR_QUERIES, "messages"):
        assert {row["query_id"] for row in rows(services, table)} <= queries
    kept = [row for row in rows(services, "votes") if row["person_id"] == BORIS.id]
    assert [{**row, "query_id": None} for row in kept] == [
        {**row, "query_id": None} for row in boriss
    ]
    content = on_disk(services.database_path)
    assert "radiohead + björk - coldplay".encode() not in content
    await group.pressed(shared, payload(shared, "👍", row=0), person=BORIS)
    assert "too old" in group.toasts(GROUP)[-1]


async def test_whoever_was_forgotten_begins_anew(group, services):
    await lived(group)
    (asked,) = await group.said("/forget", chat_id=ANNA.id, person=ANNA)
    await group.pressed(asked, payload(asked, "Erase everything"), person=ANNA)
    (mix,) = await group.said("/mix", chat_id=GROUP, person=BORIS)
    assert "Taking part: Boris" in mix["text"]
    (likes,) = await group.said("/likes", chat_id=ANNA.id, person=ANNA)
    assert likes["text"].startswith("You have not voted yet")
    (answer,) = await group.said("/similar radiohead", chat_id=ANNA.id, person=ANNA)
    assert len(listed(answer)) == 6
    (again,) = await group.said("/mydata", chat_id=ANNA.id, person=ANNA)
    assert "document" in again


async def test_keep_it_keeps_it(group, services):
    await lived(group)
    before = everything(services)
    (asked,) = await group.said("/forget", chat_id=ANNA.id, person=ANNA)
    (kept,) = await group.pressed(asked, payload(asked, "Keep it"), person=ANNA)
    assert kept["text"] == "Nothing was erased."
    after = everything(services)
    passing = {"messages", "inbox", "pulse"}  # the question itself
    assert {name: table for name, table in after.items() if name not in passing} == {
        name: table for name, table in before.items() if name not in passing
    }


async def test_forget_cannot_be_forged_in_a_group(group, services):
    shared = await lived(group)
    await group.pressed(shared, "f:yes", person=BORIS)
    assert group.toasts(GROUP)[-1] == "This button does nothing any more."
    assert mentions(BORIS, everything(services))


@pytest.mark.parametrize("command", ["mydata", "forget"])
async def test_in_a_group_a_link_leads_to_the_private_chat(group, command):
    (pointed,) = await group.said(f"/{command}", chat_id=GROUP, person=ANNA)
    assert buttons(pointed)[0][0]["url"].endswith(f"?start={command}")
    assert await group.said(f"/start {command}", chat_id=ANNA.id, person=ANNA)


async def test_privacy_is_told_anywhere(group):
    for where in (ANNA.id, GROUP):
        (told,) = await group.said("/privacy", chat_id=where, person=ANNA)
        assert told["text"].startswith("What I keep, why, and how long")


async def test_who_has_left_no_trace_may_ask_too(playing):
    (file,) = await playing.said("/mydata")
    stored = playing.world.files.find(file["document"]["file_id"])
    assert json.loads(stored.content)["person"] == YOU.id
    (asked,) = await playing.said("/forget")
    (done,) = await playing.pressed(asked, payload(asked, "Erase everything"))
    assert done["text"].startswith("Erased: 0 questions, 0 votes")
