"""The bot as a process of its own: its environment, its start, its log, its end."""

from __future__ import annotations

import asyncio
import os
import sys

from bot.playground.server import TOKEN

KINDRED = [sys.executable, "-m", "bot"]


def environment_for(models, folder, root, telegram=None, **more):
    """What `kindred run` is told: a token, a model, a database in the folder, a Telegram."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KINDRED_")}
    where = {"KINDRED_BASE_URL": telegram.base_url} if telegram is not None else {}
    return {
        **kept,
        "PYTHONPATH": str(root),
        "KINDRED_TOKEN": TOKEN,
        "KINDRED_MODELS": str(models),
        "KINDRED_DB": str(folder / "bot.db"),
        **where,
        **more,
    }


async def started(environment, folder, **more):
    return await asyncio.create_subprocess_exec(
        *KINDRED,
        "run",
        cwd=folder,
        env={**environment, **more},
        stderr=asyncio.subprocess.PIPE,
    )


async def until_said(process, words, *, seconds=30):
    """Read the log until a line has the words; returns all that was said."""
    said = b""
    async with asyncio.timeout(seconds):
        while words not in said:
            line = await process.stderr.readline()
            assert line, said.decode()
            said += line
    return said.decode()


async def ended(process, *, seconds=15):
    """Wait for the end; returns the status."""
    await asyncio.wait_for(process.communicate(), seconds)
    return process.returncode
