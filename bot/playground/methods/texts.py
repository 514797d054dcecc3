"""Texts and captions: from Telegram's HTML to words and entities, and no longer than allowed."""

from __future__ import annotations

from typing import Any

from bot.playground.markup import UnparsableMarkup, parsed_html, utf16_length
from bot.playground.methods.parameters import Parameters, objects
from bot.playground.methods.refusals import Refused
from bot.playground.world import World

Entities = list[dict[str, Any]]

_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024
_USER_LINK = "tg://user?id="


def text_of(world: World, parameters: Parameters, name: str = "text") -> tuple[str, Entities]:
    """Return a message's text and entities."""
    text, entities = _parsed(world, parameters, name, "entities")
    if not text:
        raise Refused(400, "Bad Request: message text is empty")
    if utf16_length(text) > _LONGEST_TEXT:
        raise Refused(400, "Bad Request: message is too long")
    return text, entities


def caption_of(world: World, parameters: Parameters) -> dict[str, Any]:
    """Return `caption` and `caption_entities` of a picture or document; None for what is not."""
    text, entities = _parsed(world, parameters, "caption", "caption_entities")
    if utf16_length(text) > _LONGEST_CAPTION:
        raise Refused(400, "Bad Request: message caption is too long")
    return {"caption": text or None, "caption_entities": entities or None}


def _parsed(
    world: World, parameters: Parameters, name: str, given_entities: str
) -> tuple[str, Entities]:
    source = str(parameters.get(name) or "")
    if str(parameters.get("parse_mode", "")).lower() != "html":
        return source.strip(), objects(parameters, given_entities)
    try:
        text, entities = parsed_html(source)
    except UnparsableMarkup as error:
        raise Refused(400, f"Bad Request: can't parse entities: {error}") from error
    return text, [named for one in entities if (named := _named(world, one))]


def _named(world: World, entity: dict[str, Any]) -> dict[str, Any] | None:
    """Turn a link to a person into the mention that Telegram makes of it; None for a stranger."""
    link = entity.get("url", "")
    if not link.startswith(_USER_LINK):
        return entity
    number = link.removeprefix(_USER_LINK)
    person = world.people.get(int(number)) if number.isdigit() else None
    if person is None:
        return None
    kept = {name: value for name, value in entity.items() if name != "url"}
    return {**kept, "type": "text_mention", "user": person.as_user()}
