"""Command menus: what is set where, and what somebody sees."""

from __future__ import annotations

import pytest
from telegram import (
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from bot.playground.menus import Menus
from bot.playground.world import Chat, Person
from tests.bot.playground.conftest import ANNA, GROUP, YOU, call, refused

PRIVATE, GROUPS = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()


def menu(name):
    return [(name, "does it")]


async def seen(client, chat_id, person):
    """The names in the menu that the page shows somebody in a chat."""
    news = await client.get(f"api/chats/{chat_id}/messages?person={person.id}")
    return [one["command"] for one in news.json()["commands"]]


async def test_the_narrowest_menu_that_fits_chat_and_language_is_seen(bot, client):
    assert await seen(client, YOU.id, YOU) == []
    await bot.set_my_commands(menu("wide"))
    await bot.set_my_commands(menu("wide_ru"), language_code="ru")
    assert await seen(client, YOU.id, YOU) == ["wide"]
    assert await seen(client, ANNA.id, ANNA) == ["wide_ru"]
    await bot.set_my_commands(menu("private"), PRIVATE)
    await bot.set_my_commands(menu("groups"), GROUPS)
    assert await seen(client, ANNA.id, ANNA) == ["private"]
    assert await seen(client, GROUP, ANNA) == ["groups"]
    await bot.set_my_commands(menu("here"), BotCommandScopeChat(GROUP))
    assert await seen(client, GROUP, ANNA) == ["here"]
    await bot.delete_my_commands(BotCommandScopeChat(GROUP))
    await bot.delete_my_commands(GROUPS)
    assert await seen(client, GROUP, ANNA) == ["wide_ru"]


async def test_a_menu_is_returned_as_it_was_set_and_no_other_instead(bot, world):
    await bot.set_my_commands(menu("wide"))
    await bot.set_my_commands(menu("eng"), PRIVATE, language_code="en")
    (command,) = await bot.get_my_commands(PRIVATE, "en")
    assert (command.command, command.description) == ("eng", "does it")
    assert await bot.get_my_commands(PRIVATE) == ()
    assert world.commands == [{"command": "wide", "description": "does it"}]


def test_a_language_with_a_country_sees_the_languages_menu_and_a_leader_the_leaders():
    menus = Menus()
    person = Person(1, "A", language_code="pt-br")
    group = Chat(-1, "supergroup", "G", (1, 2))
    for scope, language in (("default", "pt"), ("all_chat_administrators", ""), ("chat:-1", "en")):
        menus.put(scope, language, [{"command": scope}])
    assert menus.seen_by(person, Chat(1, "private", "", (1,))) == [{"command": "default"}]
    assert menus.seen_by(person, group) == [{"command": "all_chat_administrators"}]
    assert menus.seen_by(Person(2, "B", language_code="pt"), group) == [{"command": "default"}]
    assert menus.seen_by(Person(2, "B", language_code="en"), group) == [{"command": "chat:-1"}]


@pytest.mark.parametrize(
    ("name", "description", "refusal"),
    [
        ("Similar", "x", "BOT_COMMAND_INVALID"),
        ("", "x", "BOT_COMMAND_INVALID"),
        ("x" * 33, "x", "BOT_COMMAND_INVALID"),
        ("a-b", "x", "BOT_COMMAND_INVALID"),
        ("кино", "x", "BOT_COMMAND_INVALID"),
        ("similar", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("similar", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_names_and_descriptions_have_telegrams_limits(client, name, description, refusal):
    commands = [{"command": name, "description": description}]
    assert refusal in await call(client, "setMyCommands", commands=commands)
    commands = [{"command": "x" * 32, "description": "x" * 256}]
    assert await call(client, "setMyCommands", commands=commands) is True


async def test_a_menu_that_is_too_long_or_for_nobody_is_refused(bot, client):
    many = [(f"c{number}", "x") for number in range(101)]
    with refused("BOT_COMMANDS_TOO_MUCH"):
        await bot.set_my_commands(many)
    assert await bot.set_my_commands(many[:100])
    with refused("invalid language code"):
        await bot.set_my_commands(menu("x"), language_code="english")
    with refused("chat not found"):
        await bot.set_my_commands(menu("x"), BotCommandScopeChat(5))
    scope = {"type": "planet"}
    refusal = await call(client, "setMyCommands", commands=[], scope=scope)
    assert "unsupported type" in refusal
