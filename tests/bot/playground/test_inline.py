"""Inline mode, from the words typed in any chat to the edit of what was sent there."""

from __future__ import annotations

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)

from tests.bot.playground.conftest import ANNA, GROUP, KEYBOARD, YOU, call, refused, updates

GO = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])


def article(number="1", **more):
    return {
        "type": "article",
        "id": number,
        "title": "Muse",
        "input_message_content": {"message_text": "<b>Muse</b>", "parse_mode": "HTML"},
        **more,
    }


async def asked(client, world, query="muse"):
    """Ask; returns the query's id as the bot got it."""
    await world.ask_inline(YOU.id, query)
    return (await updates(client, "inline_query"))[-1]["inline_query"]["id"]


async def test_a_query_reaches_the_bot_and_its_answer_is_kept(bot, world):
    assert (await bot.get_me()).supports_inline_queries
    await world.ask_inline(ANNA.id, "x" * 300, offset="6")
    (update,) = await bot.get_updates()
    query = update.inline_query
    assert (query.from_user.id, query.query, query.offset) == (ANNA.id, "x" * 256, "6")
    content = InputTextMessageContent("<b>Muse</b>", parse_mode="HTML")
    await bot.answer_inline_query(
        query.id,
        [InlineQueryResultArticle("1", "Muse", content, description="rock", reply_markup=GO)],
        cache_time=5,
        is_personal=True,
        next_offset="12",
        button=InlineQueryResultsButton("Settings", start_parameter="settings"),
    )
    answer = world.inline_queries[query.id].answer
    assert [(one["id"], one["title"], one["description"]) for one in answer["results"]] == [
        ("1", "Muse", "rock")
    ]
    assert (answer["cache_time"], answer["is_personal"], answer["next_offset"]) == (5, True, "12")
    assert answer["button"] == {"text": "Settings", "start_parameter": "settings"}
    with refused("query is too old"):
        await bot.answer_inline_query(query.id, [])


def said(text, **more):
    return {"input_message_content": {"message_text": text, **more}}


MANY = [article(str(number)) for number in range(51)]
EMPTY_BUTTON = {"inline_keyboard": [[{"text": "x", "callback_data": ""}]]}


@pytest.mark.parametrize(
    ("results", "refusal"),
    [
        (MANY, "RESULTS_TOO_MUCH"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article("ж" * 33)], "RESULT_ID_INVALID"),
        ([article("")], 'Can\'t find field "id"'),
        ([article(title="")], 'Can\'t find field "title"'),
        ([article(input_message_content={})], 'Can\'t find field "input_message_content"'),
        ([article(**said(""))], "message text is empty"),
        ([article(**said("x" * 4097))], "message is too long"),
        ([article(**said("<x>", parse_mode="HTML"))], "can't parse entities"),
        ([article(reply_markup=EMPTY_BUTTON)], "BUTTON_DATA_INVALID"),
        ([article(type="photo")], "type must be article"),
        (["muse"], "can't parse results"),
    ],
)
async def test_results_have_telegrams_limits(client, world, results, refusal):
    answer = {"inline_query_id": await asked(client, world), "results": results}
    assert refusal in await call(client, "answerInlineQuery", **answer)
    answer["results"] = [*MANY[:49], article("x" * 64)]
    assert await call(client, "answerInlineQuery", **answer) is True


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"next_offset": "ж" * 33}, "NEXT_OFFSET_INVALID"),
        ({"button": {"text": "x", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
        ({"button": {"start_parameter": "a"}}, 'Can\'t find field "text"'),
        ({"inline_query_id": "5"}, "query is too old"),
    ],
)
async def test_an_answer_has_telegrams_limits(client, world, parameters, refusal):
    answer = {"inline_query_id": await asked(client, world), "results": [article()]}
    assert refusal in await call(client, "answerInlineQuery", **{**answer, **parameters})
    assert await call(client, "answerInlineQuery", **answer, next_offset="x" * 64) is True


async def chosen(client, world, **more):
    """Ask, answer with one article, and let it be sent to the group; returns the updates."""
    query_id = await asked(client, world)
    answer = {"inline_query_id": query_id, "results": [article(**more)]}
    assert await call(client, "answerInlineQuery", **answer) is True
    await world.choose_inline(YOU.id, GROUP, query_id, "1")
    return await updates(client, "message", "chosen_inline_result")


async def test_a_chosen_result_is_the_persons_message_by_way_of_the_bot(client, world):
    message, chosen_result = await chosen(client, world)
    message = message["message"]
    assert (message["from"]["id"], message["via_bot"]["is_bot"]) == (YOU.id, True)
    assert message["chat"]["id"] == GROUP
    assert (message["text"], message["entities"][0]["type"]) == ("Muse", "bold")
    assert "reply_markup" not in message
    result = chosen_result["chosen_inline_result"]
    assert result == {"result_id": "1", "from": YOU.as_user(), "query": "muse"}
    refusal = await call(
        client, "editMessageText", chat_id=GROUP, message_id=message["message_id"], text="x"
    )
    assert "message can't be edited" in refusal


async def test_below_an_inline_message_a_press_has_its_id_and_edits_go_by_that(client, world):
    message, chosen_result = await chosen(client, world, reply_markup=KEYBOARD)
    number = message["message"]["message_id"]
    assert message["message"]["reply_markup"] == KEYBOARD
    inline_id = chosen_result["chosen_inline_result"]["inline_message_id"]

    await world.press(GROUP, ANNA.id, number, "go")
    press = (await updates(client, "callback_query"))[-1]["callback_query"]
    assert (press["inline_message_id"], press["data"]) == (inline_id, "go")
    assert "message" not in press

    where = {"inline_message_id": inline_id}
    edit = {**where, "text": "Muse!", "reply_markup": KEYBOARD}
    assert await call(client, "editMessageText", **edit) is True
    assert "message is not modified" in await call(client, "editMessageText", **edit)
    stands = world.chats[GROUP].messages[number]
    assert (stands["text"], stands["reply_markup"]) == ("Muse!", KEYBOARD)
    assert await call(client, "editMessageReplyMarkup", **where) is True
    assert "reply_markup" not in world.chats[GROUP].messages[number]
    lost = {"inline_message_id": "inline-0", "text": "x"}
    assert "MESSAGE_ID_INVALID" in await call(client, "editMessageText", **lost)
