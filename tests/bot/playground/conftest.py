"""An imitated Telegram that listens, and two ways to call it: plain HTTP, and the real library."""

from __future__ import annotations

import asyncio
import io
import re
import time

import httpx
import pytest
import telegram
from PIL import Image
from telegram.error import BadRequest, TelegramError

from bot.playground.server import TOKEN, PlaygroundServer
from bot.playground.world import Person, World

YOU = Person(1001, "You", "you")
ANNA = Person(2001, "Anna", "anna", "ru")
NAMELESS = Person(2002, "Nameless")
GROUP = -1001
KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


@pytest.fixture
async def server():
    world = World(time.time)
    for person in (YOU, ANNA, NAMELESS):
        world.add_person(person)
    world.add_group(GROUP, "Friends", (YOU.id, ANNA.id))
    started = PlaygroundServer(world)
    started.listen(0)
    yield started
    await started.close()


@pytest.fixture
def world(server):
    return server.world


@pytest.fixture
async def client(server):
    async with httpx.AsyncClient(base_url=server.url) as opened:
        yield opened


@pytest.fixture
async def bot(server):
    """The real library's bot, as Kindred uses it."""
    async with telegram.Bot(
        TOKEN, base_url=server.base_url, base_file_url=server.base_file_url
    ) as started:
        yield started


async def call(client, method, token=TOKEN, **parameters):
    """Call a method with JSON; returns the result, or the refusal's sentence."""
    response = await client.post(f"/bot{token}/{method}", json=parameters)
    answer = response.json()
    assert answer["ok"] is (response.status_code == 200)
    assert answer.get("error_code", 200) == response.status_code
    return answer.get("result", answer.get("description"))


async def send(client, text, **more):
    return await call(client, "sendMessage", **{"chat_id": YOU.id, "text": text, **more})


async def updates(client, *kinds):
    """All updates that wait, without their ids; of the given kinds if any are given."""
    asked = {"allowed_updates": list(kinds)} if kinds else {}
    waiting = await call(client, "getUpdates", **asked)
    return [{name: value for name, value in one.items() if name != "update_id"} for one in waiting]


async def until(is_so):
    """Wait until something is so that no event tells of."""
    async with asyncio.timeout(5):
        while not is_so():  # noqa: ASYNC110  # the server has no event for it
            await asyncio.sleep(0.01)


def refused(sentence, kind: type[TelegramError] = BadRequest):
    """Expect a refusal; the library begins Telegram's sentences with a capital."""
    return pytest.raises(kind, match=f"(?i){re.escape(sentence)}")


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """The bytes of a picture of one colour."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(written, kind)
    return written.getvalue()
