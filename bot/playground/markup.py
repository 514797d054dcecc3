"""Telegram's HTML → text and entities, refusing what Telegram refuses.

Source: https://core.telegram.org/bots/api#html-style. Offsets and lengths count UTF-16 code units.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_REFERENCE = re.compile(r"&(lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_KIND_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}


class UnparsableMarkup(Exception):
    """The text is not Telegram's HTML; the message is what Telegram says of it."""


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    extra: dict[str, str]


def parsed_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the plain text, without outer white space, and its entities in order of their offset.

    Raises:
        UnparsableMarkup: an unknown, unclosed or misplaced tag.
    """
    text, at, units = "", 0, 0
    open_tags: list[_Open] = []
    entities: list[dict[str, Any]] = []
    while at < len(source):
        piece, at = _next_piece(source, at)
        if not isinstance(piece, re.Match):
            text += piece
            units += utf16_length(piece)
            continue
        tag = piece[2].lower()
        if piece[1]:
            if not open_tags or open_tags[-1].tag != tag:
                message = f"unexpected end tag at byte offset {_bytes(source, piece.start())}"
                raise UnparsableMarkup(message)
            opened = open_tags.pop()
            if units > opened.offset:
                entity = {
                    "type": _KIND_OF_TAG[tag],
                    "offset": opened.offset,
                    "length": units - opened.offset,
                }
                entities.append({**entity, **opened.extra})
        else:
            open_tags.append(_opened(source, piece, tag, units))
    if open_tags:
        message = f'can\'t find end tag corresponding to start tag "{open_tags[-1].tag}"'
        raise UnparsableMarkup(message)
    return _trimmed(text, entities)


def utf16_length(text: str) -> int:
    """Return how many UTF-16 code units a text has, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _next_piece(source: str, at: int) -> tuple[str | re.Match[str], int]:
    """Return the next tag, reference or run of plain text, and where the rest begins."""
    if source[at] == "<":
        tag = _TAG.match(source, at)
        if tag is None:
            message = f"unsupported start tag at byte offset {_bytes(source, at)}"
            raise UnparsableMarkup(message)
        return tag, tag.end()
    if source[at] == "&":
        reference = _REFERENCE.match(source, at)
        return (html.unescape(reference[0]), reference.end()) if reference else ("&", at + 1)
    end = min(
        (found for found in (source.find(c, at) for c in "<&") if found >= 0), default=len(source)
    )
    return source[at:end], end


def _opened(source: str, piece: re.Match[str], tag: str, units: int) -> _Open:
    attributes = {
        name.lower(): html.unescape(one or two or three)
        for name, one, two, three in _ATTRIBUTE.findall(piece[3])
    }
    if tag not in _KIND_OF_TAG:
        message = f'unsupported start tag "{tag}" at byte offset {_bytes(source, piece.start())}'
        raise UnparsableMarkup(message)
    extra = {"url": attributes["href"]} if tag == "a" and attributes.get("href") else {}
    return _Open(tag, units, extra)


def _trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    lead = utf16_length(text) - utf16_length(text.lstrip())
    trimmed = text.strip()
    length = utf16_length(trimmed)
    kept = []
    for entity in entities:
        if entity["type"] == "text_link" and "url" not in entity:
            continue
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] - lead + entity["length"], length)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return trimmed, sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def _bytes(source: str, at: int) -> int:
    return len(source[:at].encode("utf-8", "surrogatepass"))
