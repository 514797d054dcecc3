"""The command menu, for a scope and a language.

Source: https://core.telegram.org/bots/api#botcommandscope
"""

from __future__ import annotations

import re

from bot.playground.menus import DEFAULT, Commands
from bot.playground.methods.parameters import Parameters, chat_of, objects, one_object, user_of
from bot.playground.methods.refusals import Refused
from bot.playground.world import World

_MOST_COMMANDS = 100
_LONGEST_DESCRIPTION = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_WIDE_SCOPES = {DEFAULT, "all_private_chats", "all_group_chats", "all_chat_administrators"}
_CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}


async def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Set a menu."""
    commands = objects(parameters, "commands")
    if len(commands) > _MOST_COMMANDS:
        raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not _COMMAND.fullmatch(str(one.get("command", ""))):
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(str(one.get("description", ""))) <= _LONGEST_DESCRIPTION:
            raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    world.menus.put(*_place(world, parameters), commands)
    return True


async def get_my_commands(world: World, parameters: Parameters) -> Commands:
    """Return exactly the menu of a scope and language."""
    return world.menus.of(*_place(world, parameters))


async def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Remove a menu, so that a wider one is seen."""
    world.menus.put(*_place(world, parameters), [])
    return True


def _place(world: World, parameters: Parameters) -> tuple[str, str]:
    """Return scope and language as `Menus` writes them."""
    language = str(parameters.get("language_code") or "")
    if not _LANGUAGE.fullmatch(language):
        raise Refused(400, "Bad Request: invalid language code specified")
    scope = one_object(parameters, "scope") or {"type": DEFAULT}
    kind = scope.get("type")
    if kind in _WIDE_SCOPES:
        return str(kind), language
    if kind not in _CHAT_SCOPES:
        raise Refused(400, "Bad Request: can't parse BotCommandScope: unsupported type specified")
    name = f"{kind}:{chat_of(world, scope).id}"
    if kind == "chat_member":
        person = user_of(world, scope)
        name += f":{person.id if person else world.bot['id']}"
    return name, language
