"""Pictures and documents, sent and edited by the real library."""

from __future__ import annotations

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaPhoto
from telegram.error import BadRequest, NetworkError

from tests.bot.playground.conftest import GROUP, YOU, call, picture, refused, send

GO = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])


async def test_a_photo_carries_its_size_caption_and_buttons(bot, world):
    content = picture(320, 200)
    sent = await bot.send_photo(
        YOU.id, content, caption="<b>Taste</b> of two", parse_mode="HTML", reply_markup=GO
    )
    (size,) = sent.photo
    assert (size.width, size.height, size.file_size) == (320, 200, len(content))
    assert sent.caption == "Taste of two"
    assert [(one.type, one.offset, one.length) for one in sent.caption_entities] == [
        ("bold", 0, 5)
    ]
    assert sent.reply_markup == GO
    assert sent.text is None
    assert world.chats[YOU.id].messages[sent.message_id]["photo"][-1]["width"] == 320


async def test_what_was_sent_is_sent_again_by_its_id_without_another_upload(bot, world):
    first = await bot.send_photo(YOU.id, picture(10, 20, "JPEG"))
    again = await bot.send_photo(GROUP, first.photo[-1].file_id, caption="once more")
    assert again.photo == first.photo
    with refused("can't use file of type Photo as Document"):
        await bot.send_document(YOU.id, first.photo[-1].file_id)


async def test_a_document_keeps_name_type_and_bytes(bot, client):
    content = "artist,vote\nБи-2,up\n".encode()
    sent = await bot.send_document(YOU.id, content, filename="my votes é.csv", caption="Yours")
    assert sent.document.file_name == "my votes é.csv"
    assert sent.document.mime_type == "text/csv"
    assert sent.document.file_size == len(content)
    response = await client.get(f"/files/{sent.document.file_id}")
    assert response.content == content
    assert response.headers["Content-Type"] == "text/csv"
    disposition = "attachment; filename*=UTF-8''my%20votes%20%C3%A9.csv"
    assert response.headers["Content-Disposition"] == disposition
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_photo_is_shown_and_not_saved_and_what_never_was_is_not_found(bot, client):
    content = picture(4, 4, "JPEG")
    sent = await bot.send_photo(YOU.id, content)
    response = await client.get(f"/files/{sent.photo[-1].file_id}")
    assert response.content == content
    assert response.headers["Content-Type"] == "image/jpeg"
    assert "Content-Disposition" not in response.headers
    assert (await client.get("/files/photo-99")).status_code == 404
    evil = {"Origin": "https://evil.example"}
    response = await client.get(f"/files/{sent.photo[-1].file_id}", headers=evil)
    assert response.status_code == 403


async def test_a_file_of_a_person_can_be_downloaded_by_the_bot(bot, client, world):
    await world.say_photo(YOU.id, YOU.id, "mine")
    (message,) = world.chats[YOU.id].messages.values()
    file = await bot.get_file(message["photo"][-1]["file_id"])
    assert len(await file.download_as_bytearray()) == message["photo"][-1]["file_size"]
    assert (await client.get(f"/file/bot1:wrong/{file.file_path}")).status_code == 404
    with refused("invalid file_id"):
        await bot.get_file("nothing")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (picture(9990, 600), "PHOTO_INVALID_DIMENSIONS"),
        ("never-sent", "wrong file identifier"),
        ("https://example.org/x.png", "wrong file identifier"),
    ],
)
async def test_what_telegram_takes_for_no_photo_is_refused(bot, content, refusal):
    photo = content if isinstance(content, str) else InputFile(content, "x.png")
    with refused(refusal) as caught:
        await bot.send_photo(YOU.id, photo)
    assert type(caught.value) is BadRequest


async def test_a_photo_of_more_than_10_mib_is_too_large_and_a_document_is_not(bot):
    content = picture(2, 2) + b"\0" * (10 * 2**20)
    with refused("Request Entity Too Large", NetworkError):
        await bot.send_photo(YOU.id, content)
    assert (await bot.send_document(YOU.id, content)).document.file_size == len(content)


async def test_a_call_without_a_file_says_what_is_missing(client):
    for kind in ("photo", "document"):
        refusal = f"Bad Request: there is no {kind} in the request"
        assert await call(client, f"send{kind}", chat_id=YOU.id) == refusal


async def test_a_caption_has_1024_characters_after_parsing(bot):
    longest = f"<b>{'x' * 1024}</b>"
    sent = await bot.send_photo(YOU.id, picture(2, 2), caption=longest, parse_mode="HTML")
    assert len(sent.caption) == 1024
    for method, content in ((bot.send_photo, picture(2, 2)), (bot.send_document, b"x")):
        with refused("message caption is too long"):
            await method(YOU.id, content, caption="x" * 1025)
    with refused("message caption is too long"):
        await bot.edit_message_caption(YOU.id, sent.message_id, caption="🎧" * 513)


async def test_a_photo_is_exchanged_in_place(bot):
    sent = await bot.send_photo(YOU.id, picture(10, 10), caption="one", reply_markup=GO)
    media = InputMediaPhoto(picture(30, 20), caption="<i>two</i>", parse_mode="HTML")
    changed = await bot.edit_message_media(media, YOU.id, sent.message_id, reply_markup=GO)
    assert changed.message_id == sent.message_id
    assert (changed.photo[-1].width, changed.photo[-1].height) == (30, 20)
    assert changed.photo[-1].file_id != sent.photo[-1].file_id
    assert (changed.caption, changed.caption_entities[0].type) == ("two", "italic")
    assert changed.reply_markup == GO
    assert changed.edit_date is not None
    same = InputMediaPhoto(changed.photo[-1].file_id, caption="<i>two</i>", parse_mode="HTML")
    with refused("message is not modified"):
        await bot.edit_message_media(same, YOU.id, sent.message_id, reply_markup=GO)
    bare = await bot.edit_message_media(same, YOU.id, sent.message_id)
    assert bare.reply_markup is None


async def test_a_photo_takes_the_place_of_a_text_but_no_text_that_of_a_photo(bot):
    sent = await bot.send_message(YOU.id, "<b>words</b>", parse_mode="HTML")
    changed = await bot.edit_message_media(InputMediaPhoto(picture(5, 5)), YOU.id, sent.message_id)
    assert changed.photo
    assert changed.text is None
    assert changed.entities == ()
    with refused("there is no text in the message to edit"):
        await bot.edit_message_text("words", YOU.id, sent.message_id)


async def test_a_caption_is_edited_and_a_text_has_none(bot):
    sent = await bot.send_photo(YOU.id, picture(5, 5), caption="one")
    changed = await bot.edit_message_caption(
        YOU.id, sent.message_id, caption="<b>two</b>", parse_mode="HTML"
    )
    assert (changed.caption, changed.photo) == ("two", sent.photo)
    with refused("message is not modified"):
        await bot.edit_message_caption(
            YOU.id, sent.message_id, caption="<b>two</b>", parse_mode="HTML"
        )
    assert (await bot.edit_message_caption(YOU.id, sent.message_id)).caption is None
    text = await bot.send_message(YOU.id, "words")
    with refused("there is no caption in the message to edit"):
        await bot.edit_message_caption(YOU.id, text.message_id, caption="x")


async def test_the_buttons_of_a_photo_change_without_the_rest(bot):
    sent = await bot.send_photo(YOU.id, picture(5, 5), caption="one")
    changed = await bot.edit_message_reply_markup(YOU.id, sent.message_id, reply_markup=GO)
    assert (changed.caption, changed.photo, changed.reply_markup) == ("one", sent.photo, GO)
    assert changed.edit_date is None


async def test_a_deleted_message_is_gone_and_others_messages_in_a_group_stay(bot, world):
    sent = await bot.send_photo(GROUP, picture(5, 5))
    assert await bot.delete_message(GROUP, sent.message_id)
    assert sent.message_id not in world.chats[GROUP].messages
    with refused("message to delete not found"):
        await bot.delete_message(GROUP, sent.message_id)
    for chat_id in (GROUP, YOU.id):
        await world.say(chat_id, YOU.id, "hello")
    (foreign,) = world.chats[GROUP].messages
    with refused("message can't be deleted"):
        await bot.delete_message(GROUP, foreign)
    (own,) = world.chats[YOU.id].messages
    assert await bot.delete_message(YOU.id, own)


async def test_a_text_that_answers_quotes_it_and_one_to_nothing_is_refused(bot, client, world):
    await world.say_photo(GROUP, YOU.id, "look")
    (photo,) = world.chats[GROUP].messages
    sent = await bot.send_photo(GROUP, picture(5, 5), reply_to_message_id=photo)
    assert sent.reply_to_message.caption == "look"
    gone = {"message_id": 999}
    refusal = await send(client, "x", chat_id=GROUP, reply_parameters=gone)
    assert "message to be replied not found" in refusal
    gone["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await send(client, "x", chat_id=GROUP, reply_parameters=gone)


async def test_whether_a_phone_rings_is_remembered(bot, world):
    quiet = await bot.send_photo(YOU.id, picture(5, 5), disable_notification=True)
    await bot.send_message(YOU.id, "loud")
    assert world.chats[YOU.id].silent == {quiet.message_id}
