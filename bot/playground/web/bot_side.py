"""What a bot asks: the Bot API's methods, and downloads."""

from __future__ import annotations

import json
import mimetypes
import re
from typing import Any

from tornado.httputil import HTTPFile

from bot.playground.bot_api import METHODS, Refused
from bot.playground.files import Upload
from bot.playground.web.guarded import TOKEN, Guarded

_ANY_TYPE = "application/octet-stream"
_MIME_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


class BotApi(Guarded):
    """A method of the Bot API."""

    async def get(self, token: str, name: str) -> None:
        """Do the same as POST does."""
        await self.post(token, name)

    async def post(self, token: str, name: str) -> None:
        """Call the method and wrap up its result or refusal."""
        answer: dict[str, Any]
        try:
            answer = {"ok": True, "result": await self._result(token, name)}
        except Refused as refused:
            self.set_status(refused.code)
            answer = {
                "ok": False,
                "error_code": refused.code,
                "description": refused.description,
            }
            if refused.parameters:
                answer["parameters"] = refused.parameters
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
