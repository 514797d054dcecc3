"""The imitation of Telegram as any client sees it: plain HTTP, no library of Telegram's."""

from __future__ import annotations

import asyncio

import pytest

from bot.playground.server import TOKEN
from tests.bot.playground.conftest import GROUP, YOU, call, send


async def test_updates_wait_until_they_are_confirmed(server, client):
    first = await server.world.say(YOU.id, YOU.id, "/start")
    second = await server.world.say(YOU.id, YOU.id, "hello")
    for _ in range(2):
        updates = await call(client, "getUpdates")
        assert [update["update_id"] for update in updates] == [first, second]
    assert updates[0]["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert len(await call(client, "getUpdates", offset=second)) == 1
    assert len(await call(client, "getUpdates", limit=1)) == 1
    assert await call(client, "getUpdates", offset=second + 1) == []


async def test_a_long_poll_ends_with_the_first_update(server, client):
    polling = asyncio.create_task(call(client, "getUpdates", timeout=10))
    await asyncio.sleep(0.05)
    assert not polling.done()
    await server.world.say(YOU.id, YOU.id, "hello")
    assert len(await asyncio.wait_for(polling, 2)) == 1


async def test_only_updates_that_were_asked_for_come(server, client):
    await server.world.say(YOU.id, YOU.id, "hello")
    assert await call(client, "getUpdates", allowed_updates=["callback_query"]) == []


async def test_a_message_is_kept_with_its_entities_and_buttons(server, client):
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = await send(client, "<b>Hi</b> &amp; bye", parse_mode="HTML", reply_markup=markup)
    assert sent["text"] == "Hi & bye"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert sent["reply_markup"] == markup
    assert server.world.chats[YOU.id].messages[sent["message_id"]] == sent


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " <b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🎧" * 2049}, "message is too long"),
        ({"text": "AC<DC", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "x", "chat_id": 5}, "chat not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply_markup"),
        (
            {
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "ж" * 33}]]},
            },
            "BUTTON_DATA_INVALID",
        ),
    ],
)
async def test_telegrams_limits_hold(client, parameters, refusal):
    given = {"chat_id": YOU.id, **parameters}
    assert refusal in await call(client, "sendMessage", **given)


async def test_edits_that_change_nothing_and_messages_of_others_are_refused(server, client):
    sent = await send(client, "one")
    where = {"chat_id": YOU.id, "message_id": sent["message_id"]}
    assert (await call(client, "editMessageText", **where, text="two"))["text"] == "two"
    assert "message is not modified" in await call(client, "editMessageText", **where, text="two")
    assert "message is not modified" in await call(client, "editMessageReplyMarkup", **where)
    await server.world.say(YOU.id, YOU.id, "mine")
    where["message_id"] += 1
    assert "can't be edited" in await call(client, "editMessageText", **where, text="x")
    where["message_id"] += 1
    assert "not found" in await call(client, "editMessageText", **where, text="x")


async def test_a_press_is_answered_once(server, client):
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = await send(client, "x", reply_markup=markup)
    await server.world.press(YOU.id, YOU.id, sent["message_id"], "go")
    press = (await call(client, "getUpdates"))[0]["callback_query"]
    assert press["data"] == "go"
    answer = {"callback_query_id": press["id"], "text": "gone"}
    assert await call(client, "answerCallbackQuery", **answer) is True
    assert "query is too old" in await call(client, "answerCallbackQuery", **answer)
    assert server.world.chats[YOU.id].toasts == [{"press_id": press["id"], "text": "gone"}]


async def test_wrong_tokens_and_methods_are_refused_as_telegram_refuses_them(client):
    assert await call(client, "getMe", token="1:wrong") == "Unauthorized"
    assert await call(client, "launchRocket") == "Not Found"


async def test_in_a_group_the_bot_sees_commands_and_replies_to_it_and_nothing_else(server, client):
    assert await server.world.say(GROUP, YOU.id, "just talking") == 0
    assert await server.world.say(GROUP, YOU.id, "/similar muse") > 0
    sent = await call(client, "sendMessage", chat_id=GROUP, text="Which?")
    assert await server.world.say(GROUP, YOU.id, "muse", reply_to=sent["message_id"]) > 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "["},
        {"Origin": "http://["},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
async def test_a_page_from_elsewhere_gets_nothing(client, headers):
    for path in ("/", "/api/world", f"/bot{TOKEN}/getMe"):
        response = await client.get(path, headers=headers)
        assert response.status_code == 403
    said = {"person": YOU.id, "text": "hello"}
    response = await client.post(f"api/chats/{YOU.id}/messages", json=said, headers=headers)
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("path", "content", "status"),
    [
        (f"api/chats/{YOU.id}/messages", {"person": YOU.id, "text": "x" * 4097}, 400),
        (f"api/chats/{YOU.id}/messages", {"person": YOU.id, "text": "  "}, 400),
        (f"api/chats/{YOU.id}/messages", {"person": 5, "text": "x"}, 400),
        (f"api/chats/{YOU.id}/messages", [], 400),
        ("api/chats/5/messages", {"person": YOU.id, "text": "x"}, 404),
        (f"api/chats/{YOU.id}/messages", {"person": [], "text": "x"}, 400),
        (f"api/chats/{YOU.id}/messages", {"person": YOU.id, "text": 5}, 400),
        (f"api/chats/{YOU.id}/messages", {"person": YOU.id, "text": "x", "reply_to": {}}, 400),
        (f"api/chats/{YOU.id}/presses", {"person": YOU.id, "message_id": 99, "data": "x"}, 400),
        (f"api/chats/{YOU.id}/presses", {"person": YOU.id, "message_id": {}, "data": "x"}, 400),
        (f"api/chats/{YOU.id}/presses", {"person": YOU.id, "message_id": 1, "data": None}, 400),
    ],
)
async def test_the_pages_calls_refuse_nonsense(client, path, content, status):
    assert (await client.post(path, json=content)).status_code == status


async def test_the_page_is_small_and_asks_nobody_else_for_anything(client):
    total = 0
    for name in ("", "page.js", "style.css", "icon.svg"):
        response = await client.get(name)
        assert response.status_code == 200
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        text = response.text.replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text
        assert "https://" not in text
        total += len(response.content)
    assert total < 60_000
    assert (await client.get("nothing.js")).status_code == 404
