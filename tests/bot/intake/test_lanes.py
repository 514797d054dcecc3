"""Work in lanes: in order within one, side by side across them, no lane before its turn."""

from __future__ import annotations

import asyncio

from bot.intake.lanes import Lanes


class Recorder:
    """Works until let go on, and notes what began and what ended."""

    def __init__(self):
        self.begun, self.ended, self.gates = [], [], {}

    def gate(self, item):
        return self.gates.setdefault(item, asyncio.Event())

    async def work(self, item):
        self.begun.append(item)
        await self.gate(item).wait()
        self.ended.append(item)


async def a_moment():
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_lane_does_one_thing_at_a_time_in_order():
    recorder = Recorder()
    lanes = Lanes(recorder.work, most_at_once=10)
    for item in "abc":
        lanes.add("chat", item)
    await a_moment()
    assert (recorder.begun, lanes.waiting, lanes.waiting_in("chat")) == (["a"], 2, ("b", "c"))
    for item in "abc":
        recorder.gate(item).set()
    await lanes.idle()
    assert recorder.ended == ["a", "b", "c"]


async def test_a_slow_lane_holds_up_no_other():
    recorder = Recorder()
    lanes = Lanes(recorder.work, most_at_once=2)
    lanes.add("slow", "s")
    for item in "xyz":
        recorder.gate(item).set()
        lanes.add("quick", item)
    await a_moment()
    await asyncio.sleep(0.01)
    assert recorder.ended == ["x", "y", "z"]
    recorder.gate("s").set()
    await lanes.idle()


async def test_a_flooding_lane_waits_behind_others_after_each_thing():
    recorder = Recorder()
    lanes = Lanes(recorder.work, most_at_once=1)
    for number in range(50):
        recorder.gate(f"flood {number}").set()
        lanes.add("flood", f"flood {number}")
    recorder.gate("quick").set()
    lanes.add("quick", "quick")
    await lanes.idle()
    assert recorder.ended.index("quick") == 1


async def test_no_more_lanes_work_at_once_than_may():
    recorder = Recorder()
    lanes = Lanes(recorder.work, most_at_once=3)
    for number in range(8):
        lanes.add(number, number)
    await a_moment()
    assert len(recorder.begun) == 3
    assert lanes.free == 0
    for number in range(8):
        recorder.gate(number).set()
    await lanes.idle()
    assert (len(recorder.ended), lanes.free, lanes.waiting) == (8, 3, 0)


async def test_what_raises_ends_nothing_else(caplog):
    done = []

    async def work(item):
        if item == "bad":
            raise ValueError(item)
        done.append(item)

    lanes = Lanes(work, most_at_once=1)
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    for item in ("bad", "good"):
        lanes.add("chat", item)
    await lanes.idle()
    assert done == ["good"]


async def test_closing_lets_finish_what_is_quick_and_breaks_off_what_is_not():
    recorder = Recorder()
    lanes = Lanes(recorder.work, most_at_once=5)
    lanes.add("a", "slow")
    lanes.add("b", "quick")
    lanes.add("b", "never begun")
    await a_moment()
    asyncio.get_running_loop().call_later(0.02, recorder.gate("quick").set)
    broken_off = await lanes.close(0.1)
    assert broken_off == ["slow"]
    assert recorder.ended == ["quick"]
    assert "never begun" not in recorder.begun
    assert lanes.waiting == 1
