"""What people do, and what the bot is told of it."""

from __future__ import annotations

import pytest
from telegram.error import ChatMigrated, Forbidden

from bot.playground.world import BOT_ID
from tests.bot.playground.conftest import (
    ANNA,
    GROUP,
    NAMELESS,
    YOU,
    call,
    picture,
    refused,
    send,
    updates,
)


async def test_a_reaction_comes_only_to_who_asks_for_reactions(client, world):
    sent = await send(client, "hello")
    await world.react(YOU.id, YOU.id, sent["message_id"], "👍")
    assert await updates(client) == []
    assert await call(client, "getUpdates", allowed_updates=["message_reaction"]) == []
    await world.react(YOU.id, YOU.id, sent["message_id"], "👎")
    (update,) = await updates(client)
    reaction = update["message_reaction"]
    assert (reaction["chat"]["id"], reaction["message_id"]) == (YOU.id, sent["message_id"])
    assert reaction["user"] == YOU.as_user()
    assert reaction["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert reaction["new_reaction"] == [{"type": "emoji", "emoji": "👎"}]
    await world.react(YOU.id, YOU.id, sent["message_id"], None)
    assert (await updates(client))[-1]["message_reaction"]["new_reaction"] == []
    assert world.chats[YOU.id].reactions[sent["message_id"]] == {}


async def test_the_same_reaction_again_tells_nothing(client, world):
    sent = await send(client, "hello")
    assert await world.react(YOU.id, YOU.id, sent["message_id"], "👍") > 0
    assert await world.react(YOU.id, YOU.id, sent["message_id"], "👍") == 0


async def test_in_a_group_only_an_administrator_is_told_of_reactions_and_of_all_talk(world):
    assert await world.say(GROUP, YOU.id, "hello") == 0
    (number,) = world.chats[GROUP].messages
    assert await world.react(GROUP, ANNA.id, number, "🔥") == 0
    world.chats[GROUP].is_bot_admin = True
    assert await world.react(GROUP, ANNA.id, number, "👍") > 0
    assert await world.say(GROUP, YOU.id, "hello") > 0


async def test_an_empty_list_of_updates_means_all_but_a_few_and_none_means_as_before(
    client, world
):
    for allowed, seen in (([], 1), (["message_reaction"], 0), (None, 0), ([], 1)):
        asked = {"allowed_updates": allowed} if allowed is not None else {}
        await world.say(YOU.id, YOU.id, "hello")
        await world.happen(YOU.id, {"chat_member": {}})
        await world.happen(YOU.id, {"message_reaction_count": {}})
        assert len(await call(client, "getUpdates", **asked)) == seen
        world.updates.clear()


async def test_an_edit_comes_with_its_date_and_its_commands(client, world):
    await world.say(YOU.id, YOU.id, "muse")
    (number,) = world.chats[YOU.id].messages
    await world.edit(YOU.id, YOU.id, number, "/similar muse")
    edited = (await updates(client))[-1]["edited_message"]
    assert (edited["message_id"], edited["text"]) == (number, "/similar muse")
    assert edited["edit_date"] >= edited["date"]
    assert edited["entities"] == [{"type": "bot_command", "offset": 0, "length": 8}]
    await world.edit(YOU.id, YOU.id, number, "muse")
    assert "entities" not in world.chats[YOU.id].messages[number]


async def test_an_edit_in_a_group_is_as_private_as_what_was_said(client, world):
    sent = await send(client, "Which?", chat_id=GROUP)
    await world.say(GROUP, YOU.id, "among us")
    await world.say(GROUP, YOU.id, "muse", reply_to=sent["message_id"])
    talk, answer = list(world.chats[GROUP].messages)[-2:]
    assert await world.edit(GROUP, YOU.id, talk, "still among us") == 0
    assert await world.edit(GROUP, YOU.id, answer, "queen") > 0
    with pytest.raises(ValueError, match="not of person"):
        await world.edit(GROUP, ANNA.id, answer, "abba")


async def test_a_picture_of_a_person_has_a_caption_that_can_be_edited(client, world):
    await world.say_photo(YOU.id, YOU.id, "/similar muse")
    (number,) = world.chats[YOU.id].messages
    message = (await updates(client))[-1]["message"]
    assert (message["caption"], "text" in message) == ("/similar muse", False)
    assert message["caption_entities"][0]["type"] == "bot_command"
    assert message["photo"][-1]["file_id"]
    await world.edit(YOU.id, YOU.id, number, "queen")
    assert (await updates(client))[-1]["edited_message"]["caption"] == "queen"
    assert await world.say_photo(GROUP, YOU.id, "hidden") == 0
    assert await world.say_photo(GROUP, YOU.id, "shown", reply_to=None) == 0
    assert await world.say_photo(GROUP, YOU.id, "/similar") > 0


async def test_usernames_in_what_people_say_are_marked(client, world):
    await world.say(YOU.id, YOU.id, "🎧 @anna and @you, a@b.org /mix@anna")
    (update,) = await updates(client)
    assert update["message"]["entities"] == [
        {"type": "mention", "offset": 3, "length": 5},
        {"type": "mention", "offset": 13, "length": 4},
        {"type": "bot_command", "offset": 27, "length": 9},
    ]


async def test_people_without_a_username_are_told_without_one(client, world):
    await world.say(NAMELESS.id, NAMELESS.id, "hello")
    message = (await updates(client))[-1]["message"]
    assert "username" not in message["from"]
    assert message["chat"] == {"id": NAMELESS.id, "type": "private", "first_name": "Nameless"}


async def test_anybodys_message_can_be_answered(client, world):
    await world.say(GROUP, YOU.id, "/similar muse")
    (first,) = world.chats[GROUP].messages
    await world.say(GROUP, ANNA.id, "/similar", reply_to=first)
    answered = (await updates(client))[-1]["message"]["reply_to_message"]
    assert (answered["from"]["id"], answered["text"]) == (YOU.id, "/similar muse")


async def test_a_topic_is_kept_and_one_that_is_none_refused(bot, client, world):
    await world.say(GROUP, YOU.id, "/similar muse", thread_id=77)
    message = (await updates(client))[-1]["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (77, True)
    assert message["chat"].get("is_forum")
    sent = await bot.send_photo(GROUP, picture(2, 2), message_thread_id=77)
    assert (sent.message_thread_id, sent.is_topic_message) == (77, True)
    with refused("message thread not found"):
        await bot.send_message(GROUP, "x", message_thread_id=78)
    elsewhere = await bot.send_message(GROUP, "in no topic")
    assert elsewhere.message_thread_id is None


async def test_a_group_becomes_a_supergroup_and_its_old_id_is_over(bot, client, world):
    world.add_group(-5, "Band", (YOU.id, ANNA.id), kind="group")
    sent = await bot.send_message(-5, "hello")
    new = await world.migrate(-5)
    leaving, arriving = await updates(client)
    assert leaving["message"]["chat"]["type"] == "group"
    assert leaving["message"]["migrate_to_chat_id"] == new
    assert arriving["message"]["chat"]["type"] == "supergroup"
    assert arriving["message"]["migrate_from_chat_id"] == -5
    for sending in (
        bot.send_message(-5, "x"),
        bot.get_chat(-5),
        bot.edit_message_text("x", -5, sent.message_id),
    ):
        with pytest.raises(ChatMigrated) as caught:
            await sending
        assert caught.value.new_chat_id == new
    response = await client.post(f"/bot{bot.token}/sendMessage", json={"chat_id": -5, "text": "x"})
    assert response.json() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new},
    }
    assert (await bot.send_message(new, "here")).chat.id == new
    for gone in (-5, GROUP):
        with pytest.raises(ValueError, match="no group"):
            await world.migrate(gone)


async def test_who_blocks_the_bot_is_sent_nothing_until_it_is_wanted_again(bot, client, world):
    await world.block(YOU.id)
    change = (await updates(client))[-1]["my_chat_member"]
    assert (change["chat"]["id"], change["from"]["id"]) == (YOU.id, YOU.id)
    assert change["new_chat_member"]["user"]["id"] == BOT_ID
    states = [change[name]["status"] for name in ("old_chat_member", "new_chat_member")]
    assert states == ["member", "kicked"]
    for sending in (
        bot.send_message(YOU.id, "x"),
        bot.send_photo(YOU.id, picture(2, 2)),
        bot.send_chat_action(YOU.id, "typing"),
    ):
        with refused("bot was blocked by the user", Forbidden):
            await sending
    await bot.send_message(GROUP, "still here")
    await world.unblock(YOU.id)
    assert (await updates(client))[-1]["my_chat_member"]["new_chat_member"]["status"] == "member"
    await bot.send_message(YOU.id, "back")


async def asks(client, text, world, **more):
    markup = {"force_reply": True, "input_field_placeholder": "a name", **more}
    await send(client, text, chat_id=GROUP, reply_markup=markup, parse_mode="HTML")
    return world.chats[GROUP].asks


async def test_a_question_for_some_is_open_to_whom_it_names_or_answers(client, world):
    assert (await asks(client, "Who?", world))["people"] is None
    assert (await asks(client, "Who?", world, selective=True))["people"] == []
    assert (await asks(client, "You, @Anna?", world, selective=True))["people"] == [ANNA.id]
    link = f'<a href="tg://user?id={YOU.id}">You</a>?'
    assert (await asks(client, link, world, selective=True))["people"] == [YOU.id]
    seen = [
        (await client.get(f"api/chats/{GROUP}/messages?person={person.id}")).json()["asks"]
        for person in (YOU, ANNA)
    ]
    assert (seen[0]["hint"], seen[1]) == ("a name", None)


async def test_a_link_to_a_person_becomes_a_mention_and_one_to_a_stranger_nothing(client):
    links = f'<a href="tg://user?id={ANNA.id}">Anna</a> <a href="tg://user?id=5">Who</a>'
    sent = await send(client, links, parse_mode="HTML")
    assert sent["entities"] == [
        {"type": "text_mention", "offset": 0, "length": 4, "user": ANNA.as_user()}
    ]
