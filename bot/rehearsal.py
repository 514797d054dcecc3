"""The real application against the playground, both in this process, joined by HTTP alone.

The application is the one that `kindred run` runs: it only has another address for Telegram.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from bot.application import build_application
from bot.context import BotApplication
from bot.errors import PortTaken
from bot.intake.intake import Intake
from bot.outgoing.pace import Burst, Pace, Rate
from bot.playground.server import TOKEN, PlaygroundServer, is_taken
from bot.playground.world import BOT_ID, Chat, Person, World
from bot.services import Services
from bot.serving import serve
from bot.settings import Settings

NO_HURRY = Pace(Rate(10_000, 1), Burst(10_000, 0.0), Rate(10_000, 1))
YOU = Person(id=1001, first_name="You", username="you")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A playground with the bot in it.

    Attributes:
        server: the imitated Telegram.
        world: its people, chats and messages.
        application: the bot.
        done: waits until nothing is in the bot's hands.
    """

    server: PlaygroundServer
    world: World
    application: BotApplication
    done: Callable[[], Awaitable[None]]

    async def said(
        self,
        text: str,
        *,
        chat_id: int = YOU.id,
        person: Person = YOU,
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> list[dict[str, Any]]:
        """Say something and return the messages that came of it, new or edited."""
        return await self._seen(
            chat_id, lambda: self.world.say(chat_id, person.id, text, reply_to, thread_id)
        )

    async def edited(
        self, message: dict[str, Any], text: str, *, person: Person = YOU
    ) -> list[dict[str, Any]]:
        """Put another text on one's own message and return the messages that came of it."""
        chat_id = message["chat"]["id"]
        return await self._seen(
            chat_id, lambda: self.world.edit(chat_id, person.id, message["message_id"], text)
        )

    async def pressed(
        self, message: dict[str, Any], data: str, *, person: Person = YOU
    ) -> list[dict[str, Any]]:
        """Press a button and return the messages that came of it, new or edited."""
        chat_id = message["chat"]["id"]
        return await self._seen(
            chat_id, lambda: self.world.press(chat_id, person.id, message["message_id"], data)
        )

    async def reacted(
        self, message: dict[str, Any], emoji: str | None, *, person: Person = YOU
    ) -> list[dict[str, Any]]:
        """React to a message, or no more, and return the messages that came of it."""
        chat_id = message["chat"]["id"]
        return await self._seen(
            chat_id, lambda: self.world.react(chat_id, person.id, message["message_id"], emoji)
        )

    async def asked_inline(
        self, query: str, offset: str = "", *, person: Person = YOU
    ) -> dict[str, Any]:
        """Ask in inline mode; returns the answer with its `inline_query_id`, for `chosen`.

        Raises:
            LookupError: there was no answer.
        """
        update_id = await self.world.ask_inline(person.id, query, offset)
        queries = self.world.inline_queries.values()
        asked = next(one for one in queries if one.update_id == update_id)
        await self._handled(update_id)
        if asked.answer is None:
            problem = f"nobody answered {query!r}"
            raise LookupError(problem)
        return {"inline_query_id": asked.id, **asked.answer}

    async def chosen(
        self,
        answer: dict[str, Any],
        result_id: str,
        *,
        chat_id: int = YOU.id,
        person: Person = YOU,
    ) -> dict[str, Any]:
        """Send a result of an inline answer into a chat; returns the message as it then stands."""
        query_id = answer["inline_query_id"]
        chat = self.world.chats[chat_id]
        before = set(chat.messages)
        update_id = await self.world.choose_inline(person.id, chat_id, query_id, result_id)
        number = next(one for one in chat.messages if one not in before)
        await self._handled(update_id)
        return chat.messages[number]

    async def happened(
        self, update: dict[str, Any], *, chat_id: int = YOU.id
    ) -> list[dict[str, Any]]:
        """Let any update arrive and return the messages that came of it, new or edited."""
        return await self._seen(chat_id, lambda: self.world.happen(chat_id, update))

    def written(self, *, chat_id: int = YOU.id, person: Person = YOU) -> list[dict[str, Any]]:
        """Return what a person has written in a chat, oldest first."""
        messages = self.world.chats[chat_id].messages.values()
        return [message for message in messages if message["from"]["id"] == person.id]

    def toasts(self, chat_id: int = YOU.id) -> list[str]:
        """Return what has popped up in a chat, oldest first."""
        return [toast["text"] for toast in self.world.chats[chat_id].toasts]

    async def settled(self) -> None:
        """Wait until the bot has handled all that has happened so far."""
        if self.world.updates:
            await self._handled(self.world.updates[-1]["update_id"])

    async def _seen(self, chat_id: int, act: Callable[[], Awaitable[int]]) -> list[dict[str, Any]]:
        chat = self.world.chats[chat_id]
        before = dict(chat.messages)
        await self._handled(await act())
        return _changed(chat, before)

    async def _handled(self, update_id: int) -> None:
        """Wait until the bot has handled an update; 0 is none."""
        if update_id:
            await self.world.taken(update_id)
            await self.done()


def playground_settings(**given: object) -> Settings:
    """Return the settings of a bot in the playground; the environment's token is left alone."""
    alone = {"webhook_url": "", "webhook_secret": "", "metrics_port": None}
    return Settings.read(_env_file=None, token=SecretStr(TOKEN), **(alone | given))


@asynccontextmanager
async def rehearsal(
    settings: Settings, services: Services, *, port: int = 0, pace: Pace = NO_HURRY
) -> AsyncIterator[Rehearsal]:
    """Start the playground and the bot, and end both.

    Args:
        settings: the bot's.
        services: what its handlers ask; closed by whoever made them.
        port: of the page and the imitated Bot API; 0 takes a free one.
        pace: at which the bot sends; the imitation has no limits unless it is told to.

    Raises:
        PortTaken: something else listens on the port.
    """
    world = World(time.time)
    world.add_person(YOU)
    server = PlaygroundServer(world)
    try:
        server.listen(port)
    except OSError as error:
        reason = "is taken" if is_taken(error) else f"cannot be used ({error.strerror})"
        message = f"Port {port} {reason}; choose another with --port"
        raise PortTaken(message) from error
    try:
        application = build_application(settings, services, server.base_url, pace)
        async with _served(application) as intake:

            async def done() -> None:
                await intake.idle()
                await application.bot_data.marks.idle()

            yield Rehearsal(server, world, application, done)
    finally:
        await server.close()


@asynccontextmanager
async def _served(application: BotApplication) -> AsyncIterator[Intake]:
    """Serve from when updates are taken until the block ends."""
    stop = asyncio.Event()
    ready: asyncio.Future[Intake] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(application, stop, ready=ready.set_result))
    try:
        first: set[asyncio.Future[Any]] = {serving, ready}
        await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            await serving
        yield await ready
    finally:
        stop.set()
        await serving


def _changed(chat: Chat, before: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the bot's messages that are new or other, those sent by way of it included."""
    return [
        message
        for number, message in chat.messages.items()
        if BOT_ID in {message["from"]["id"], message.get("via_bot", {}).get("id")}
        and before.get(number) is not message
    ]
