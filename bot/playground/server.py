"""The HTTP side: the Bot API for a bot, and the page's own few calls for whoever sits before it.

It listens on 127.0.0.1 and answers only requests that were meant for it: a page from elsewhere
that a browser is tricked into running gets nothing.
"""

from __future__ import annotations

import asyncio
import errno
import json
import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from bot.playground.bot_api import METHODS, Refused
from bot.playground.world import Chat, World

TOKEN = "1:opens-nothing"  # noqa: S105  # the playground has no secrets
ADDRESS = "127.0.0.1"
_PAGE = Path(__file__).parent / "page"
_POLL_SECONDS = 20.0
_LONGEST_TYPED = 4096
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class PlaygroundServer:
    """An imitated Telegram that listens."""

    def __init__(self, world: World) -> None:
        """Take the world that is served; nothing listens yet."""
        self.world = world
        self.port = 0
        self._server: HTTPServer | None = None

    def listen(self, port: int) -> None:
        """Begin to listen; port 0 takes any that is free.

        Raises:
            OSError: the port is taken or not allowed.
        """
        routes: list[tuple[str, type[RequestHandler], dict[str, Any]]] = [
            (r"/bot([^/]+)/(\w+)", _BotApi, {}),
            (r"/api/chats/(-?\d{1,18})/messages", _Messages, {}),
            (r"/api/chats/(-?\d{1,18})/presses", _Presses, {}),
            (r"/api/world", _Overview, {}),
            (r"/([\w.-]{0,64})", _Page, {}),
        ]
        application = Application(
            [(path, handler, {"world": self.world, **more}) for path, handler, more in routes],
            log_function=_log_nothing,
        )
        sockets = bind_sockets(port, ADDRESS)
        self.port = sockets[0].getsockname()[1]
        self._server = HTTPServer(application)
        self._server.add_sockets(sockets)

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://{ADDRESS}:{self.port}/"

    @property
    def base_url(self) -> str:
        """Where the Bot API is, up to the token."""
        return f"{self.url}bot"

    async def close(self) -> None:
        """Stop listening and let go of every connection."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()


def is_taken(error: OSError) -> bool:
    """Say whether listening failed because somebody else listens there."""
    return error.errno == errno.EADDRINUSE


def _log_nothing(_handler: RequestHandler) -> None:
    """Keep requests out of the log: the bot's polls would fill it."""


class _Handler(RequestHandler):
    def initialize(self, world: World) -> None:
        self.world = world

    def prepare(self) -> None:
        """Refuse what was meant for another host, or comes from another site's page."""
        names = {ADDRESS, "localhost"}
        origin = self.request.headers.get("Origin")
        try:
            host = urlsplit(f"//{self.request.host}").hostname
            is_ours = not origin or urlsplit(origin).netloc == self.request.host
        except ValueError:
            raise HTTPError(403) from None
        if host not in names or not is_ours:
            raise HTTPError(403)
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        self.set_header("Content-Type", "application/json")
        self.finish(
            json.dumps({"ok": False, "error_code": status_code, "description": self._reason})
        )

    def chat(self, chat_id: str) -> Chat:
        """Return a chat of the path."""
        chat = self.world.chats.get(int(chat_id))
        if chat is None:
            raise HTTPError(404)
        return chat

    def posted(self) -> dict[str, Any]:
        """Return the JSON object that was sent."""
        if not self.request.headers.get("Content-Type", "").startswith("application/json"):
            raise HTTPError(415)
        try:
            content = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise HTTPError(400) from None
        if not isinstance(content, dict) or not isinstance(content.get("person"), int):
            raise HTTPError(400)
        if content["person"] not in self.world.people:
            raise HTTPError(400)
        return content


class _BotApi(_Handler):
    async def get(self, token: str, name: str) -> None:
        await self.post(token, name)

    async def post(self, token: str, name: str) -> None:
        try:
            answer = {"ok": True, "result": await self._result(token, name)}
        except Refused as refused:
            self.set_status(refused.code)
            answer = {
                "ok": False,
                "error_code": refused.code,
                "description": refused.description,
            }
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(answer))

    async def _result(self, token: str, name: str) -> Any:
        if token != TOKEN:
            raise Refused(401, "Unauthorized")
        method = METHODS.get(name.lower())
        if method is None:
            raise Refused(404, "Not Found")
        return await method(self.world, self._parameters())

    def _parameters(self) -> dict[str, Any]:
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            try:
                content = json.loads(self.request.body or b"{}")
            except ValueError:
                content = None
            if not isinstance(content, dict):
                raise Refused(400, "Bad Request: can't parse JSON object")
            return content
        # Not get_argument, which takes characters out of texts.
        given = self.request.arguments.items()
        return {key: values[-1].decode("utf-8", "replace") for key, values in given}


class _Overview(_Handler):
    def get(self) -> None:
        """Tell the page who is there."""
        self.finish(
            {
                "bot": self.world.bot,
                "commands": self.world.commands,
                "people": [person.as_user() for person in self.world.people.values()],
                "chats": [
                    {
                        "id": chat.id,
                        "kind": chat.kind,
                        "title": chat.title,
                        "members": chat.members,
                    }
                    for chat in self.world.chats.values()
                ],
            }
        )


class _Messages(_Handler):
    async def get(self, chat_id: str) -> None:
        """Return a chat as soon as it is newer than the page has it."""
        chat, known = self.chat(chat_id), self.get_query_argument("known", "-1")
        try:
            async with asyncio.timeout(_POLL_SECONDS), self.world.changed:
                await self.world.changed.wait_for(lambda: str(chat.version) != known)
        except TimeoutError:
            pass
        self.finish(
            {
                "version": chat.version,
                "messages": list(chat.messages.values()),
                "toasts": chat.toasts,
                "asks": chat.asks,
                "commands": self.world.commands,
            }
        )

    async def post(self, chat_id: str) -> None:
        """Let a person say something."""
        chat, content = self.chat(chat_id), self.posted()
        text = content.get("text")
        if not isinstance(text, str) or not 0 < len(text.strip()) <= _LONGEST_TYPED:
            raise HTTPError(400)
        reply_to = content.get("reply_to")
        if not isinstance(reply_to, int | None):
            raise HTTPError(400)
        update_id = await self.world.say(chat.id, content["person"], text.strip(), reply_to)
        self.finish({"update_id": update_id})


class _Presses(_Handler):
    async def post(self, chat_id: str) -> None:
        """Let a person press a button."""
        chat, content = self.chat(chat_id), self.posted()
        message_id, data = content.get("message_id"), content.get("data")
        if not isinstance(message_id, int) or not isinstance(data, str):
            raise HTTPError(400)
        if message_id not in chat.messages:
            raise HTTPError(400)
        update_id = await self.world.press(chat.id, content["person"], message_id, data)
        self.finish({"update_id": update_id})


class _Page(_Handler):
    def get(self, name: str) -> None:
        """Return a file of the page."""
        path = _PAGE / (name or "index.html")
        if not path.is_file():
            raise HTTPError(404)
        self.set_header("Content-Type", mimetypes.guess_type(path.name)[0] or "text/plain")
        self.finish(path.read_bytes())
