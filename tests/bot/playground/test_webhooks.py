"""Updates are delivered to a webhook, each until it is taken, and cannot be fetched meanwhile."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram.error import BadRequest, Conflict
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.playground.server import PlaygroundServer
from bot.playground.web.delivery import Delivery
from bot.playground.webhook import Webhook
from bot.playground.world import World
from tests.bot.playground.conftest import YOU, call, refused, until

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Hook:
    """A bot's server: what it was told and when, and the codes that it answers with, then 200."""

    url: str = ""
    told: list[Any] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    codes: list[int] = field(default_factory=list)
    pause_seconds: float = 0.0
    at_once: int = 0
    most_at_once: int = 0


class Told(RequestHandler):
    def initialize(self, hook):
        self.hook = hook

    async def post(self):
        hook = self.hook
        hook.told.append(json.loads(self.request.body))
        hook.times.append(time.monotonic())
        hook.headers = dict(self.request.headers.get_all())
        hook.at_once += 1
        hook.most_at_once = max(hook.most_at_once, hook.at_once)
        await asyncio.sleep(hook.pause_seconds)
        hook.at_once -= 1
        self.set_header("Location", "/elsewhere")  # where a redirect would lead
        self.set_status(hook.codes.pop(0) if hook.codes else 200)


class Elsewhere(RequestHandler):
    def get(self):
        """Would take whatever comes, if anything came."""


def listening(hook, port=0):
    sockets = bind_sockets(port, "127.0.0.1")
    hook.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/hook"
    routes: list[Any] = [("/hook", Told, {"hook": hook}), ("/elsewhere", Elsewhere)]
    started = HTTPServer(Application(routes, log_function=lambda _: None))
    started.add_sockets(sockets)
    return started


@pytest.fixture
async def hook(server):
    made = Hook()
    started = listening(made)
    yield made
    started.stop()
    await started.close_all_connections()


def ids(updates):
    return [update["update_id"] for update in updates]


async def say(world, *texts):
    return [await world.say(YOU.id, YOU.id, text) for text in texts]


async def test_what_waits_and_what_comes_is_posted_in_order_and_then_forgotten(bot, world, hook):
    first = await say(world, "one", "two")
    await bot.set_webhook(hook.url, secret_token="Se_cret-1")
    later = await say(world, "three")
    async with asyncio.timeout(5):
        await world.taken(later[-1])
    assert ids(hook.told) == [*first, *later]
    assert [update["message"]["text"] for update in hook.told] == ["one", "two", "three"]
    assert hook.headers[SECRET_HEADER] == "Se_cret-1"
    assert hook.headers["Content-Type"] == "application/json"
    assert world.updates == []


async def test_without_a_secret_none_is_sent(bot, world, hook):
    await bot.set_webhook(hook.url)
    await world.taken(*await say(world, "one"))
    assert SECRET_HEADER not in hook.headers


async def test_the_next_waits_until_the_one_before_it_is_taken(bot, world, hook):
    hook.pause_seconds = 0.05
    await bot.set_webhook(hook.url, max_connections=100)
    said = await say(world, "one", "two", "three")
    await world.taken(said[-1])
    assert (ids(hook.told), hook.most_at_once) == (said, 1)


async def test_any_2xx_takes_an_update_and_anything_else_brings_it_again_later_and_later(
    bot, world, hook
):
    hook.codes = [500, 302, 404, 204]
    await bot.set_webhook(hook.url)
    first, second = await say(world, "one", "two")
    async with asyncio.timeout(5):
        await world.taken(second)
    assert ids(hook.told) == [first] * 4 + [second]
    pauses = [after - before for before, after in zip(hook.times, hook.times[1:], strict=False)]
    for pause, least in zip(pauses, (0.1, 0.2, 0.4), strict=False):
        assert pause >= least - 0.01


async def test_what_nobody_listens_to_is_brought_once_somebody_does(
    client, world, unused_tcp_port
):
    url = f"http://127.0.0.1:{unused_tcp_port}/hook"
    await call(client, "setWebhook", url=url)
    said = await say(world, "one", "two")
    await until(lambda: world.failed_delivery is not None)
    info = await call(client, "getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (url, 2)
    assert "refused" in info["last_error_message"].lower()
    assert abs(info["last_error_date"] - time.time()) < 5
    hook = Hook()
    started = listening(hook, unused_tcp_port)
    async with asyncio.timeout(5):
        await world.taken(said[-1])
    assert ids(hook.told) == said
    started.stop()
    await started.close_all_connections()


async def test_an_answer_that_takes_too_long_is_none(hook):
    world = World(time.time)
    world.add_person(YOU)
    hook.pause_seconds = 0.3
    world.webhook = Webhook(hook.url, "", 40)
    delivery = Delivery(world, time.time, timeout_seconds=0.1)
    delivery.start()
    said = await say(world, "one")
    await until(lambda: world.failed_delivery is not None)
    assert world.failed_delivery
    assert "Timeout" in world.failed_delivery.message
    assert ids(world.updates) == said
    hook.pause_seconds = 0.0
    async with asyncio.timeout(5):
        await world.taken(*said)
    await delivery.stop()


async def test_what_is_known_of_a_webhook_is_told(bot, world, hook):
    none = await bot.get_webhook_info()
    assert (none.url, none.pending_update_count, none.max_connections) == ("", 0, None)
    hook.codes = [503] * 9
    await bot.set_webhook(hook.url, max_connections=7, allowed_updates=["message"])
    await say(world, "one")
    await until(lambda: world.failed_delivery is not None)
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (hook.url, 7, ("message",))
    assert info.pending_update_count == 1
    assert info.last_error_message == ("Wrong response from the webhook: 503 Service Unavailable")
    await bot.set_webhook(hook.url)
    renewed = await bot.get_webhook_info()
    assert (renewed.last_error_message, renewed.max_connections) == (None, 40)


async def test_only_kinds_that_were_asked_for_are_delivered(bot, world, hook):
    await bot.set_webhook(hook.url, allowed_updates=["callback_query"])
    await say(world, "one")
    sent = await bot.send_message(YOU.id, "x")
    await world.taken(await world.press(YOU.id, YOU.id, sent.message_id, "go"))
    assert ["callback_query" in update for update in hook.told] == [True]


async def test_while_there_is_a_webhook_nobody_fetches_and_without_it_all_is_still_there(
    bot, client, world, hook
):
    hook.codes = [500] * 99
    await bot.set_webhook(hook.url)
    said = await say(world, "one")
    with refused("can't use getUpdates method while webhook is active", Conflict):
        await bot.get_updates()
    await bot.delete_webhook()
    assert ids(await call(client, "getUpdates")) == said
    told = len(hook.told)
    await asyncio.sleep(0.5)
    assert len(hook.told) == told


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook"])
async def test_what_waits_is_dropped_on_demand(client, world, hook, method):
    await say(world, "one")
    url = {"url": hook.url} if method == "setWebhook" else {}
    assert await call(client, method, drop_pending_updates=True, **url)
    assert world.updates == []
    assert hook.told == []


async def test_another_webhook_gets_what_the_first_did_not_take_without_delay(bot, world, hook):
    failing = Hook(codes=[500] * 99)
    started = listening(failing)
    await bot.set_webhook(failing.url)
    said = await say(world, "one")
    await until(lambda: len(failing.told) == 5)  # the next pause is 1.6 s
    await bot.set_webhook(hook.url)
    async with asyncio.timeout(1):
        await world.taken(*said)
    assert ids(hook.told) == said
    started.stop()
    await started.close_all_connections()


async def test_what_went_wrong_with_an_earlier_webhook_is_not_told_of_the_next(bot, world, hook):
    failing = Hook(codes=[500] * 99, pause_seconds=0.2)
    started = listening(failing)
    await bot.set_webhook(failing.url)
    said = await say(world, "one")
    await until(lambda: failing.told)
    await bot.set_webhook(hook.url)
    await world.taken(*said)
    assert ids(failing.told) == ids(hook.told)
    assert world.failed_delivery is None
    started.stop()
    await started.close_all_connections()


async def test_an_empty_address_means_no_webhook(bot, client, world, hook):
    await bot.set_webhook(hook.url)
    assert await call(client, "setWebhook", url="")
    assert (await bot.get_webhook_info()).url == ""
    assert await call(client, "getUpdates") == []


async def test_a_poll_that_waits_ends_with_a_new_webhook(bot, client, world, hook):
    polling = asyncio.create_task(call(client, "getUpdates", timeout=10))
    await until(lambda: world.calls.of("getupdates"))
    await bot.set_webhook(hook.url)
    async with asyncio.timeout(2):
        assert await polling == "Conflict: terminated by setWebhook request"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook",
        "http://localhost.example.org/",
        "http://10.0.0.1/",
        "ftp://localhost/",
        "localhost",
        "http://[",
        "http://localhost:port/",
        "https:///hook",
        "http://localhost/a b",
    ],
)
async def test_an_address_that_is_not_https_or_this_machine_is_refused(bot, url):
    with refused("bad webhook", BadRequest):
        await bot.set_webhook(url)
    assert (await bot.get_webhook_info()).url == ""


@pytest.mark.parametrize("url", ["http://localhost:1/", "http://[::1]:1/", "https://example.org/"])
async def test_https_and_this_machine_are_taken(bot, url):
    await bot.set_webhook(url)
    assert (await bot.get_webhook_info()).url == url


@pytest.mark.parametrize("secret", ["a b", "é", "x" * 257, "a\n"])
async def test_a_secret_that_would_not_fit_a_header_is_refused(client, hook, secret):
    sentence = await call(client, "setWebhook", url=hook.url, secret_token=secret)
    assert sentence.startswith("Bad Request: secret token")
    assert (await call(client, "getWebhookInfo"))["url"] == ""


async def test_a_playground_closes_at_once_though_a_webhook_has_not_answered(hook):
    world = World(time.time)
    world.add_person(YOU)
    hook.pause_seconds = 3.0
    world.webhook = Webhook(hook.url, "", 40)
    other = PlaygroundServer(world)
    other.listen(0)
    said = await say(world, "one")
    await until(lambda: hook.told)
    async with asyncio.timeout(1.5):
        await other.close()
    assert ids(world.updates) == said


async def test_a_playground_that_was_closed_delivers_nothing(hook):
    world = World(time.time)
    world.add_person(YOU)
    world.webhook = Webhook(hook.url, "", 40)
    other = PlaygroundServer(world)
    other.listen(0)
    await other.close()
    await say(world, "one")
    await asyncio.sleep(0.1)
    assert hook.told == []


async def test_what_goes_astray_reaches_a_webhook_too(bot, world, hook):
    await bot.set_webhook(hook.url)
    (first,) = await say(world, "one")
    await world.taken(first)
    await world.tell_again(first)
    raw = await world.tell_raw(["nonsense"])
    await world.taken(raw)
    async with world.backwards():
        second, third = await say(world, "two", "three")
    await world.taken(third)
    again, nonsense, *rest = hook.told[1:]
    assert (again, nonsense, ids(rest)) == (hook.told[0], ["nonsense"], [third, second])
