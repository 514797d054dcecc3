"""A talk without a page: texts are said in a playground, and the bot's answers are printed."""

from __future__ import annotations

import json
from typing import Any

import typer

from bot.rehearsal import rehearsal
from bot.services import Services
from bot.settings import Settings


async def say_all(
    texts: list[str], settings: Settings, services: Services, port: int, *, as_json: bool
) -> bool:
    """Say each text and print what came; True if one of them got no answer."""
    silent = False
    async with rehearsal(settings, services, port=port) as playing:
        for text in texts:
            answers = [_shown(message) for message in await playing.said(text)]
            silent = silent or not answers
            if as_json:
                line = {"said": text, "answers": answers}
                typer.echo(json.dumps(line, ensure_ascii=False))
            else:
                typer.echo("\n".join([f"> {text}", *map(_described, answers)]))
    return silent


def _shown(message: dict[str, Any]) -> dict[str, Any]:
    """Return what a person sees of a message, and what its buttons send back or open."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    picture = message.get("photo", [])[-1:]  # the largest of one picture's sizes
    document = [message["document"]] if "document" in message else []
    return {
        "text": message.get("text") or message.get("caption", ""),
        "buttons": [[_button(one) for one in row] for row in rows],
        "pictures": [
            {"width": one["width"], "height": one["height"], "bytes": one["file_size"]}
            for one in picture
        ],
        "documents": [{"name": one["file_name"], "bytes": one["file_size"]} for one in document],
    }


def _button(button: dict[str, Any]) -> dict[str, Any]:
    shown = {"text": button["text"], "callback_data": button.get("callback_data")}
    return shown | ({"url": button["url"]} if "url" in button else {})


def _described(answer: dict[str, Any]) -> str:
    """Return the lines for one message: what is sent with it, its text, and its buttons."""
    pictures = [
        f"[picture, {one['width']} × {one['height']}, {one['bytes']:,} bytes]"
        for one in answer["pictures"]
    ]
    documents = [f"[{one['name']}, {one['bytes']:,} bytes]" for one in answer["documents"]]
    rows = ["  " + "  ".join(_label(button) for button in row) for row in answer["buttons"]]
    return "\n".join([*pictures, *documents, *filter(None, [answer["text"]]), *rows])


def _label(button: dict[str, Any]) -> str:
    return f"[{button['text']} {button['url']}]" if "url" in button else f"[{button['text']}]"
