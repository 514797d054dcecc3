"""What a bot asks: the Bot API's methods, and downloads."""

from __future__ import annotations

import asyncio
import json
import mimetypes
import re
from typing import Any

from tornado.httputil import HTTPFile

from bot.playground.answering import Answer, answer_to, refusal
from bot.playground.bot_api import Refused
from bot.playground.files import Upload
from bot.playground.web.guarded import TOKEN, Guarded

_ANY_TYPE = "application/octet-stream"
_MIME_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


class BotApi(Guarded):
    """A method of the Bot API."""

    _poll: asyncio.Task[Answer] | None = None

    async def get(self, token: str, name: str) -> None:
        """Do the same as POST does."""
        await self.post(token, name)

    async def post(self, token: str, name: str) -> None:
        """Call the method and send back what comes of it."""
        try:
            parameters = self._parameters(token)
        except Refused as refused:
            self._send(refusal(refused))
            return
        answering = asyncio.create_task(answer_to(self.world, name.lower(), parameters))
        if name.lower() == "getupdates":
            self._poll = answering
        await asyncio.wait({answering})
        if not answering.cancelled():
            self._send(answering.result())

    def on_connection_close(self) -> None:
        """End a poll that nobody waits for any more; anything else happens all the same."""
        if self._poll is not None:
            self._poll.cancel()

    def _send(self, answer: Answer) -> None:
        if not answer.code:
            self.detach().close()
            return
        self.set_status(answer.code)
        self.set_header("Content-Type", answer.content_type)
        self.finish(answer.body)

    def _parameters(self, token: str) -> dict[str, Any]:
        if token != TOKEN:
            raise Refused(401, "Unauthorized")
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
        texts = {key: values[-1].decode("utf-8", "replace") for key, values in given}
        return texts | {key: _upload(files[-1]) for key, files in self.request.files.items()}


class Downloads(Guarded):
    """A file by the path that `getFile` told."""

    def get(self, token: str, path: str) -> None:
        """Return its bytes."""
        self.finish_file(self.world.files.at(path) if token == TOKEN else None)


def _upload(file: HTTPFile) -> Upload:
    """Take a file out of a form; a type that is none is guessed from the name."""
    mime_type = file.content_type
    if mime_type in {"", "application/unknown", _ANY_TYPE} or not _MIME_TYPE.fullmatch(mime_type):
        mime_type = mimetypes.guess_type(file.filename)[0] or _ANY_TYPE
    return Upload(file.filename, mime_type, file.body)
