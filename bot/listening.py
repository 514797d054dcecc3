"""Listens over HTTP for few who know what they want, and tells everybody else nothing.

What a webhook and the addresses for health and metrics have in common.
"""

from __future__ import annotations

from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.errors import PortTaken

HEADER_SECONDS = 20.0  # for a header, and between two requests


class Discreet(RequestHandler):
    """Answers what goes wrong with the status alone, and does not say what listens here."""

    def set_default_headers(self) -> None:
        """Leave out what listens here."""
        self.clear_header("Server")

    def write_error(self, status_code: int, **_given: Any) -> None:
        """Answer with the status alone."""
        self.set_status(status_code)
        self.finish()


class Listening:
    """An application of tornado's that listens from when it is told to until it is closed."""

    def __init__(self, application: Application, what: str, **bounds: float) -> None:
        """Prepare; nothing listens.

        Args:
            application: that answers.
            what: listens, in words for the operator.
            bounds: `HTTPServer`'s: the largest body and header, and the time for a body.
        """
        self._what = what
        self._server = HTTPServer(application, idle_connection_timeout=HEADER_SECONDS, **bounds)

    def listen(self, address: str, port: int) -> int:
        """Begin to listen; returns the port, which was chosen if 0 was given.

        Raises:
            PortTaken: the port cannot be had.
        """
        try:
            sockets = bind_sockets(port, address)
        except OSError as error:
            message = f"{self._what} cannot listen on {address}:{port}: {error.strerror}"
            raise PortTaken(message) from error
        self._server.add_sockets(sockets)
        return int(sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Take no new connection, and end those that there are."""
        self._server.stop()
        await self._server.close_all_connections()
