"""A quarter of an hour at twenty updates a second: `python -m benchmarks.soak [MINUTES] [MODELS]`.

`kindred run` is a process of its own; the imitated Telegram is in this one, and shares the
processor with it. A hundred people ask and vote at random moments. Told are the times from when an
update can be fetched to when the request that answers it arrives, what the log had to say, and
how the bot's memory grew after its first minute.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from bot.playground import bot_api
from bot.playground.methods.parameters import Method
from bot.playground.server import TOKEN, PlaygroundServer
from bot.playground.world import Person, World
from model.pipeline import Promotion, train_version
from model.plays.demo import read_demo
from model.registry import Registry
from model.training.settings import TrainingSettings

MINUTES = 15.0
PEOPLE = 100
UPDATES_A_SECOND = 20.0
_ASKED = 0.5  # of the updates; the others are votes
_WARM_SECONDS = 60.0
_SAMPLED_EVERY_SECONDS = 5.0
_MEBIBYTE = 2**20


def main() -> None:
    """Train the demo unless a folder of versions is given, run, and print what was measured."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    with tempfile.TemporaryDirectory() as scratch:
        models = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch) / "models"  # noqa: PLR2004
        if len(sys.argv) <= 2:  # noqa: PLR2004
            now = datetime.now(UTC)
            train_version(
                read_demo(), TrainingSettings(), Registry(models), promotion=Promotion.ALWAYS,
                now=now,
            )  # fmt: skip
        asyncio.run(_soak(models.resolve(), Path(scratch), minutes * 60))


@dataclass
class Waits:
    """Who waits since when, and how long others have waited, in seconds."""

    asked: dict[int, list[float]] = field(default_factory=dict)
    pressed: dict[str, float] = field(default_factory=dict)
    answers: list[float] = field(default_factory=list)
    toasts: list[float] = field(default_factory=list)
    last: dict[int, dict[str, Any]] = field(default_factory=dict)


async def _soak(models: Path, folder: Path, seconds: float) -> None:
    world = World(time.time)
    people = [Person(5000 + number, f"P{number}", f"p{number}") for number in range(PEOPLE)]
    for person in people:
        world.add_person(person)
    server = PlaygroundServer(world)
    server.listen(0)
    process = await _started(models, folder, server)
    said: Counter[str] = Counter()
    listening = asyncio.create_task(_listen(process, said))
    memory: list[tuple[float, float]] = []
    watching = asyncio.create_task(_watch(process.pid, memory))
    try:
        with _arrivals() as waits:
            while not said["ready"]:  # noqa: ASYNC110  # a line of a process
                await asyncio.sleep(0.1)
            updates = await _live(world, people, waits, seconds)
            await asyncio.sleep(5)
    finally:
        watching.cancel()
        process.terminate()
        await process.wait()
        await listening
        await server.close()
    lost = sum(map(len, waits.asked.values())) + len(waits.pressed)
    print(f"{updates} updates in {seconds:.0f} s, {lost} without an answer")
    print(_told("answers", waits.answers))
    print(_told("votes confirmed", waits.toasts))
    print(f"log: {said['ERROR']} errors, {said['WARNING']} warnings; status {process.returncode}")
    print(_grown(memory))


async def _started(models: Path, folder: Path, server: PlaygroundServer) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        cwd=folder,
        stderr=PIPE,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[1]),
            "KINDRED_TOKEN": TOKEN,
            "KINDRED_BASE_URL": server.base_url,
            "KINDRED_MODELS": str(models),
            "KINDRED_DB": str(folder / "bot.db"),
        },
    )  # fmt: skip


async def _listen(process: Process, said: Counter[str]) -> None:
    """Count what the log says."""
    if process.stderr is None:
        return
    async for line in process.stderr:
        for word in ("ERROR", "WARNING", "ready"):
            said[word] += f" {word}" in line.decode() or f"{word}:" in line.decode()


async def _watch(pid: int, memory: list[tuple[float, float]]) -> None:
    """Note the process's resident memory, in bytes."""
    while True:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])  # noqa: ASYNC240  # no disk
        memory.append((time.monotonic(), pages * os.sysconf("SC_PAGE_SIZE")))
        await asyncio.sleep(_SAMPLED_EVERY_SECONDS)


async def _live(world: World, people: list[Person], waits: Waits, seconds: float) -> int:
    """Let people ask and vote at random moments; returns how often they did."""
    rng, end, updates = np.random.default_rng(4), time.monotonic() + seconds, 0
    names = [
        "radiohead",
        "björk",
        "miles davis",
        "metalica",
        "the beetles",
        "qeen",
        "blur",
        "abba",
    ]
    while time.monotonic() < end:
        await asyncio.sleep(float(rng.exponential(1 / UPDATES_A_SECOND)))
        person = people[int(rng.integers(len(people)))]
        answer = waits.last.get(person.id)
        updates += 1
        if answer is None or rng.random() < _ASKED:
            waits.asked.setdefault(person.id, []).append(time.perf_counter())
            await world.say(person.id, person.id, f"/similar {names[int(rng.integers(8))]}")
        else:
            thumbs = _thumbs(answer)
            data = thumbs[int(rng.integers(len(thumbs)))]
            before = time.perf_counter()
            await world.press(person.id, person.id, answer["message_id"], data)
            waits.pressed[next(reversed(world.presses))] = before
    return updates


@contextmanager
def _arrivals() -> Iterator[Waits]:
    """Note for each update how long after it the request came that answers it."""
    waits = Waits()
    send = bot_api.METHODS["sendmessage"]
    toast = bot_api.METHODS["answercallbackquery"]

    async def sent(world: World, parameters: dict[str, Any]) -> Any:
        chat_id = int(parameters["chat_id"])
        waits.answers.append(time.perf_counter() - waits.asked[chat_id].pop(0))
        message = await send(world, parameters)
        if _thumbs(message):
            waits.last[chat_id] = message
        return message

    async def toasted(world: World, parameters: dict[str, Any]) -> Any:
        pressed = waits.pressed.pop(parameters["callback_query_id"], None)
        if pressed is not None:
            waits.toasts.append(time.perf_counter() - pressed)
        return await toast(world, parameters)

    replaced: dict[str, Method] = {"sendmessage": sent, "answercallbackquery": toasted}
    before = {name: bot_api.METHODS[name] for name in replaced}
    bot_api.METHODS.update(replaced)
    try:
        yield waits
    finally:
        bot_api.METHODS.update(before)


def _thumbs(message: dict[str, Any]) -> list[str]:
    """Return what the 👍 below a message send."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    return [one["callback_data"] for one in buttons if one["text"].startswith("👍")]


def _told(what: str, seconds: list[float]) -> str:
    p50, p99, most = np.percentile(np.asarray(seconds) * 1000, [50, 99, 100])
    return f"{len(seconds):6} {what:16} p50 {p50:6.1f}  p99 {p99:6.1f}  most {most:7.1f} ms"


def _grown(memory: list[tuple[float, float]]) -> str:
    """Tell the median of the minute after the warm-up beside that of the last minute."""
    first, last = memory[0][0], memory[-1][0]
    early = [bytes_ for at, bytes_ in memory if _WARM_SECONDS <= at - first < 2 * _WARM_SECONDS]
    late = [bytes_ for at, bytes_ in memory if last - at < _WARM_SECONDS]
    if not early:
        return "memory: too short a run to tell"
    before, after = float(np.median(early)), float(np.median(late))
    return (
        f"memory: {before / _MEBIBYTE:.1f} MiB after the first minute, {after / _MEBIBYTE:.1f} MiB"
        f" in the last: {after / before - 1:+.1%}"
    )


if __name__ == "__main__":
    main()
