"""How much Kindred answers beside a bot that only echoes.

`python -m benchmarks.throughput [--models DIR] [--artists N] [--seconds S]`

Three processes: the imitated Telegram with the people who ask, an echo bot of python-telegram-bot,
and Kindred as it is but for Telegram's pace, which would bound it. First everybody asks again as
soon as they are answered, of each bot in turn; then thirty questions a second come at random
moments, and told is the time from when an update can be fetched to when the request that answers
it arrives. Names are well-known artists', every second with a slip.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import process_time

import numpy as np

from benchmarks.askers import Askers, questions
from benchmarks.conversation import ARTISTS, crowded
from benchmarks.data_sets import hetrec_folder
from bot.playground.server import TOKEN, PlaygroundServer
from model.live import LiveRecommender
from model.pipeline import Promotion, train_version
from model.plays.demo import read_demo
from model.plays.hetrec import read_hetrec
from model.registry import Registry
from model.training.settings import TrainingSettings

SECONDS = 10.0  # of each flood
ROUNDS = 3
PEOPLE = 100
ASKED_A_SECOND = 30.0
_WELL_KNOWN = 1000
_FACTORS = 64  # as many as are chosen for 294,000 artists
_ROOT = Path(__file__).parents[1]
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Train a version unless there is one in the folder, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, help="of versions; one is trained if it is empty")
    parser.add_argument("--artists", type=int, default=ARTISTS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each flood")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        models = given.models or Path(scratch) / "models"
        if not models.exists():
            _train(models, given.artists)
        asyncio.run(measure(models.resolve(), Path(scratch), given.seconds))


def _train(models: Path, artists: int) -> None:
    folder = hetrec_folder()
    real = read_hetrec(folder) if folder else read_demo()
    if len(real.catalog) > artists:
        real = read_demo()
    plays = crowded(real, max(artists, len(real.catalog)))
    settings, now = TrainingSettings(factors=_FACTORS), datetime.now(UTC)
    train_version(plays, settings, Registry(models), promotion=Promotion.ALWAYS, now=now)


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that is measured.

    Attributes:
        name: what it is.
        askers: who asks it.
        process: in which it runs.
    """

    name: str
    askers: Askers
    process: Process

    def processor_seconds(self) -> float:
        """Return the processor time it has taken, which others on the machine hardly change."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS_A_SECOND


async def measure(models: Path, folder: Path, seconds: float) -> None:
    """Measure both bots and print what came of it.

    Args:
        models: versions, of which the current one answers.
        folder: for the database.
        seconds: of each flood, and of the questions at random moments.
    """
    names = LiveRecommender(models).recommender.catalog.names[:_WELL_KNOWN]
    async with AsyncExitStack() as until_end:
        echo, kindred = [
            await until_end.enter_async_context(_running(name, program, names, given))
            for name, program, given in (
                ("echo", "echo_bot", [TOKEN]),
                ("kindred", "unhurried_bot", [str(models), str(folder / "bot.db")]),
            )
        ]
        ratios = []
        for _ in range(ROUNDS):
            theirs, ours = await _flooded(echo, seconds), await _flooded(kindred, seconds)
            ratios.append(ours / theirs)
        print(f"ratio: {median(ratios):.2f}, of {min(ratios):.2f} to {max(ratios):.2f}")
        for bot in (echo, kindred):
            print(_told(bot.name, await bot.askers.at_random(ASKED_A_SECOND, seconds)))
        share = kindred.askers.share_with_buttons()
        print(f"{share:.1%} of what kindred said has buttons, as every answer with artists")


async def _flooded(bot: Bot, seconds: float) -> float:
    """Flood a bot; prints and returns how many it answers a second."""
    before, own_before = bot.processor_seconds(), process_time()
    in_time, in_all = await bot.askers.flood(seconds)
    took, own_took = bot.processor_seconds() - before, process_time() - own_before
    print(
        f"{bot.name:8} {in_time / seconds:6.0f} answered a second; of the processor"
        f" {1000 * took / in_all:.2f} ms an answer, the imitation {1000 * own_took / in_all:.2f}"
    )
    return in_time / seconds


def _told(name: str, seconds: list[float]) -> str:
    p50, p99, most = np.percentile(np.asarray(seconds) * 1000, [50, 99, 100])
    asked = f"{len(seconds)} questions, {ASKED_A_SECOND:.0f} a second:"
    return f"{name:8} {asked} p50 {p50:.1f}  p99 {p99:.1f}  most {most:.1f} ms"


@asynccontextmanager
async def _running(
    name: str, program: str, names: Sequence[str], given: list[str]
) -> AsyncIterator[Bot]:
    """Run a bot beside an imitation of its own, once it has answered everybody once.

    Raises:
        ChildProcessError: it ended instead.
    """
    askers = Askers(PEOPLE, questions(names))
    server = PlaygroundServer(askers.world)
    server.listen(0)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", f"benchmarks.{program}", server.base_url, *given, cwd=_ROOT
    )
    ended, warm = asyncio.create_task(process.wait()), asyncio.create_task(askers.ask_once())
    try:
        await asyncio.wait({ended, warm}, return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            message = f"{program} ended with status {process.returncode}"
            raise ChildProcessError(message)
        await warm
        yield Bot(name, askers, process)
    finally:
        warm.cancel()
        if not ended.done():
            process.terminate()
        await ended
        await server.close()


if __name__ == "__main__":
    main()
