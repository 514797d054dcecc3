"""Brings updates to the bot's webhook, one after another, until it has taken each."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPError, HTTPRequest
from tornado.httputil import HTTPInputError

from bot.playground.webhook import FailedDelivery, Webhook
from bot.playground.world import World

TIMEOUT_SECONDS = 10.0
# Telegram waits longer, up to minutes; here somebody watches.
_FIRST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 5.0
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a name, no secret


class Delivery:
    """Posts what waits, the first first; one that is not taken holds up those behind it."""

    def __init__(
        self, world: World, now: Callable[[], float], timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        """Take the world whose updates are delivered; nothing happens yet.

        Args:
            world: which knows the webhook.
            now: seconds since 1970.
            timeout_seconds: how long the bot has to answer.
        """
        self._world = world
        self._now = now
        self._timeout_seconds = timeout_seconds
        self._client: AsyncHTTPClient | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Deliver from now on, whenever there is a webhook."""
        client = self._client = AsyncHTTPClient(force_instance=True)
        self._task = asyncio.create_task(self._deliver(client))

    async def stop(self) -> None:
        """Deliver no more; what is on its way may arrive or not."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        if self._client is not None:
            self._client.close()

    async def _deliver(self, client: AsyncHTTPClient) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while True:
            webhook, update = await self._next()
            (told,) = self._world.told([update])
            problem = await self._problem(client, webhook, told)
            if problem is None:
                await self._world.forget([update])
                pause = _FIRST_PAUSE_SECONDS
            elif await self._is_still(webhook, problem, pause):
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
            else:
                pause = _FIRST_PAUSE_SECONDS

    async def _next(self) -> tuple[Webhook, dict[str, Any]]:
        """Wait until there is something to deliver, and somewhere to."""
        world = self._world
        while True:
            waiting = await world.asked_for() if world.webhook else []
            if world.webhook and waiting:
                return world.webhook, waiting[0]
            async with world.changed:
                await world.changed.wait()

    async def _problem(self, client: AsyncHTTPClient, webhook: Webhook, told: Any) -> str | None:
        """Post something; returns None if it was taken, else why not."""
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers[_SECRET_HEADER] = webhook.secret_token
        request = HTTPRequest(
            webhook.url,
            method="POST",
            headers=headers,
            body=json.dumps(told),
            connect_timeout=self._timeout_seconds,
            request_timeout=self._timeout_seconds,
            follow_redirects=False,
        )
        try:
            response = await client.fetch(request, raise_error=False)
        # An address may turn out to be none only when it is used.
        except (OSError, HTTPError, HTTPInputError, ValueError) as error:
            return str(error) or type(error).__name__
        if HTTPStatus.OK <= response.code < HTTPStatus.MULTIPLE_CHOICES:
            return None
        return f"Wrong response from the webhook: {response.code} {response.reason}"

    async def _is_still(self, webhook: Webhook, problem: str, pause_seconds: float) -> bool:
        """Take down a failure and wait; returns early, with False, if the webhook is another."""
        world = self._world
        if world.webhook is webhook:
            world.failed_delivery = FailedDelivery(int(self._now()), problem)
        try:
            async with asyncio.timeout(pause_seconds), world.changed:
                await world.changed.wait_for(lambda: world.webhook is not webhook)
        except TimeoutError:
            return True
        return False
