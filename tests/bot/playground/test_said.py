"""What `kindred playground --say` prints of messages with more than text."""

from __future__ import annotations

import json

import pytest

from bot.playground.bot_api import METHODS
from bot.playground.files import Upload
from bot.playground.pictures import picture_in
from bot.rehearsal import playground_settings
from bot.said import say_all
from tests.bot.playground.conftest import YOU, picture

PICTURE = picture(30, 20)
BUTTONS = [
    [{"text": "Open", "url": "https://example.org/"}, {"text": "Go", "callback_data": "go"}]
]


@pytest.fixture
def said(monkeypatch, demo_models, tmp_path, services, capsys):
    """Say hello to a bot that answers with a text, a picture and a document; for the output."""

    async def send_all(world, parameters):
        photo = world.files.keep(Upload("", "image/png", PICTURE), picture_in(PICTURE))
        document = world.files.keep(Upload("votes.csv", "text/csv", b"x" * 1234))
        markup = {"reply_markup": {"inline_keyboard": BUTTONS}}
        chat = world.chats[YOU.id]
        await world.bot_says(chat, {"text": "words", **markup})
        await world.bot_says(chat, {**photo.in_message(), "caption": "a picture"})
        return await world.bot_says(chat, document.in_message())

    monkeypatch.setitem(METHODS, "sendmessage", send_all)
    settings = playground_settings(models=demo_models, db=tmp_path / "bot.db")

    async def run(*, as_json):
        assert not await say_all(["hello"], settings, services, 0, as_json=as_json)
        return capsys.readouterr().out

    return run


async def test_json_tells_texts_buttons_pictures_and_documents(said):
    line = json.loads(await said(as_json=True))
    empty: dict[str, list[object]] = {"buttons": [], "pictures": [], "documents": []}
    assert line == {
        "said": "hello",
        "answers": [
            {
                **empty,
                "text": "words",
                "buttons": [
                    [
                        {"text": "Open", "callback_data": None, "url": "https://example.org/"},
                        {"text": "Go", "callback_data": "go"},
                    ]
                ],
            },
            {
                **empty,
                "text": "a picture",
                "pictures": [{"width": 30, "height": 20, "bytes": len(PICTURE)}],
            },
            {**empty, "text": "", "documents": [{"name": "votes.csv", "bytes": 1234}]},
        ],
    }


async def test_without_json_the_same_is_there_to_read(said):
    assert (await said(as_json=False)).splitlines() == [
        "> hello",
        "words",
        "  [Open https://example.org/]  [Go]",
        f"[picture, 30 × 20, {len(PICTURE)} bytes]",
        "a picture",
        "[votes.csv, 1,234 bytes]",
    ]
