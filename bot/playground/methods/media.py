"""Pictures and documents: taken from a form or named by the id of one that was sent before."""

from __future__ import annotations

from typing import Any

from bot.playground.files import StoredFile, Upload
from bot.playground.methods.parameters import Parameters
from bot.playground.methods.refusals import Refused
from bot.playground.pictures import Picture, picture_in
from bot.playground.world import World

_ATTACHED = "attach://"
_MOST_BYTES = {"photo": 10 * 2**20, "document": 50 * 2**20}
_MOST_BYTES_DOWN = 20 * 2**20
_LONGEST_SIDES_PX = 10_000
_STEEPEST = 20


async def get_file(world: World, parameters: Parameters) -> dict[str, Any]:
    """Say where a file can be downloaded."""
    stored = _known(world, parameters.get("file_id"), "Bad Request: invalid file_id")
    if len(stored.content) > _MOST_BYTES_DOWN:
        raise Refused(400, "Bad Request: file is too big")
    return stored.as_file()


def file_of(world: World, parameters: Parameters, given: Any, kind: str) -> StoredFile:
    """Return the photo or document that a call names, and keep it if it is new.

    Args:
        world: that keeps it.
        parameters: with all files of the form.
        given: the upload itself, `attach://` and the name of one, or a file_id.
        kind: `photo` or `document`.
    """
    if isinstance(given, str) and given.startswith(_ATTACHED):
        given = parameters.get(given.removeprefix(_ATTACHED))
    if isinstance(given, Upload):
        return _kept(world, given, kind)
    if not given:
        raise Refused(400, f"Bad Request: there is no {kind} in the request")
    wrong = "Bad Request: wrong file identifier/HTTP URL specified"
    stored = _known(world, given, wrong)
    is_photo = stored.picture is not None
    if is_photo != (kind == "photo"):
        sent = "Photo" if is_photo else "Document"
        raise Refused(400, f"Bad Request: can't use file of type {sent} as {kind.title()}")
    return stored


def _kept(world: World, upload: Upload, kind: str) -> StoredFile:
    if not upload.content:
        raise Refused(400, "Bad Request: file must be non-empty")
    if len(upload.content) > _MOST_BYTES[kind]:
        raise Refused(413, "Request Entity Too Large")
    if kind == "document":
        return world.files.keep(upload)
    picture = picture_in(upload.content)
    if picture is None:
        raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
    if not _fits(picture):
        raise Refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    return world.files.keep(upload, picture)


def _fits(picture: Picture) -> bool:
    """Say whether Telegram takes a picture of this shape.

    Source: https://core.telegram.org/bots/api#sendphoto
    """
    short, long = sorted((picture.width, picture.height))
    return short > 0 and short + long <= _LONGEST_SIDES_PX and long <= _STEEPEST * short


def _known(world: World, file_id: Any, refusal: str) -> StoredFile:
    stored = world.files.find(file_id) if isinstance(file_id, str) else None
    if stored is None:
        raise Refused(400, refusal)
    return stored
