"""Writes docs/tour.md and its pictures from a talk with the real bot: `make tour`."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.playground.world import Person
from bot.rehearsal import Rehearsal, playground_settings, rehearsal
from bot.services import open_services
from model.cli import train_demo
from model.registry import Registry

PAGE = Path(__file__).parent / "tour.md"
PICTURES = Path(__file__).parent / "pictures"
_GROUP = -1001
_THUMBS_ROW = 3  # buttons: an artist, and two thumbs
_ANNA = Person(2001, "Anna", "anna", "en")
_BORIS = Person(2002, "Борис", "boris", "ru")
_CHEN = Person(2003, "陈晨", "chenchen", "zh-hans")
_INTRODUCTION = """# A tour

What follows is a talk with the bot in its playground, on the demo: the artists are real, their
listeners are simulated. `make tour` plays it again and writes this page; a test holds it against
what the bot says now. Buttons stand in brackets below a message; of those behind artists, the
first are shown.
"""


@dataclass(slots=True)
class Tour:
    """A talk that is written down as it goes.

    Attributes:
        playing: the playground with the bot in it.
        lines: of the page so far.
        pictures: by file name.
    """

    playing: Rehearsal
    lines: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def told(self, text: str) -> None:
        """Write a line of our own."""
        self.lines += [text, ""]

    async def says(
        self, person: Person, text: str, *, chat_id: int | None = None, reply_to: int | None = None
    ) -> dict[str, Any]:
        """Let somebody say something; returns what the bot answers, or an empty message."""
        where = chat_id or person.id
        answers = await self.playing.said(text, chat_id=where, person=person, reply_to=reply_to)
        self.told(f"**{person.first_name}:** {text}")
        self._answered(answers)
        return answers[0] if answers else {}

    async def presses(
        self, person: Person, message: Mapping[str, Any], label: str, *, row: int | None = None
    ) -> dict[str, Any]:
        """Let somebody press a button; returns what the message has become, or a new one."""
        rows = message["reply_markup"]["inline_keyboard"]
        found = [
            (number, button)
            for number, buttons in enumerate(rows)
            for button in buttons
            if button["text"] == label and row in {None, number}
        ]
        number, button = found[0]
        chat_id = message["chat"]["id"]
        before = len(self.playing.toasts(chat_id))
        answers = await self.playing.pressed(dict(message), button["callback_data"], person=person)
        behind = f" behind {rows[number][0]['text']}" if row is not None else ""
        self.told(f"**{person.first_name}** presses [{label}]{behind}")
        toasts = [one for one in self.playing.toasts(chat_id)[before:] if one]
        for toast in toasts:
            self.told(f"*{toast}*")
        is_marked_only = bool(toasts) and _text(answers[0]) == _text(message) if answers else False
        if not is_marked_only:
            self._answered(answers)
        return answers[0] if answers else dict(message)

    async def offers(self, person: Person, query: str) -> None:
        """Let somebody type into inline mode, and write down what is offered."""
        answer = await self.playing.asked_inline(query, person=person)
        bot = self.playing.world.bot["username"]
        self.told(f"**{person.first_name}** types in another chat: @{bot} {query}")
        offered = [f"> {one['title']}: {one['description']}" for one in answer["results"][:3]]
        self.told("\n>\n".join(offered))

    def _answered(self, messages: Iterable[Mapping[str, Any]]) -> None:
        for message in messages:
            for size in message.get("photo", [])[-1:]:
                name = f"tour-{len(self.pictures) + 1}.png"
                stored = self.playing.world.files.find(size["file_id"])
                self.pictures[name] = stored.content if stored else b""
                alternative, *_ = _text(message).split("\n")
                self.told(f"![{alternative}](pictures/{name})")
            if "document" in message:
                self.told(f"> 📄 {message['document']['file_name']}")
            quoted = [f"> {line}".rstrip() for line in _text(message).split("\n")]
            self.lines += ["\\\n".join(quoted).replace(">\\\n", ">\n").replace("\\\n>\n", "\n>\n")]
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            if rows:
                self.lines += [">", f"> {_shown(rows)}"]
            self.lines.append("")


async def tour(playing: Rehearsal) -> Tour:
    """Play the talk in a playground that nobody has spoken in yet."""
    for person in (_ANNA, _BORIS, _CHEN):
        playing.world.add_person(person)
    playing.world.add_group(_GROUP, "Friends", (_ANNA.id, _BORIS.id, _CHEN.id))
    talk = Tour(playing)
    talk.told(_INTRODUCTION.rstrip())
    await _alone(talk)
    await _together(talk)
    return talk


async def _alone(talk: Tour) -> None:
    talk.told("## Alone with the bot")
    await talk.says(_ANNA, "/start")
    answer = await talk.says(_ANNA, "/similar radiohed")
    why = await talk.presses(_ANNA, answer, "Why?")
    plain = await talk.presses(_ANNA, why, "Hide why")
    await talk.presses(_ANNA, plain, "👍", row=0)
    more = await talk.presses(_ANNA, plain, "More ▶")
    blocking = await talk.presses(_ANNA, more, "🚫 Not this one")
    first = blocking["reply_markup"]["inline_keyboard"][0][0]["text"]
    await talk.presses(_ANNA, blocking, first)
    await talk.says(_ANNA, "radiohead + björk - coldplay deep")
    await talk.says(_ANNA, "musw")
    await talk.says(_ANNA, "asdfghjkl")
    shown = await talk.says(_ANNA, "/map radiohead")
    await talk.presses(_ANNA, shown, "🌙 Dark pictures")
    await talk.says(_ANNA, "/recommend")
    await talk.says(_ANNA, "/likes")
    await talk.says(_ANNA, "/blocked")
    await talk.says(_ANNA, "/settings")
    await talk.offers(_ANNA, "metal")
    await talk.says(_ANNA, "/mydata")
    asked = await talk.says(_ANNA, "/forget")
    await talk.presses(_ANNA, asked, "Keep it")


async def _together(talk: Tour) -> None:
    talk.told("## In a group of three")
    talk.told(
        "Anna reads English, Борис Russian, 陈晨 Chinese. Whoever asks chooses the language."
    )
    chat = talk.playing.world.chats[_GROUP]
    await talk.says(_ANNA, "I could listen to Metallica all day", chat_id=_GROUP)
    answer = await talk.says(_BORIS, "/similar", chat_id=_GROUP, reply_to=max(chat.messages))
    for person in (_ANNA, _BORIS, _CHEN):
        votes = chat.messages[answer["message_id"]]
        thumb = votes["reply_markup"]["inline_keyboard"][0][1]["text"]
        await talk.presses(person, votes, thumb, row=0)
    jazz = await talk.says(_CHEN, "/similar miles davis", chat_id=_GROUP)
    for row in (0, 1):
        await talk.presses(_CHEN, chat.messages[jazz["message_id"]], "👍", row=row)
    mix = await talk.says(_ANNA, "/mix", chat_id=_GROUP)
    for person in (_ANNA, _BORIS, _CHEN):
        mix = await talk.presses(person, mix, "✋ I take part")
    await talk.says(_ANNA, "/taste @chenchen", chat_id=_GROUP)
    await talk.says(_CHEN, "/top", chat_id=_GROUP)
    await talk.says(_BORIS, "/map кино", chat_id=_GROUP)
    await talk.says(_BORIS, "/similar asdfghjkl", chat_id=_GROUP)


def _shown(rows: list[list[dict[str, Any]]]) -> str:
    """Return buttons in brackets; of the rows of thumbs, which are all alike, the first."""
    shown, is_more = [], False
    for row in rows:
        is_of_thumbs = len(row) == _THUMBS_ROW and "👎" in row[-1]["text"]
        if is_of_thumbs and is_more:
            continue
        shown += [f"`[{one['text']}]`" for one in row]
        if is_of_thumbs:
            shown.append("…")
            is_more = True
    return " ".join(shown)


def _text(message: Mapping[str, Any]) -> str:
    return str(message.get("text", message.get("caption", "")))


async def _write(folder: Path) -> None:
    train_demo(Registry(folder / "models"))
    settings = playground_settings(models=folder / "models", db=folder / "bot.db")
    services = open_services(settings)
    try:
        async with rehearsal(settings, services) as playing:
            talk = await tour(playing)
    finally:
        services.close()
    PAGE.write_text("\n".join(talk.lines), encoding="utf-8")
    for name, picture in talk.pictures.items():
        (PICTURES / name).write_bytes(picture)


def main() -> None:
    """Write the page and its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_write(Path(folder)))


if __name__ == "__main__":
    main()
