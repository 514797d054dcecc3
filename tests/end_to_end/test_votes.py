"""Thumbs: counted once, marked, taken back, and there for the next training."""

from __future__ import annotations

import asyncio

from bot.rehearsal import YOU, playground_settings, rehearsal
from bot.store.export import exported_events
from tests.end_to_end.conftest import ANNA, BORIS, GROUP, labels, listed, payload, rows


async def test_a_thumb_is_counted_confirmed_marked_and_taken_back(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    first = listed(answer)[0]
    (marked,) = await playing.pressed(answer, payload(answer, "👍", row=0))
    assert labels(marked)[0] == [first, "👍 ✓", "👎"]
    assert labels(marked)[1:] == labels(answer)[1:]
    assert playing.toasts()[-1] == f"You like {first}."
    (changed,) = await playing.pressed(marked, payload(marked, "👎", row=0))
    assert labels(changed)[0] == [first, "👍", "👎 ✓"]
    (taken_back,) = await playing.pressed(changed, payload(changed, "👎 ✓", row=0))
    assert labels(taken_back)[0] == [first, "👍", "👎"]
    assert playing.toasts()[-1] == f"Vote on {first} taken back."
    assert [row["vote"] for row in rows(services, "votes")] == [1, -1, 0]


async def test_a_vote_carries_the_artist_the_reason_and_the_answer_it_came_from(playing, services):
    (answer,) = await playing.said("radiohed")
    await playing.pressed(answer, payload(answer, "👎", row=2))
    (vote,) = rows(services, "votes")
    (query,) = rows(services, "queries")
    assert vote["artist_name"] == listed(answer)[2]
    assert (vote["seed_name"], vote["vote"], vote["query_id"]) == ("Radiohead", -1, query["id"])
    assert (vote["person_id"], vote["chat_type"]) == (YOU.id, "private")
    assert vote["model_version"] == query["model_version"]


async def test_a_vote_on_a_later_page_marks_that_page(playing):
    (answer,) = await playing.said("/similar radiohead")
    (page,) = await playing.pressed(answer, payload(answer, "More ▶"))
    (marked,) = await playing.pressed(page, payload(page, "👍", row=3))
    assert listed(marked) == listed(page)
    assert labels(marked)[3][1] == "👍 ✓"


async def test_ones_own_votes_are_marked_wherever_the_artist_comes_up_again(playing):
    (answer,) = await playing.said("/similar radiohead")
    await playing.pressed(answer, payload(answer, "👍", row=0))
    (again,) = await playing.said("/similar radiohead")
    assert labels(again)[0][1] == "👍 ✓"


async def test_a_group_sees_how_many_and_nobody_sees_who(group):
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    (one,) = await group.pressed(answer, payload(answer, "👍", row=0), person=ANNA)
    assert labels(one)[0][1:] == ["👍 1", "👎"]
    (two,) = await group.pressed(one, payload(one, "👍 1", row=0), person=BORIS)
    assert labels(two)[0][1:] == ["👍 2", "👎"]
    (split,) = await group.pressed(two, payload(two, "👎", row=0), person=ANNA)
    assert labels(split)[0][1:] == ["👍 1", "👎 1"]


async def test_many_presses_at_once_are_all_counted_in_turn(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    number = answer["message_id"]
    presses = [payload(answer, "👍", row=row) for row in (0, 1, 2, 0, 1, 0)]
    updates = await asyncio.gather(
        *(playing.world.press(YOU.id, YOU.id, number, data) for data in presses)
    )
    await playing.world.taken(max(updates))
    await playing.done()
    final = playing.world.chats[YOU.id].messages[number]
    assert [row[1] for row in labels(final)[:3]] == ["👍 ✓", "👍", "👍 ✓"]
    assert len(rows(services, "votes")) == 6


async def test_what_was_voted_can_be_exported(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    await playing.pressed(answer, payload(answer, "👍", row=0))
    events = list(exported_events(services.database))
    assert [
        (one["kind"], one["seed_name"], one["artist_name"], one["vote"]) for one in events
    ] == [
        ("query", "Radiohead", "", None),
        ("vote", "Radiohead", listed(answer)[0], 1),
    ]


async def test_what_comes_while_nothing_can_be_written_is_done_once_it_can(
    playing, services, caplog
):
    """The database refuses: people are told, the log says why, and nobody has to say it again."""
    (answer,) = await playing.said("/similar radiohead")
    services.database.execute("PRAGMA query_only = ON")
    await playing.world.press(YOU.id, YOU.id, answer["message_id"], payload(answer, "👍", row=0))
    await playing.world.say(YOU.id, YOU.id, "/similar muse")
    chat = playing.world.chats[YOU.id]
    async with asyncio.timeout(10), playing.world.changed:
        await playing.world.changed.wait_for(playing.toasts)
    assert "notebook" in playing.toasts()[-1]
    assert services.health.problems(services.now())
    services.database.execute("PRAGMA query_only = OFF")
    await playing.settled()
    assert labels(chat.messages[answer["message_id"]])[0][1] == "👍 ✓"
    assert "Muse" in list(chat.messages.values())[-1]["text"]
    assert [row["vote"] for row in rows(services, "votes")] == [1]
    refused = [one for one in caplog.records if "cannot be used" in one.getMessage()]
    assert refused
    assert all(record.exc_info is None for record in refused)


async def test_a_private_vote_neither_shows_in_a_group_nor_is_undone_there(group, services):
    (private,) = await group.said("/similar radiohead", chat_id=ANNA.id, person=ANNA)
    await group.pressed(private, payload(private, "👍", row=0), person=ANNA)
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    assert labels(answer)[0][1:] == ["👍", "👎"]
    (counted,) = await group.pressed(answer, payload(answer, "👍", row=0), person=ANNA)
    assert labels(counted)[0][1:] == ["👍 1", "👎"]
    assert [row["vote"] for row in rows(services, "votes")] == [1, 1]
    (taken_back,) = await group.pressed(counted, payload(counted, "👍 1", row=0), person=ANNA)
    assert labels(taken_back)[0][1:] == ["👍", "👎"]


async def test_a_second_playground_on_the_same_database_counts_its_own_presses(
    playing, services, demo_models, tmp_path
):
    (answer,) = await playing.said("/similar radiohead")
    await playing.pressed(answer, payload(answer, "👍", row=0))
    settings = playground_settings(models=demo_models, db=tmp_path / "bot.db")
    async with rehearsal(settings, services) as again:
        (answer,) = await again.said("/similar radiohead")
        (marked,) = await again.pressed(answer, payload(answer, "👍", row=1))
    assert labels(marked)[1][1] == "👍 ✓"
    assert len(rows(services, "votes")) == 2
