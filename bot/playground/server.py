"""The HTTP side: the Bot API for a bot, and the page's own few calls for whoever sits before it.

It listens on 127.0.0.1 and answers only requests that were meant for it: a page from elsewhere
that a browser is tricked into running gets nothing.
"""

from __future__ import annotations

import errno
import time

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.playground.web.bot_side import BotApi, Downloads
from bot.playground.web.delivery import Delivery
from bot.playground.web.fault_side import FaultsAndCalls
from bot.playground.web.guarded import ADDRESS, TOKEN
from bot.playground.web.page_side import Messages, Overview, Page, Presses, SentFile
from bot.playground.world import World

__all__ = ["ADDRESS", "TOKEN", "PlaygroundServer", "is_taken"]

_ROUTES: list[tuple[str, type[RequestHandler]]] = [
    (r"/bot([^/]+)/(\w+)", BotApi),
    (r"/file/bot([^/]+)/([\w/.-]+)", Downloads),
    (r"/api/chats/(-?\d{1,18})/messages", Messages),
    (r"/api/chats/(-?\d{1,18})/presses", Presses),
    (r"/api/world", Overview),
    (r"/api/faults", FaultsAndCalls),
    (r"/files/([\w-]{1,64})", SentFile),
    (r"/([\w.-]{0,64})", Page),
]


class PlaygroundServer:
    """An imitated Telegram that listens."""

    def __init__(self, world: World) -> None:
        """Take the world that is served; nothing listens yet."""
        self.world = world
        self.port = 0
        self._server: HTTPServer | None = None
        self._delivery = Delivery(world, time.time)

    def listen(self, port: int) -> None:
        """Begin to listen, and to deliver to webhooks; port 0 takes any that is free.

        Raises:
            OSError: the port is taken or not allowed.
        """
        application = Application(
            [(path, handler, {"world": self.world}) for path, handler in _ROUTES],
            log_function=_log_nothing,
        )
        sockets = bind_sockets(port, ADDRESS)
        self.port = sockets[0].getsockname()[1]
        self._server = HTTPServer(application)
        self._server.add_sockets(sockets)
        self._delivery.start()

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://{ADDRESS}:{self.port}/"

    @property
    def base_url(self) -> str:
        """Where the Bot API is, up to the token."""
        return f"{self.url}bot"

    @property
    def base_file_url(self) -> str:
        """Where a bot downloads files, up to the token."""
        return f"{self.url}file/bot"

    async def close(self) -> None:
        """Stop listening and delivering, and let go of every connection."""
        await self._delivery.stop()
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()


def is_taken(error: OSError) -> bool:
    """Say whether listening failed because somebody else listens there."""
    return error.errno == errno.EADDRINUSE


def _log_nothing(_handler: RequestHandler) -> None:
    """Keep requests out of the log: the bot's polls would fill it."""
