"""What every answer has in common: it goes only to who was meant, and lets a browser do little."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlsplit

from tornado.web import HTTPError, RequestHandler

from bot.playground.files import StoredFile
from bot.playground.world import World

TOKEN = "1:opens-nothing"  # noqa: S105  # the playground has no secrets
ADDRESS = "127.0.0.1"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Guarded(RequestHandler):
    """Answers whoever asked this very address, and no page from elsewhere."""

    def initialize(self, world: World) -> None:
        """Take the world that is served."""
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
        """Answer in the Bot API's form."""
        self.set_header("Content-Type", "application/json")
        self.finish(
            json.dumps({"ok": False, "error_code": status_code, "description": self._reason})
        )

    def finish_file(self, stored: StoredFile | None) -> None:
        """Answer with a file; a browser shows a photo, and saves anything else under its name."""
        if stored is None:
            raise HTTPError(404)
        self.set_header("Content-Type", stored.mime_type)
        if stored.picture is None:
            name = quote(stored.name, safe="")
            self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{name}")
        self.finish(stored.content)
