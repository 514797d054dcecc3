"""What is brought: taken in from who knows the secret alone, and acknowledged once on disk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.errors import StoreUnavailable
from bot.health import Health
from bot.intake.webhook import Webhook

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECRET = "sixteen-signs-or-more"
UPDATE = {"update_id": 5, "message": {"text": "private words"}}


class FakeIntake:
    """Takes updates in, unless it is told to fail."""

    def __init__(self):
        self.taken, self.failure = [], None

    async def accept(self, raw_updates):
        if self.failure is not None:
            raise self.failure
        self.taken += raw_updates


@pytest.fixture
async def door():
    """A webhook that listens; returns its intake, its health and how to knock."""
    intake: Any = FakeIntake()
    health = Health(is_polling=False)
    webhook = Webhook(
        intake, health, url="https://bot.example/a.b", secret=SecretStr(SECRET), now=lambda: NOW
    )
    port = webhook.listen("127.0.0.1", 0)

    async def knock(path="/a.b", *, secret=SECRET, **given):
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            return await client.post(path, headers=headers, **(given or {"json": UPDATE}))

    yield intake, health, knock
    await webhook.close()


async def test_an_update_is_taken_in_and_heard(door):
    intake, health, knock = door
    assert (await knock()).status_code == 200
    assert intake.taken == [UPDATE]
    assert health.polled_at == NOW


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "é"])
async def test_who_does_not_know_the_very_secret_is_turned_away(door, secret):
    intake, _, knock = door
    given = secret.encode() if secret else secret
    answer = await knock(secret=given)
    assert (answer.status_code, answer.content, intake.taken) == (403, b"", [])


async def test_until_the_database_takes_it_telegram_is_to_bring_it_again(door, caplog):
    intake, health, knock = door
    intake.failure = StoreUnavailable("The database is full")
    assert (await knock()).status_code == 503
    assert health.polled_at is None
    intake.failure = None
    assert (await knock()).status_code == 200
    assert "private words" not in caplog.text


async def test_a_failure_of_ours_is_logged_without_what_was_said(door, caplog):
    intake, _, knock = door
    intake.failure = ZeroDivisionError("private words")
    assert (await knock()).status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert "private words" not in caplog.text


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff"])
async def test_what_is_no_json_is_refused(door, body):
    intake, _, knock = door
    assert (await knock(content=body)).status_code == 400
    assert intake.taken == []


@pytest.mark.parametrize("path", ["/", "/a.b.c", "/axb", "/healthz", "/a.b/c"])
async def test_nothing_is_anywhere_else_and_nothing_says_what_listens(door, path):
    _, _, knock = door
    answer = await knock(path)
    assert (answer.status_code, answer.content) == (404, b"")
    assert "server" not in answer.headers
