"""A call of the Bot API from its parameters to its answer, with what may go wrong on the way."""

from __future__ import annotations

import asyncio
import json
import math
from dataclasses import dataclass
from typing import Any

from bot.playground.bot_api import METHODS, Refused
from bot.playground.faults import Delay, Disconnection, Garbage, Trouble
from bot.playground.methods.parameters import Method
from bot.playground.world import World

_JSON = "application/json"
_GARBAGE = b"<html><body>Bad gateway</body></html>"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the bot.

    Attributes:
        code: the HTTP status; 0 means that the connection ends without an answer.
        body: its bytes.
        content_type: what they are said to be.
    """

    code: int
    body: bytes = b""
    content_type: str = _JSON


async def answer_to(world: World, name: str, parameters: dict[str, Any]) -> Answer:
    """Do what a method does, or what a fault makes of it.

    Args:
        world: where it happens.
        name: of the method, in lower case.
        parameters: of the call.
    """
    chat_id = _chat_id(parameters)
    call = world.calls.begin(name, chat_id)
    trouble = world.faults.met_by(name, chat_id)
    answer = await _suffered(trouble) if trouble and not trouble.after else None
    if answer is None:
        answer = await _done(world, name, parameters)
        if trouble and trouble.after:
            answer = await _suffered(trouble) or answer
    call.code = answer.code
    return answer


def refusal(refused: Refused) -> Answer:
    """Return the answer that says no."""
    content = {"ok": False, "error_code": refused.code, "description": refused.description}
    more = {"parameters": refused.parameters} if refused.parameters else {}
    return Answer(refused.code, json.dumps({**content, **more}).encode())


async def _done(world: World, name: str, parameters: dict[str, Any]) -> Answer:
    try:
        _refuse_haste(world, name, _chat_id(parameters))
        method: Method = METHODS.get(name, _not_there)
        result = await method(world, parameters)
    except Refused as refused:
        return refusal(refused)
    return Answer(200, json.dumps({"ok": True, "result": result}).encode())


async def _not_there(_world: World, _parameters: dict[str, Any]) -> None:
    raise Refused(404, "Not Found")


async def _suffered(trouble: Trouble) -> Answer | None:
    """Let something go wrong; returns None if there still is an answer to come."""
    if isinstance(trouble, Delay):
        await asyncio.sleep(trouble.seconds)
        return None
    if isinstance(trouble, Disconnection):
        return Answer(0)
    if isinstance(trouble, Garbage):
        return Answer(200, _GARBAGE, "text/html")
    return refusal(Refused(trouble.code, trouble.description, trouble.parameters))


def _refuse_haste(world: World, name: str, chat_id: int | None) -> None:
    """Refuse one message too many: what is sent anywhere, and what is edited in groups."""
    chat = None if chat_id is None else world.chats.get(chat_id)
    if chat is None:
        return
    is_group = chat.kind != "private"
    is_sent = name.startswith("send") and name != "sendchataction"
    if not is_sent and not (is_group and name.startswith("editmessage")):
        return
    if early := world.limits.seconds_too_early(chat.id, is_group=is_group):
        seconds = math.ceil(early)
        sentence = f"Too Many Requests: retry after {seconds}"
        raise Refused(429, sentence, {"retry_after": seconds})


def _chat_id(parameters: dict[str, Any]) -> int | None:
    try:
        return int(parameters.get("chat_id", ""))
    except (TypeError, ValueError):
        return None
