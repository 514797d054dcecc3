"""Each convenience of a rehearsal waits until the bot has done what it does."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.playground.server import TOKEN
from bot.rehearsal import Rehearsal
from tests.bot.playground.conftest import GROUP, YOU, picture

GO = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])


async def echo(update, context):
    """Say what was said, a little later; of an edit, in a picture; in its topic."""
    await asyncio.sleep(0.05)
    message = update.effective_message
    if update.edited_message:
        await message.reply_photo(picture(3, 2), caption=message.text)
    elif message.text and message.via_bot is None:
        await message.reply_text(message.text)


async def told_of_reaction(update, context):
    await asyncio.sleep(0.05)
    reaction = update.message_reaction
    given = [one.emoji for one in reaction.new_reaction]
    await context.bot.edit_message_text(
        f"reacted {given}", reaction.chat.id, reaction.message_id, reply_markup=GO
    )


async def offer(update, context):
    await asyncio.sleep(0.05)
    query = update.inline_query
    if query.query != "nothing":
        content = InputTextMessageContent(query.query)
        article = InlineQueryResultArticle("1", query.query, content, reply_markup=GO)
        await query.answer([article], next_offset=f"{query.offset}+", cache_time=7)


async def told_of_choice(update, context):
    await asyncio.sleep(0.05)
    chosen = update.chosen_inline_result
    await context.bot.edit_message_text(
        f"chosen {chosen.query}", inline_message_id=chosen.inline_message_id, reply_markup=GO
    )


async def pressed(update, context):
    await asyncio.sleep(0.05)
    await update.callback_query.answer("yes")
    await update.callback_query.edit_message_text("pressed")


@pytest.fixture
async def playing(server):
    """A bot that answers late, in a playground."""
    # Any, since Kindred's own application is of another type, with its context and data
    application: Any = Application.builder().token(TOKEN).base_url(server.base_url).build()
    application.add_handlers(
        [
            MessageHandler(filters.ALL, echo),
            MessageReactionHandler(told_of_reaction),
            InlineQueryHandler(offer),
            ChosenInlineResultHandler(told_of_choice),
            CallbackQueryHandler(pressed),
        ]
    )
    async with application:
        await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        await application.start()
        yield Rehearsal(server, server.world, application, application.update_queue.join)
        await application.updater.stop()
        await application.stop()


async def test_an_edit_is_answered(playing):
    await playing.said("muse")
    (own,) = playing.written()
    (answer,) = await playing.edited(own, "queen")
    assert answer["caption"] == "queen"
    assert playing.written()[0]["text"] == "queen"


async def test_a_reaction_is_answered_by_the_message_that_changed(playing):
    (answer,) = await playing.said("muse")
    (changed,) = await playing.reacted(answer, "👍")
    assert (changed["message_id"], changed["text"]) == (answer["message_id"], "reacted ['👍']")
    (changed,) = await playing.reacted(changed, None)
    assert changed["text"] == "reacted []"


async def test_an_inline_answer_is_returned_and_what_is_chosen_stands_as_the_bot_left_it(playing):
    answer = await playing.asked_inline("muse", "6")
    assert [one["title"] for one in answer["results"]] == ["muse"]
    assert (answer["next_offset"], answer["cache_time"]) == ("6+", 7)
    message = await playing.chosen(answer, "1", chat_id=GROUP)
    assert (message["text"], message["from"]["id"]) == ("chosen muse", YOU.id)
    (changed,) = await playing.pressed(message, "go")
    assert (changed["text"], playing.toasts(GROUP)) == ("pressed", ["yes"])
    with pytest.raises(LookupError, match="nobody answered 'nothing'"):
        await playing.asked_inline("nothing")


async def test_what_is_said_in_a_topic_is_answered_there(playing):
    (answer,) = await playing.said("/muse", chat_id=GROUP, thread_id=9)
    assert answer["message_thread_id"] == 9


async def test_settled_waits_for_all_that_happened(playing):
    for text in ("one", "two"):
        await playing.world.say(YOU.id, YOU.id, text)
    await playing.settled()
    chat = playing.world.chats[YOU.id]
    said = [one["text"] for one in chat.messages.values() if one["from"]["is_bot"]]
    assert said == ["one", "two"]
