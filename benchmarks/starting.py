"""How soon two bots of one model are ready, and what memory they need: `… MODELS`.

Both are `kindred run`, one after the other, against the imitated Telegram. What both have mapped
of the model's files is in memory once. Written to standard output as JSON.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from benchmarks.measured import memory_mib
from bot.playground.server import TOKEN, PlaygroundServer
from bot.playground.world import World

_ROOT = Path(__file__).parents[1]
BOTS = 2


def main() -> None:
    """Measure."""
    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(asyncio.run(_measured(Path(sys.argv[1]).resolve(), Path(scratch)))))


async def _measured(models: Path, scratch: Path) -> list[dict[str, float]]:
    servers = [PlaygroundServer(World(time.time)) for _ in range(BOTS)]
    bots: list[tuple[Process, float]] = []
    try:
        for number, server in enumerate(servers):
            server.listen(0)
            bots.append(await _ready(models, scratch / f"{number}.db", server))
        memory = [memory_mib(process.pid) for process, _ in bots]
        return [
            {"ready_seconds": seconds, "own_mib": own, "resident_mib": resident}
            for (_, seconds), (own, resident) in zip(bots, memory, strict=True)
        ]
    finally:
        for process, _ in bots:
            process.terminate()
            await process.wait()
        for server in servers:
            await server.close()


async def _ready(models: Path, db: Path, server: PlaygroundServer) -> tuple[Process, float]:
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        stderr=PIPE,
        env={
            **os.environ,
            "PYTHONPATH": str(_ROOT),
            "KINDRED_TOKEN": TOKEN,
            "KINDRED_BASE_URL": server.base_url,
            "KINDRED_MODELS": str(models),
            "KINDRED_DB": str(db),
        },
    )  # fmt: skip
    if process.stderr is not None:
        async for line in process.stderr:
            if b"ready" in line:
                break
    return process, time.perf_counter() - started


if __name__ == "__main__":
    main()
