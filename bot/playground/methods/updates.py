"""Who the bot is, and what has happened since it last asked."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.playground.methods.parameters import Parameters, flag, structure, whole
from bot.playground.world import World

_MOST_UPDATES = 100


async def get_me(world: World, _parameters: Parameters) -> dict[str, Any]:
    """Say who the bot is."""
    return world.bot


async def get_updates(world: World, parameters: Parameters) -> list[dict[str, Any]]:
    """Confirm the updates before the offset and return those from it on, waiting if asked to."""
    offset, seconds = whole(parameters, "offset"), whole(parameters, "timeout")
    limit = min(max(whole(parameters, "limit", _MOST_UPDATES), 1), _MOST_UPDATES)
    if parameters.get("allowed_updates") is not None:  # else what was asked for before holds
        world.allowed_updates = structure(parameters, "allowed_updates") or []
    if offset > 0:
        await world.confirm(offset)

    try:
        async with asyncio.timeout(seconds):
            while not (waiting := await _asked_for(world)):
                async with world.changed:
                    await world.changed.wait()
    except TimeoutError:
        waiting = []
    return waiting[:limit]


async def _asked_for(world: World) -> list[dict[str, Any]]:
    await world.forget_unasked()
    return world.updates


async def delete_webhook(world: World, parameters: Parameters) -> bool:
    """Do nothing: there is no webhook."""
    if flag(parameters, "drop_pending_updates"):
        world.updates.clear()
    return True
