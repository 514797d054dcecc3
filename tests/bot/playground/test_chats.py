"""What the bot learns of chats and is seen doing there, by the real library."""

from __future__ import annotations

import pytest
from telegram.constants import ChatAction, ReactionEmoji

from bot.playground.world import BOT_ID
from tests.bot.playground.conftest import ANNA, GROUP, NAMELESS, YOU, call, refused, send


async def test_a_chat_tells_its_kind_and_names(bot):
    group, own = await bot.get_chat(GROUP), await bot.get_chat(NAMELESS.id)
    assert (group.type, group.title) == ("supergroup", "Friends")
    assert (own.type, own.first_name, own.username) == ("private", "Nameless", None)
    with refused("chat not found"):
        await bot.get_chat(5)


async def test_the_first_of_a_group_leads_it_and_others_are_members_or_not_there(bot, world):
    people = (YOU.id, ANNA.id, NAMELESS.id, BOT_ID)
    states = [(await bot.get_chat_member(GROUP, person)).status for person in people]
    assert states == ["creator", "member", "left", "member"]
    leaders = await bot.get_chat_administrators(GROUP)
    assert [(one.status, one.user.id) for one in leaders] == [("creator", YOU.id)]
    world.chats[GROUP].is_bot_admin = True
    assert (await bot.get_chat_member(GROUP, BOT_ID)).status == "administrator"
    assert (await bot.get_chat_member(YOU.id, YOU.id)).status == "member"
    with refused("user not found"):
        await bot.get_chat_member(GROUP, 5)
    with refused("no administrators in the private chat"):
        await bot.get_chat_administrators(YOU.id)


@pytest.mark.parametrize("emoji", ReactionEmoji)
async def test_every_reaction_that_the_library_knows_can_be_given(bot, world, emoji):
    sent = await bot.send_message(YOU.id, "hello")
    assert await sent.set_reaction(emoji)
    assert world.chats[YOU.id].reactions == {sent.message_id: {BOT_ID: emoji}}


async def test_a_reaction_is_taken_back_and_others_are_refused(bot, client, world):
    await world.say(YOU.id, YOU.id, "hello")
    (number,) = world.chats[YOU.id].messages
    await bot.set_message_reaction(YOU.id, number, "👀")
    await bot.set_message_reaction(YOU.id, number)
    assert world.chats[YOU.id].reactions == {number: {}}
    with refused("REACTION_INVALID"):
        await bot.set_message_reaction(YOU.id, number, "🎸")
    with refused("REACTIONS_TOO_MANY"):
        await bot.set_message_reaction(YOU.id, number, ["👀", "👍"])
    with refused("message to react not found"):
        await bot.set_message_reaction(YOU.id, 999, "👀")


async def test_what_the_bot_is_seen_doing_is_kept_with_its_time(bot, client, world):
    for action in ChatAction:
        assert await bot.send_chat_action(GROUP, action)
    seen = world.chats[GROUP].actions
    assert [one["action"] for one in seen] == list(ChatAction)
    assert seen[0]["time"] <= seen[-1]["time"]
    refusal = await call(client, "sendChatAction", chat_id=GROUP, action="thinking")
    assert "wrong parameter action" in refusal


async def test_the_page_is_told_of_reactions_and_of_messages_that_are_gone(bot, client, world):
    sent = await send(client, "hello")
    await world.react(YOU.id, YOU.id, sent["message_id"], "🔥")
    await bot.set_message_reaction(YOU.id, sent["message_id"], "👀")
    news = (await client.get(f"api/chats/{YOU.id}/messages")).json()
    assert news["reactions"] == {str(sent["message_id"]): ["👀", "🔥"]}
    await bot.delete_message(YOU.id, sent["message_id"])
    news = (await client.get(f"api/chats/{YOU.id}/messages")).json()
    assert (news["reactions"], news["messages"]) == ({}, [])
