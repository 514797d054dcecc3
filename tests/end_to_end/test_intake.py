"""Updates that come twice, wrongly, out of order, or too many: done once each, or set aside."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import time

import pytest

from bot.intake.reading import arrival_of
from bot.offload import Offload
from bot.playground.world import Person
from bot.rehearsal import YOU, playground_settings, rehearsal
from bot.services import open_services
from bot.store.inbox import all_set_aside, keep
from tests.end_to_end.conftest import ANNA, BORIS, GROUP, labels, payload, rows


def texts(playing, chat_id=YOU.id):
    return [
        one["text"]
        for one in playing.world.chats[chat_id].messages.values()
        if one["from"]["id"] == 1
    ]


async def test_a_message_that_is_told_twice_is_answered_once(playing, services):
    update_id = await playing.world.say(YOU.id, YOU.id, "/similar radiohead")
    await playing.settled()
    await playing.world.tell_again(update_id)
    await playing.world.tell_again(update_id)
    await playing.settled()
    assert len(texts(playing)) == 1
    assert len(rows(services, "queries")) == 1


async def test_a_press_that_is_told_twice_counts_once(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    thumb = payload(answer, "👍", row=0)
    update_id = await playing.world.press(YOU.id, YOU.id, answer["message_id"], thumb)
    await playing.settled()
    await playing.world.tell_again(update_id)
    await playing.settled()
    assert [row["vote"] for row in rows(services, "votes")] == [1]


async def test_updates_in_the_wrong_order_are_all_answered(playing):
    async with playing.world.backwards():
        for name in ("radiohead", "muse", "queen"):
            await playing.world.say(YOU.id, YOU.id, name)
    await playing.settled()
    await playing.done()
    assert len(texts(playing)) == 3


POISON = {
    "no object": "garbage",
    "a message that is none": {"message": "garbage"},
    "a date that is none": {
        "message": {"message_id": 1, "date": "x", "chat": {"id": YOU.id, "type": "private"}}
    },
    "a press from nobody": {"callback_query": {"id": "1", "data": "x"}},
    "a list": [],
}


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
async def test_what_is_no_update_is_set_aside_and_those_around_it_are_answered(
    playing, services, poison, caplog
):
    caplog.set_level(logging.INFO)
    await playing.world.say(YOU.id, YOU.id, "radiohead")
    number = await playing.world.tell_raw(
        {"update_id": 0, **poison} if isinstance(poison, dict) else poison
    )
    if isinstance(poison, dict):
        playing.world.told_instead[number] = {"update_id": number, **poison}
    await playing.world.say(YOU.id, YOU.id, "muse")
    await playing.settled()
    await playing.done()
    assert len(texts(playing)) == 2
    problems = [one.problem for one in all_set_aside(services.database)]
    assert len(problems) == 1
    assert not [one for one in caplog.records if one.levelname == "CRITICAL" or one.exc_info]
    assert "garbage" not in caplog.text


async def test_what_is_done_leaves_nothing_of_its_content_in_the_inbox(playing, services):
    await playing.said("/similar radiohead")
    (row,) = rows(services, "inbox")
    assert (row["state"], row["payload"], row["person_id"]) == ("done", "", None)


async def test_what_was_left_by_the_last_process_is_handled_by_the_next(
    demo_models, tmp_path, services
):
    """As after a power cut: the update is on disk, and its process is no more."""
    message = {
        "message_id": 77, "date": 1_700_000_000, "text": "/similar muse",
        "chat": {"id": YOU.id, "type": "private", "first_name": "You"}, "from": YOU.as_user(),
        "entities": [{"type": "bot_command", "offset": 0, "length": 8}],
    }  # fmt: skip
    keep(services.database, [arrival_of({"update_id": 5, "message": message})], services.now())
    settings = playground_settings(models=demo_models, db=tmp_path / "bot.db")
    async with rehearsal(settings, services) as started:
        await started.done()
        assert "Muse" in texts(started)[0]
    assert [row["state"] for row in rows(services, "inbox")] == ["done"]


@pytest.fixture
async def strict(demo_models, tmp_path, services):
    """A playground in which a person may ask for three things a minute."""
    settings = playground_settings(
        models=demo_models, db=tmp_path / "bot.db", requests_per_minute=3
    )
    async with rehearsal(settings, services) as started:
        for person in (ANNA, BORIS):
            started.world.add_person(person)
        started.world.add_group(GROUP, "Friends", (ANNA.id, BORIS.id))
        yield started


async def test_who_asks_for_too_much_is_told_once_and_others_are_answered(strict):
    for _ in range(8):
        await strict.world.say(ANNA.id, ANNA.id, "radiohead")
    await strict.world.say(BORIS.id, BORIS.id, "muse")
    await strict.settled()
    await strict.done()
    said = texts(strict, ANNA.id)
    assert len(said) == 4
    assert "more at once than I can answer" in said[-1]
    assert len(texts(strict, BORIS.id)) == 1


async def test_one_members_flood_in_a_group_is_cut_short_and_the_others_are_answered(group):
    slow = asyncio.Event()
    handle = group.application.process_update

    async def slowly(update):
        if update.effective_user.id == ANNA.id:
            await slow.wait()
        await handle(update)

    type(group.application).process_update, before = (
        lambda _, update: slowly(update),
        type(group.application).process_update,
    )
    try:
        for _ in range(20):
            await group.world.say(GROUP, ANNA.id, "/similar radiohead")
        await group.world.say(GROUP, BORIS.id, "/similar muse")
        await asyncio.sleep(0.5)
        slow.set()
        await group.settled()
        await group.done()
    finally:
        type(group.application).process_update = before
    said = texts(group, GROUP)
    assert sum("listen to Radiohead" in one for one in said) == 6  # one in hand, five waiting
    assert sum("more at once" in one for one in said) == 1
    assert sum("Muse" in one.split("\n")[0] for one in said) == 1


async def test_what_people_tell_each_other_is_no_request(strict):
    """An administrator of a group sees all that is said there."""
    strict.world.chats[GROUP].is_bot_admin = True
    for number in range(10):
        await strict.world.say(GROUP, ANNA.id, f"how are you, {number}?")
    (answer,) = await strict.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    assert "Radiohead" in answer["text"]
    assert len(texts(strict, GROUP)) == 1


async def test_a_press_too_many_rests_and_changes_nothing(strict, services):
    (answer,) = await strict.said("radiohead", chat_id=ANNA.id, person=ANNA)
    thumb = payload(answer, "👍", row=0)
    for _ in range(12):  # four presses count as one request
        await strict.world.press(ANNA.id, ANNA.id, answer["message_id"], thumb)
    await strict.settled()
    await strict.done()
    assert len(rows(services, "votes")) == 8
    assert not strict.world.presses
    assert sum("more at once" in one for one in strict.toasts(ANNA.id)) == 1


async def test_a_flood_of_one_chat_delays_no_other(playing):
    loop = asyncio.get_running_loop()
    quick = Person(4001, "Quick", "quick")
    playing.world.add_person(quick)
    for number in range(300):
        await playing.world.say(YOU.id, YOU.id, f"radiohead {number}")
    started = loop.time()
    await playing.world.say(quick.id, quick.id, "/similar muse")
    chat = playing.world.chats[quick.id]
    async with asyncio.timeout(10), playing.world.changed:
        await playing.world.changed.wait_for(lambda: len(chat.messages) == 2)
    assert loop.time() - started < 2  # alone it takes milliseconds; the machine is shared
    await playing.settled()


async def test_too_many_questions_at_once_are_told_so(demo_models, tmp_path, monkeypatch):
    """The model answers slowly, and may have two questions in hand."""
    settings = playground_settings(models=demo_models, db=tmp_path / "busy.db")
    services = dataclasses.replace(open_services(settings), offload=Offload(most_questions=2))
    slow = services.offload.model

    async def slowly(work, *given, **named):
        def waiting():
            time.sleep(0.5)
            return work(*given, **named)

        return await slow(waiting)

    monkeypatch.setattr(type(services.offload), "model", lambda _, *a, **k: slowly(*a, **k))
    people = [Person(4100 + number, f"P{number}", f"p{number}") for number in range(6)]
    async with rehearsal(settings, services) as started:
        for person in people:
            started.world.add_person(person)
        for person in people:
            await started.world.say(person.id, person.id, "/similar muse")
        await started.settled()
        await started.done()
        said = [texts(started, person.id)[-1] for person in people]
    services.close()
    assert 1 <= sum("try again" in one for one in said) < 6
    assert any("Muse" in one for one in said)


async def test_what_fails_by_itself_three_times_is_set_aside_and_apologised_for(
    playing, services, monkeypatch, caplog
):
    """A bug outside every handler: the rest goes on."""
    monkeypatch.setattr("bot.intake.handling._FIRST_PAUSE_SECONDS", 0.01)
    process = playing.application.process_update

    async def breaking(update):
        if update.message is not None and update.message.text == "break":
            raise ZeroDivisionError
        await process(update)

    monkeypatch.setattr(type(playing.application), "process_update", lambda _, u: breaking(u))
    await playing.said("break")
    assert "Something went wrong" in texts(playing)[-1]
    (aside,) = all_set_aside(services.database)
    assert "break" in aside.kept.arrival.payload
    assert aside.problem == "ZeroDivisionError"
    assert await playing.said("radiohead")


async def test_a_vote_is_counted_before_its_mark_and_marks_of_one_message_are_joined(
    group, services
):
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    group.world.calls.clear()
    spare = asyncio.Event()

    async def later(_chat_id):
        await spare.wait()

    group.application.bot_data.marks._spare_moment = later
    for row in range(5):
        for person in (ANNA, BORIS):
            await group.world.press(
                GROUP, person.id, answer["message_id"], payload(answer, "👍", row=row)
            )
    async with asyncio.timeout(10), group.world.changed:
        await group.world.changed.wait_for(lambda: len(group.toasts(GROUP)) == 10)
    assert len(rows(services, "votes")) == 10
    spare.set()
    await group.settled()
    await group.done()
    assert len(group.world.calls.of("editmessagereplymarkup", GROUP)) <= 2  # of ten votes
    assert [
        row[1] for row in labels(group.world.chats[GROUP].messages[answer["message_id"]])[:5]
    ] == ["👍 2"] * 5


async def test_a_mark_that_waits_does_not_overwrite_a_page_that_was_turned(playing):
    (answer,) = await playing.said("/similar radiohead")
    spare = asyncio.Event()

    async def later(_chat_id):
        await spare.wait()

    playing.application.bot_data.marks._spare_moment = later
    number = answer["message_id"]
    await playing.world.press(YOU.id, YOU.id, number, payload(answer, "👍", row=0))
    await playing.world.press(YOU.id, YOU.id, number, payload(answer, "More ▶"))
    await asyncio.sleep(0.5)
    spare.set()
    await playing.settled()
    await playing.done()
    turned = playing.world.chats[YOU.id].messages[number]
    assert "Page 2 of 5" in turned["text"]
    shown = [row[0] for row in labels(turned) if row[1:] == ["👍", "👎"]]
    assert len(shown) == 6
    assert all(name in turned["text"] for name in shown)
