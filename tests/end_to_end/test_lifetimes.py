"""A process's start and end in bad moments: told twice to stop, killed in hand, second of two."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sqlite3
import sys
import time

import httpx
import pytest

from bot.playground.faults import Delay, Fault, Refusal
from bot.playground.server import TOKEN, PlaygroundServer
from bot.playground.world import Person, World
from tests.end_to_end.processes import ended, environment_for, started, until_said

YOU, ANNA = Person(1001, "You", "you"), Person(2001, "Anna", "anna")
SECRET = "a-secret-of-Telegrams-and-ours"


@pytest.fixture
async def telegram():
    world = World(time.time)
    for person in (YOU, ANNA):
        world.add_person(person)
    server = PlaygroundServer(world)
    server.listen(0)
    yield server
    await server.close()


@pytest.fixture
def environment(demo_models, tmp_path, pytestconfig, telegram):
    return environment_for(demo_models, tmp_path, pytestconfig.rootpath, telegram)


def webhook(port):
    """The settings of a bot to which updates are brought."""
    return {
        "KINDRED_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "KINDRED_WEBHOOK_SECRET": SECRET,
        "KINDRED_WEBHOOK_PORT": str(port),
    }


@pytest.fixture
def way(request, unused_port):
    return webhook(unused_port) if request.param == "webhook" else {}


@pytest.fixture
def unused_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


BOTH_WAYS = pytest.mark.parametrize("way", ["polling", "webhook"], indirect=True)


def texts(telegram, chat_id=YOU.id):
    messages = telegram.world.chats[chat_id].messages.values()
    return [one["text"] for one in messages if one["from"]["id"] == 1]


async def until(telegram, condition, *, seconds=20):
    async with asyncio.timeout(seconds), telegram.world.changed:
        await telegram.world.changed.wait_for(condition)


async def calls(telegram, method, count=1):
    """Wait until the bot has called a method so often."""
    async with asyncio.timeout(20):
        while len(telegram.world.calls.of(method)) < count:  # noqa: ASYNC110  # calls notify nobody
            await asyncio.sleep(0.01)


@BOTH_WAYS
async def test_what_was_in_hand_when_the_process_was_killed_is_answered_by_the_next(
    environment, telegram, tmp_path, way
):
    process = await started(environment, tmp_path, **way)
    await until_said(process, b"ready")
    telegram.world.faults.add(Fault("sendmessage", Delay(30)))
    await telegram.world.say(YOU.id, YOU.id, "/similar radiohead")
    await telegram.world.say(YOU.id, YOU.id, "/similar muse")
    await calls(telegram, "sendmessage")
    process.send_signal(signal.SIGKILL)
    await process.communicate()
    assert texts(telegram) == []
    process = await started(environment, tmp_path, **way)
    await until(telegram, lambda: len(texts(telegram)) == 2)
    assert ["Radiohead" in texts(telegram)[0], "Muse" in texts(telegram)[1]] == [True, True]
    process.send_signal(signal.SIGTERM)
    assert await ended(process) == 0


@BOTH_WAYS
async def test_told_to_stop_many_times_it_ends_well_and_leaves_the_rest_to_the_next(
    environment, telegram, tmp_path, way
):
    process = await started(environment, tmp_path, **way)
    await until_said(process, b"ready")
    telegram.world.faults.add(Fault("sendmessage", Delay(0.3), chat_id=ANNA.id))
    telegram.world.faults.add(Fault("sendmessage", Delay(60), chat_id=YOU.id))
    await telegram.world.say(ANNA.id, ANNA.id, "/similar blur")  # quick enough to be finished
    await telegram.world.say(YOU.id, YOU.id, "/similar radiohead")  # too slow
    await telegram.world.say(YOU.id, YOU.id, "/similar muse")  # waits behind it
    await calls(telegram, "sendmessage", 2)
    start = time.monotonic()
    for _ in range(5):
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.1)
    while process.returncode is None and time.monotonic() - start < 12:
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.02)
    _, said = await process.communicate()
    assert time.monotonic() - start <= 10
    assert process.returncode == 0
    assert b"Traceback" not in said
    assert b"2 updates are left" in said
    assert len(texts(telegram, ANNA.id)) == 1
    process = await started(environment, tmp_path, **way)
    await until(telegram, lambda: len(texts(telegram)) == 2)
    process.send_signal(signal.SIGTERM)
    assert await ended(process) == 0
    inbox = sqlite3.connect(tmp_path / "bot.db").execute("SELECT state, crashes FROM inbox")
    assert set(inbox) == {("done", 0)}


async def test_a_second_process_on_the_database_says_so_and_ends(environment, telegram, tmp_path):
    process = await started(environment, tmp_path)
    await until_said(process, b"ready")
    second = await started(environment, tmp_path)
    _, said = await asyncio.wait_for(second.communicate(), 20)
    assert second.returncode == 1
    assert said.decode().strip() == (
        f"kindred: Another Kindred (process {process.pid}) runs on {tmp_path / 'bot.db'}"
    )
    process.send_signal(signal.SIGKILL)
    await process.communicate()
    third = await started(environment, tmp_path)
    await until_said(third, b"ready")
    third.send_signal(signal.SIGTERM)
    assert await ended(third) == 0


async def test_a_second_instance_on_the_token_is_said_plainly(environment, telegram, tmp_path):
    process = await started(environment, tmp_path)
    await until_said(process, b"ready")
    async with httpx.AsyncClient() as other:
        await other.post(f"{telegram.base_url}{TOKEN}/getUpdates", data={"timeout": 0})
    said = await until_said(process, b"Another instance")
    assert "Traceback" not in said
    process.send_signal(signal.SIGTERM)
    assert await ended(process) == 0


async def test_health_says_what_is_wrong_and_metrics_count(
    environment, telegram, tmp_path, unused_port
):
    process = await started(environment, tmp_path, KINDRED_METRICS_PORT=str(unused_port))
    await until_said(process, b"ready")
    await telegram.world.say(YOU.id, YOU.id, "/similar radiohead")
    await until(telegram, lambda: texts(telegram))
    url = f"http://127.0.0.1:{unused_port}"
    async with httpx.AsyncClient() as client:
        await asyncio.sleep(0.5)
        well = await client.get(f"{url}/healthz")
        assert (well.status_code, well.json()["status"]) == (200, "ok")
        counted = (await client.get(f"{url}/metrics")).text
        assert 'kindred_updates_total{kind="message"} 1.0' in counted
        assert 'kindred_answers_total{outcome="confident"} 1.0' in counted
        assert "kindred_step_seconds_count" in counted
        assert "kindred_model{version=" in counted
        assert (await client.post(f"{url}/healthz")).status_code == 405
        telegram.world.faults.add(Fault("getupdates", Refusal(409, "Conflict: x"), times=None))
        await telegram.world.say(YOU.id, YOU.id, "hello")  # ends the poll that is under way
        await until_said(process, b"Another instance")
        ill = await client.get(f"{url}/healthz")
    assert ill.status_code == 503
    assert "Another instance" in json.loads(ill.text)["problems"][0]
    process.send_signal(signal.SIGTERM)
    assert await ended(process) == 0


async def test_a_webhook_listens_to_nobody_who_does_not_know_the_secret(
    environment, telegram, tmp_path, unused_port
):
    process = await started(environment, tmp_path, **webhook(unused_port))
    await until_said(process, b"ready")
    url = f"http://127.0.0.1:{unused_port}/telegram"
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "text": "radiohead"}}
    knows = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with httpx.AsyncClient() as client:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]}):
            assert (await client.post(url, json=update, headers=headers)).status_code == 403
        assert (await client.get(url, headers=knows)).status_code == 405
        assert (await client.post(f"{url}/x", json=update, headers=knows)).status_code == 404
        assert (await client.post(url, content=b"{", headers=knows)).status_code == 400
        with pytest.raises(httpx.TransportError):  # hung up on
            await client.post(url, content=b"x" * 2_000_000, headers=knows)
    reader, writer = await asyncio.open_connection("127.0.0.1", unused_port)
    writer.write(b"POST /telegram HTTP/1.1\r\nX: " + b"y" * 20_000)
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()
    await telegram.world.say(YOU.id, YOU.id, "/similar radiohead")
    await until(telegram, lambda: texts(telegram))
    process.send_signal(signal.SIGTERM)
    _, said = await process.communicate()
    assert SECRET.encode() not in said
    assert process.returncode == 0


async def test_a_webhook_that_another_instance_takes_away_is_noticed(
    environment, telegram, tmp_path, unused_port
):
    settings = webhook(unused_port)
    program = "import bot.watching, bot.cli; bot.watching._WEBHOOK_SECONDS = 0.5; bot.cli.main()"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, "run",
        cwd=tmp_path, env={**environment, **settings}, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    await until_said(process, b"ready")
    async with httpx.AsyncClient() as other:
        await other.post(f"{telegram.base_url}{TOKEN}/deleteWebhook")
    assert "Traceback" not in await until_said(process, b"taken the webhook away")
    process.send_signal(signal.SIGTERM)
    assert await ended(process) == 0


async def test_the_token_is_in_no_line_even_at_debug_and_in_no_file(
    environment, telegram, tmp_path
):
    for trouble in (Refusal(401, "Unauthorized"), Refusal(404, "Not Found"), Refusal(500, "x")):
        telegram.world.faults.add(Fault("getupdates", trouble))
        telegram.world.faults.add(Fault("sendmessage", trouble))
    process = await started(
        environment, tmp_path, KINDRED_LOG_LEVEL="DEBUG", PYTHONASYNCIODEBUG="1"
    )
    said = await until_said(process, b"ready")
    await telegram.world.say(YOU.id, YOU.id, "/similar radiohead")
    await asyncio.sleep(3)
    await telegram.world.say(YOU.id, YOU.id, "/similar muse")
    await until(telegram, lambda: texts(telegram))
    process.send_signal(signal.SIGTERM)
    _, rest = await process.communicate()
    said += rest.decode()
    half = TOKEN.partition(":")[2]
    assert half not in said
    assert "radiohead" not in said.lower()
    for file in tmp_path.glob("bot.db*"):
        assert half.encode() not in file.read_bytes()


async def test_a_proxys_password_is_not_said(environment, telegram, tmp_path):
    async def refuse(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    proxy = await asyncio.start_server(refuse, "127.0.0.1", 0)
    port = proxy.sockets[0].getsockname()[1]
    process = await started(
        environment, tmp_path, http_proxy=f"http://who:hunter2@127.0.0.1:{port}", no_proxy=""
    )
    said = await until_said(process, b"cannot be reached")
    process.send_signal(signal.SIGTERM)
    _, rest = await process.communicate()
    proxy.close()
    assert "407" in said
    assert "hunter2" not in said + rest.decode()
