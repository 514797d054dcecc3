"""Any update at all: whole, forged, half-eaten or nonsense. The bot goes on and answers."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import logging
import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.playground.world import Person
from bot.rehearsal import playground_settings, rehearsal
from bot.services import open_services

UPDATES = int(os.environ.get("KINDRED_UPDATES", "10000"))
AT_ONCE = 100
GROUP = -7000
PEOPLE = [Person(7001 + number, f"Person {number}", f"p{number}") for number in range(3)]

TEXTS = st.one_of(
    st.sampled_from(
        ["radiohead", "/similar muse", "/map blur", "/recommend", "/mix", "/taste @p1", "/top",
         "/start likes", "/start AAAAAAAAAAA", "/block queen", "/settings", "/mydata", "/nonsense",
         "/similar@kindred_playground_bot x", "/similar <b>AC<DC</b> & \x00", "/forget", ""],
    ),
    st.text(max_size=60),
)  # fmt: skip
PAYLOADS = st.one_of(
    st.sampled_from(["t:1:AAAAAAAAAAA:1", "p:1:2", "a:AAAAAAAAAAA", "f:yes", "", "x" * 64, "😀"]),
    st.text(max_size=64),
)
PEOPLES = st.sampled_from([one.as_user() for one in PEOPLE])
CHATS = st.sampled_from(
    [{"id": one.id, "type": "private", "first_name": one.first_name} for one in PEOPLE]
    + [{"id": GROUP, "type": "supergroup", "title": "All"}]
)
NUMBERS = st.integers(1, 10_000)
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63), st.text(max_size=5),
    st.just([]), st.just({}), st.just([{}]), st.floats(allow_nan=False),
)  # fmt: skip


def messages(**more):
    plain = st.fixed_dictionaries(
        {"message_id": NUMBERS, "date": st.just(1_700_000_000), "chat": CHATS, "from": PEOPLES},
        optional={"message_thread_id": NUMBERS, "is_topic_message": st.booleans()},
    )
    return st.builds(lambda one, rest: {**one, **rest}, plain, st.fixed_dictionaries(more))


def with_commands(message):
    """A message as Telegram marks it: a command at the beginning is told as one."""
    text = message.get("text", "")
    if text.startswith("/"):
        length = len(text.split(maxsplit=1)[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return message


TEXT = messages(text=TEXTS).map(with_commands)
PHOTO = messages(
    photo=st.just([{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]),
    caption=TEXTS,
)
SERVICE = st.one_of(
    messages(new_chat_members=st.lists(PEOPLES, max_size=2)),
    messages(migrate_to_chat_id=st.just(GROUP)),
    messages(pinned_message=TEXT),
    messages(left_chat_member=PEOPLES),
)
REPLY = messages(text=TEXTS, reply_to_message=TEXT).map(with_commands)
KINDS = {
    "message": st.one_of(TEXT, REPLY, PHOTO, SERVICE),
    "edited_message": st.one_of(TEXT, PHOTO),
    "channel_post": TEXT,
    "callback_query": st.fixed_dictionaries(
        {"id": NUMBERS.map(str), "from": PEOPLES, "chat_instance": st.just("1"), "data": PAYLOADS},
        optional={"message": TEXT, "inline_message_id": st.just("i")},
    ),
    "inline_query": st.fixed_dictionaries(
        {"id": NUMBERS.map(str), "from": PEOPLES, "query": TEXTS, "offset": st.text(max_size=4)}
    ),
    "chosen_inline_result": st.fixed_dictionaries(
        {"result_id": PAYLOADS, "from": PEOPLES, "query": TEXTS}
    ),
    "message_reaction": st.fixed_dictionaries(
        {
            "chat": CHATS,
            "message_id": NUMBERS,
            "date": st.just(1_700_000_000),
            "user": PEOPLES,
            "old_reaction": st.just([]),
            "new_reaction": st.sampled_from([[], [{"type": "emoji", "emoji": "👍"}]]),
        }
    ),
    "poll": st.just({"id": "1", "question": "?"}),
    "hologram": JUNK,
}


@st.composite
def updates(draw):
    """An update of any kind, often with something taken out of it or put in its place."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    content = copy.deepcopy(draw(KINDS[kind]))
    for _ in range(draw(st.integers(0, 2))):
        inside = content
        while isinstance(inside, dict) and inside:
            name = draw(st.sampled_from(sorted(inside)))
            if isinstance(inside[name], dict) and draw(st.booleans()):
                inside = inside[name]
            elif draw(st.booleans()):
                del inside[name]
                break
            else:
                inside[name] = draw(JUNK)
                break
    return {kind: content}


@pytest.fixture
def started(demo_models, tmp_path):
    """A playground that goes on from one example to the next, with the loop in which it runs."""
    chosen = playground_settings(
        models=demo_models, db=tmp_path / "bot.db", requests_per_minute=10**6, admins=(7003,)
    )
    services = open_services(chosen)
    with asyncio.Runner() as runner:
        stack = contextlib.AsyncExitStack()
        playing = runner.run(stack.enter_async_context(rehearsal(chosen, services)))
        for person in PEOPLE:
            playing.world.add_person(person)
        playing.world.add_group(GROUP, "All", tuple(one.id for one in PEOPLE))
        yield runner, playing
        runner.run(stack.aclose())
    services.close()


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_no_update_makes_the_bot_crash_or_go_deaf(started, caplog):
    runner, playing = started
    caplog.set_level(logging.WARNING)

    async def tell(batch):
        for update in batch:
            number = await playing.world.tell_raw({})
            playing.world.told_instead[number] = {"update_id": number, **update}
        await playing.settled()
        await playing.done()

    @settings(
        max_examples=UPDATES // AT_ONCE,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # the first that fails says enough; a shorter one takes long
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(updates(), min_size=AT_ONCE, max_size=AT_ONCE))
    def any_updates(batch):
        caplog.clear()
        runner.run(tell(batch))
        bad = [one for one in caplog.records if one.exc_info or one.levelname == "CRITICAL"]
        assert not bad, bad[0]
        for person in PEOPLE:
            answers = runner.run(
                playing.said("/similar radiohead", chat_id=person.id, person=person)
            )
            assert "Radiohead" in answers[-1]["text"]

    any_updates()
