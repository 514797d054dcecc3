"""The commands as processes: the playground from a terminal, the bot until it is told to stop."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sqlite3
import subprocess
import time

import pytest

from bot.playground.bot_api import METHODS, Refused
from bot.playground.server import TOKEN, PlaygroundServer
from bot.playground.world import Person, World
from tests.end_to_end.processes import KINDRED, environment_for, started, until_said

YOU = Person(1001, "You", "you")


@pytest.fixture
def environment(demo_models, tmp_path, pytestconfig):
    return environment_for(demo_models, tmp_path, pytestconfig.rootpath)


def test_a_talk_in_the_terminal_trains_the_demo_first_and_prints_what_was_answered(
    tmp_path, environment
):
    command = [*KINDRED, "playground", "--say", "/similar radiohead", "--say", "zzzz", "--json"]
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    similar, unknown = map(json.loads, ran.stdout.splitlines())
    assert similar["said"] == "/similar radiohead"
    (answer,) = similar["answers"]
    artists = [row for row in answer["buttons"] if len(row) == 3]
    assert len(artists) >= 5
    assert all(name["text"] in answer["text"] for name, _, _ in artists)
    assert [one["text"] for one in artists[0][1:]] == ["👍", "👎"]
    assert "I know no artist" in unknown["answers"][0]["text"]
    assert (tmp_path / "data" / "models" / "current.json").exists()
    assert "simulated listeners" in ran.stderr


def test_a_text_that_gets_no_answer_is_told_by_the_status(tmp_path, environment, demo_models):
    command = [*KINDRED, "playground", "--models", str(demo_models), "--say", "/x@OtherBot"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, b"")


def test_a_taken_port_is_said_in_one_line(tmp_path, environment, demo_models):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [*KINDRED, "playground", "--models", str(demo_models), "--port", port]
        ran = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
    assert ran.returncode == 1
    assert ran.stderr.strip() == (f"kindred: Port {port} is taken; choose another with --port")


def test_a_database_that_cannot_be_written_is_said_at_the_start(
    tmp_path, environment, demo_models
):
    path = tmp_path / "read-only.db"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE cats (name)")
    database.close()
    command = [*KINDRED, "playground", "--models", str(demo_models), "--db", f"{path}/x.db"]
    ran = subprocess.run(
        [*command, "--say", "hi"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr.startswith("kindred: The ")
    assert "x.db" in ran.stderr
    assert ran.stderr.count("\n") == 1


@pytest.fixture
async def telegram():
    world = World(time.time)
    world.add_person(YOU)
    server = PlaygroundServer(world)
    server.listen(0)
    yield server
    await server.close()


async def test_the_bot_says_ready_answers_and_ends_on_sigterm_with_status_0(
    environment, telegram, tmp_path
):
    process = await started(environment, tmp_path, KINDRED_BASE_URL=telegram.base_url)
    said = await until_said(process, b"ready")
    await telegram.world.say(YOU.id, YOU.id, "/similar radiohead")
    async with asyncio.timeout(10), telegram.world.changed:
        chat = telegram.world.chats[YOU.id]
        await telegram.world.changed.wait_for(lambda: len(chat.messages) == 2)
    assert "Muse" in list(chat.messages.values())[1]["text"]
    process.send_signal(signal.SIGTERM)
    _, rest = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 0
    said += rest.decode()
    assert "Traceback" not in said
    assert TOKEN not in said
    assert "radiohead" not in said.lower()


async def test_a_token_that_telegram_does_not_know_is_said_without_repeating_it(
    environment, telegram, tmp_path
):
    process = await started(
        environment,
        tmp_path,
        KINDRED_BASE_URL=telegram.base_url,
        KINDRED_TOKEN="42:unknown-secret",
    )
    _, said = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    assert said.decode().strip().startswith("kindred: Telegram does not know this token")
    assert b"unknown-secret" not in said
    assert said.count(b"\n") == 1


@pytest.mark.parametrize("code", [401, 404, 409, 500, 502])
async def test_nothing_that_telegram_answers_ends_the_taking_of_updates(
    environment, telegram, tmp_path, monkeypatch, code
):
    process = await started(environment, tmp_path, KINDRED_BASE_URL=telegram.base_url)
    await until_said(process, b"ready")
    take = METHODS["getupdates"]
    refusals = iter([code, code])

    async def refuse_twice(world, parameters):
        if refusal := next(refusals, None):
            raise Refused(refusal, "for a while")
        return await take(world, parameters)

    monkeypatch.setitem(METHODS, "getupdates", refuse_twice)
    await telegram.world.say(YOU.id, YOU.id, "hello")  # ends the poll that is under way
    await telegram.world.say(YOU.id, YOU.id, "miles davis")
    async with asyncio.timeout(40), telegram.world.changed:
        chat = telegram.world.chats[YOU.id]
        await telegram.world.changed.wait_for(lambda: len(chat.messages) == 4)
    process.send_signal(signal.SIGTERM)
    _, said = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 0
    assert b"Traceback" not in said


async def test_telegram_out_of_reach_is_waited_for_and_sigterm_still_ends(
    environment, telegram, tmp_path
):
    nowhere = "http://127.0.0.1:9/bot"
    process = await started(environment, tmp_path, KINDRED_BASE_URL=nowhere)
    said = await until_said(process, b"trying again")
    process.send_signal(signal.SIGTERM)
    _, rest = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 0
    assert "Traceback" not in said + rest.decode()


async def test_the_bot_survives_telegrams_going_away_and_coming_back(
    environment, telegram, tmp_path
):
    process = await started(environment, tmp_path, KINDRED_BASE_URL=telegram.base_url)
    await until_said(process, b"ready")
    port = telegram.port
    await telegram.close()
    await until_said(process, b"trying again")
    again = PlaygroundServer(telegram.world)
    again.listen(port)
    await telegram.world.say(YOU.id, YOU.id, "miles davis")
    async with asyncio.timeout(40), telegram.world.changed:
        chat = telegram.world.chats[YOU.id]
        await telegram.world.changed.wait_for(lambda: len(chat.messages) == 2)
    process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(process.communicate(), 15)
    await again.close()
    assert process.returncode == 0
