"""How fast messages may go: never more than so many in any stretch of time, first come first."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.outgoing.pace import Bucket, Burst, Pace, Rate, Turns, Window

GROUP, CHAT = -1, 1


def taken(limit, now):
    """The next moment, which is taken."""
    moment = limit.next(now)
    limit.take(moment, now)
    return moment


@given(
    st.lists(st.floats(0, 3), max_size=80),
    st.integers(1, 5),
    st.floats(0.5, 10),
)
def test_no_stretch_of_time_sees_more_than_the_rate_allows(pauses, most, seconds):
    window, now, given_out = Window(Rate(most, seconds)), 0.0, []
    for pause in pauses:
        now += pause
        moment = taken(window, now)
        assert moment >= now
        given_out.append(moment)
    assert given_out == sorted(given_out)
    for first, later in zip(given_out, given_out[most:], strict=False):
        assert later - first >= seconds - 1e-5


@given(st.lists(st.floats(0, 3), max_size=80), st.integers(1, 5), st.floats(0.5, 10))
def test_a_burst_and_then_one_by_one_is_never_exceeded(pauses, most, seconds):
    bucket, now, given_out = Bucket(Burst(most, seconds)), 1000.0, []
    for pause in pauses:
        now += pause
        moment = taken(bucket, now)
        assert moment >= now
        given_out.append(moment)
    assert given_out == sorted(given_out)
    for start, first in enumerate(given_out):
        for count, later in enumerate(given_out[start:], 1):
            assert count <= most + (later - first) / seconds + 1e-6


def test_a_burst_is_there_again_once_all_have_been_quiet():
    bucket = Bucket(Burst(3, 10))
    assert [taken(bucket, 100.0) for _ in range(5)] == [100, 100, 100, 110, 120]
    assert bucket.next(125.0) == 130
    assert bucket.next(130.0) == 130
    assert [taken(bucket, 150.0) for _ in range(4)] == [150, 150, 150, 160]
    bucket.give_back(160.0)
    assert taken(bucket, 150.0) == 160
    assert not bucket.is_unused(189.0)
    assert bucket.is_unused(190.0)


def test_as_many_as_the_rate_names_may_go_at_once():
    window = Window(Rate(3, 10))
    assert [taken(window, 0.0) for _ in range(5)] == [0, 0, 0, 10, 10]
    assert window.next(9.0) == 10


def test_a_moment_that_was_given_back_is_there_for_the_next():
    window = Window(Rate(1, 10))
    taken(window, 0.0)
    later = taken(window, 0.0)
    window.give_back(later)
    assert taken(window, 0.0) == later


@given(st.lists(st.floats(0, 20), min_size=1, max_size=60))
def test_a_moment_may_be_found_between_later_ones_and_the_rate_still_holds(wanted):
    window, given_out = Window(Rate(3, 2.0)), []
    for earliest in wanted:  # in any order, as who has to wait elsewhere takes a late one first
        moment = window.next(earliest)
        assert moment >= earliest
        window.take(moment, 0.0)
        given_out.append(moment)
    given_out.sort()
    for first, later in zip(given_out, given_out[3:], strict=False):
        assert later - first >= 2.0 - 1e-5


async def moments(turns, chats):
    """When each of several messages may go, in the order in which they asked."""
    loop = asyncio.get_running_loop()
    start = loop.time()

    async def one(chat):
        await turns.wait(chat)
        return loop.time() - start

    return await asyncio.gather(*map(one, chats))


async def test_a_chat_waits_for_itself_and_for_nobody_else():
    turns = Turns(Pace(per_chat=Burst(2, 0.3), per_group=Rate(100, 1)))
    one, two, three, other = await moments(turns, [CHAT, CHAT, CHAT, 2])
    assert max(one, two, other) < 0.1
    assert three >= 0.29


async def test_a_group_has_a_rate_of_its_own_besides():
    turns = Turns(Pace(per_chat=Burst(100, 1), per_group=Rate(2, 0.3)))
    assert max(await moments(turns, [CHAT] * 3)) < 0.1
    assert (await moments(turns, [GROUP] * 3))[2] >= 0.29


async def test_all_together_keep_to_the_rate_of_the_bot():
    turns = Turns(Pace(in_all=Rate(3, 0.3)))
    *first, last = await moments(turns, [1, 2, 3, 4])
    assert max(first) < 0.1
    assert last >= 0.29


async def test_what_waits_for_its_chat_counts_for_all_when_it_goes_and_not_before():
    turns = Turns(Pace(in_all=Rate(2, 0.2), per_chat=Burst(1, 0.4)))
    waits = await moments(turns, [CHAT, CHAT, 2, 3, 4])
    waits.sort()
    for first, later in zip(waits, waits[2:], strict=False):
        assert later - first >= 0.18
    assert waits[3] < 0.3  # nobody waits for the moment that the chat's second message takes


async def test_who_gives_up_waiting_takes_nobodys_turn():
    turns = Turns(Pace(per_chat=Burst(1, 0.2)))
    await turns.wait(CHAT)
    impatient = asyncio.create_task(turns.wait(CHAT))
    await asyncio.sleep(0.01)
    impatient.cancel()
    await asyncio.wait({impatient})
    (moment,) = await moments(turns, [CHAT])
    assert moment < 0.25


async def test_quiet_chats_are_forgotten():
    turns = Turns(Pace(in_all=Rate(10_000, 1), per_chat=Burst(1, 0.01)))
    for chat in range(1, 1025):
        await turns.wait(chat)
    await asyncio.sleep(0.02)
    await turns.wait(5000)
    assert len(turns._chats) < 10
