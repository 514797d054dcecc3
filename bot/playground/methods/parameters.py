"""A call's parameters as the values they stand for, whether they came as JSON or as a form."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from bot.playground.chats import Chat
from bot.playground.methods.refusals import Refused
from bot.playground.people import Person
from bot.playground.world import World

Parameters = dict[str, Any]
Method = Callable[[World, Parameters], Awaitable[Any]]


def whole(parameters: Parameters, name: str, otherwise: int = 0) -> int:
    """Return a whole number."""
    try:
        return int(parameters.get(name, otherwise))
    except (TypeError, ValueError):
        raise Refused(400, f"Bad Request: {name} is invalid") from None


def flag(parameters: Parameters, name: str) -> bool:
    """Return whether something is wanted."""
    return str(parameters.get(name, "")).lower() in {"true", "1"}


def structure(parameters: Parameters, name: str) -> Any:
    """Return an object or a list."""
    value = parameters.get(name)
    if not isinstance(value, str) or not value:
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Refused(400, f"Bad Request: can't parse {name} JSON object") from None


def objects(parameters: Parameters, name: str) -> list[dict[str, Any]]:
    """Return a list of objects; none where there is nothing."""
    value = structure(parameters, name) or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Refused(400, f"Bad Request: can't parse {name} JSON object")
    return value


def one_object(parameters: Parameters, name: str) -> dict[str, Any]:
    """Return an object; an empty one where there is nothing."""
    value = structure(parameters, name) or {}
    if not isinstance(value, dict):
        raise Refused(400, f"Bad Request: can't parse {name} JSON object")
    return value


def chat_of(world: World, parameters: Parameters) -> Chat:
    """Return the chat that a call is about; one that has become a supergroup is none any more."""
    chat = world.chats.get(whole(parameters, "chat_id"))
    if chat is None:
        raise Refused(400, "Bad Request: chat not found")
    if chat.migrated_to:
        sentence = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refused(400, sentence, {"migrate_to_chat_id": chat.migrated_to})
    return chat


def open_chat(world: World, parameters: Parameters) -> Chat:
    """Return the chat that a call sends something to."""
    chat = chat_of(world, parameters)
    if chat.is_blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    return chat


def user_of(world: World, parameters: Parameters) -> Person | None:
    """Return the person that a call is about; None where it is the bot."""
    user_id = whole(parameters, "user_id")
    if user_id == world.bot["id"]:
        return None
    if user_id not in world.people:
        raise Refused(400, "Bad Request: user not found")
    return world.people[user_id]
