"""Who the bot is, and what has happened since it last asked."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.playground.methods.parameters import Parameters, structure, whole
from bot.playground.methods.refusals import Refused
from bot.playground.world import World

_MOST_UPDATES = 100
_HAS_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)
_OTHER_POLL = (
    "Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)
_NEW_WEBHOOK = "Conflict: terminated by setWebhook request"


async def get_me(world: World, _parameters: Parameters) -> dict[str, Any]:
    """Say who the bot is."""
    return world.bot


async def get_updates(world: World, parameters: Parameters) -> list[Any]:
    """Confirm the updates before the offset and return those from it on, waiting if asked to.

    Whoever asked before and still waits is refused.
    """
    if world.webhook is not None:
        raise Refused(409, _HAS_WEBHOOK)
    offset, seconds = whole(parameters, "offset"), whole(parameters, "timeout")
    limit = min(max(whole(parameters, "limit", _MOST_UPDATES), 1), _MOST_UPDATES)
    allow_updates(world, parameters)
    poll = world.poll = object()
    await world.notify()
    if offset > 0:
        await world.confirm(offset)

    try:
        async with asyncio.timeout(seconds):
            while not (waiting := await world.asked_for()):
                async with world.changed:
                    await world.changed.wait()
                _refuse_if_over(world, poll)
    except TimeoutError:
        waiting = []
    return world.told(waiting[:limit])


def _refuse_if_over(world: World, poll: object) -> None:
    if world.poll is not poll:
        raise Refused(409, _OTHER_POLL if world.webhook is None else _NEW_WEBHOOK)


def allow_updates(world: World, parameters: Parameters) -> None:
    """Take down the kinds of updates that a bot wants; without any, what held before holds."""
    if parameters.get("allowed_updates") is not None:
        world.allowed_updates = structure(parameters, "allowed_updates") or []
