"""How long people wait at 294,000 artists: `python -m benchmarks.conversation [ARTISTS]`.

Fifty people, each in a chat of their own, ask for artists at random moments, every second time
with a slip. Told is the time from when an update can be fetched to when the request with its
answer arrives, both as the imitated Telegram sees them, which shares the processor with the bot.
Rates stay below the thirty messages a second that Telegram lets a bot send.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp

from benchmarks.askers import questions
from benchmarks.data_sets import hetrec_folder
from benchmarks.vocabularies import grown
from bot.playground import bot_api
from bot.playground.world import Person, World
from bot.rehearsal import Rehearsal, playground_settings, rehearsal
from bot.services import open_services
from model.pipeline import Promotion, train_version
from model.plays.demo import read_demo
from model.plays.hetrec import read_hetrec
from model.plays.matrix import Plays
from model.registry import Registry
from model.training.settings import TrainingSettings

ARTISTS = 294_000
CHATS = 50
ASKED_A_SECOND = (5.0, 10.0, 20.0)
ASKED = 600  # at each rate
_FEWEST_LISTENERS = 3  # so that every artist may be an answer
_FACTORS = 64  # as many as are chosen for that many artists
_GIVE_UP_SECONDS = 30.0


def main() -> None:
    """Train a version of that size and print the times."""
    artists = int(sys.argv[1]) if len(sys.argv) > 1 else ARTISTS
    folder = hetrec_folder()
    real = read_hetrec(folder) if folder else read_demo()
    with tempfile.TemporaryDirectory() as scratch:
        models, plays = Path(scratch) / "models", crowded(real, artists)
        settings = TrainingSettings(factors=_FACTORS)
        now = datetime.now(UTC)
        train_version(plays, settings, Registry(models), promotion=Promotion.ALWAYS, now=now)
        asyncio.run(_measure(models, Path(scratch) / "bot.db", real.catalog.names[:1000]))


def crowded(real: Plays, artists: int, *, seed: int = 1) -> Plays:
    """Return plays with that many artists: the real ones, and others whom anybody may play."""
    rng = np.random.default_rng(seed)
    catalog = grown(real.catalog, artists, seed=seed)
    of_name = {name: row for row, name in enumerate(catalog.names)}
    columns = np.asarray([of_name[name] for name in real.catalog.names], np.int32)
    cells = real.listeners_x_artists.tocoo()
    others = np.setdiff1d(np.arange(artists), columns)
    times = np.maximum(catalog.listeners[others], _FEWEST_LISTENERS)
    rows = np.concatenate([cells.row, rng.integers(0, cells.shape[0], int(times.sum()))])
    all_columns = np.concatenate([columns[cells.col], np.repeat(others, times)])
    counts = np.concatenate([cells.data, np.ones(int(times.sum()), np.float32)])
    matrix = sp.csr_matrix((counts, (rows, all_columns)), (cells.shape[0], artists))
    listeners = np.asarray(matrix.getnnz(axis=0), np.int32)
    order = np.argsort(-listeners, kind="stable")
    keys, names = np.asarray(catalog.keys)[order], np.asarray(catalog.names, object)[order]
    sorted_catalog = type(catalog)(keys.tolist(), names.tolist(), listeners[order])
    return Plays(sp.csr_matrix(matrix[:, order]), sorted_catalog, real.reading)


@dataclass
class Clock:
    """Who waits for an answer since when, and how long those waited that have one."""

    waiting: dict[int, tuple[float, asyncio.Event]] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)

    def answered(self, chat_id: int) -> None:
        """Note that the request with an answer has come."""
        asked, is_answered = self.waiting.pop(chat_id)
        self.waited.append(time.perf_counter() - asked)
        is_answered.set()


async def _measure(models: Path, db: Path, names: Sequence[str]) -> None:
    settings = playground_settings(models=models, db=db)
    services = open_services(settings)
    texts = questions(names)
    try:
        async with rehearsal(settings, services) as playing:
            people = [Person(5000 + number, f"P{number}") for number in range(CHATS)]
            for person in people:
                playing.world.add_person(person)
            with _arrivals() as clock:
                for person in people:  # once, to warm up
                    await _ask(playing, person, next(texts), clock)
                for asked_a_second in ASKED_A_SECOND:
                    clock.waited.clear()
                    await _at_random(playing, people, texts, clock, asked_a_second)
                    print(_told(asked_a_second, clock.waited))
    finally:
        services.close()


async def _at_random(
    playing: Rehearsal,
    people: list[Person],
    texts: Iterator[str],
    clock: Clock,
    asked_a_second: float,
) -> None:
    """Let people ask at random moments, each of them once their last question is answered."""
    rng = np.random.default_rng(2)
    tasks: dict[int, asyncio.Task[None]] = {}
    for number in range(ASKED):
        await asyncio.sleep(float(rng.exponential(1 / asked_a_second)))
        person = people[number % CHATS]
        if person.id in tasks:
            await tasks[person.id]
        tasks[person.id] = asyncio.create_task(_ask(playing, person, next(texts), clock))
    await asyncio.gather(*tasks.values())


async def _ask(playing: Rehearsal, person: Person, text: str, clock: Clock) -> None:
    """Ask, and wait until the request with the answer has come."""
    is_answered = asyncio.Event()
    clock.waiting[person.id] = time.perf_counter(), is_answered
    await playing.world.say(person.id, person.id, text)
    await asyncio.wait_for(is_answered.wait(), _GIVE_UP_SECONDS)


@contextmanager
def _arrivals() -> Iterator[Clock]:
    """Note for each answer how long after its question the request with it came."""
    clock, send = Clock(), bot_api.METHODS["sendmessage"]

    async def noted(world: World, parameters: dict[str, Any]) -> Any:
        clock.answered(int(parameters["chat_id"]))
        return await send(world, parameters)

    bot_api.METHODS["sendmessage"] = noted
    try:
        yield clock
    finally:
        bot_api.METHODS["sendmessage"] = send


def _told(asked_a_second: float, seconds: list[float]) -> str:
    p50, p99, most = np.percentile(np.asarray(seconds) * 1000, [50, 99, 100])
    asked = f"{len(seconds)} questions, {asked_a_second:.0f} a second:"
    return f"{asked:32} p50 {p50:6.1f}  p99 {p99:6.1f}  most {most:6.1f} ms"


if __name__ == "__main__":
    main()
