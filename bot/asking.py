"""What a person asks for: typed behind a command, or named by the message that they reply to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from telegram import Message, Update

from bot.context import BotContext
from bot.store.messages import said_as
from model.adventure import Adventure
from model.recommender import Recommender
from model.signed_request import Reading, read_request
from model.types import ArtistKey

_COMMAND = re.compile(r"^/\w+(?:@\w+)?\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """An artist to be found by name, or one that is known.

    Attributes:
        typed: what was written; empty where the artist is known.
        key: of the artist that the message replied to is about; else None.
        adventure: how well known the answers shall be, if the command says so of such an artist.
    """

    typed: str
    key: ArtistKey | None = None
    adventure: Adventure | None = None


async def asked_with(update: Update, context: BotContext) -> Asked | None:
    """Return what a command asks for, or None if it says nothing.

    Words behind the command count before what they reply to, unless all they say is how well known
    the answers shall be; of what they reply to, the part that was quoted counts before the whole.
    """
    typed = " ".join(context.args or [])
    message = update.effective_message
    adventure = next((one for one in Adventure if one == typed.casefold()), None)
    replied = message.reply_to_message if message is not None else None
    if message is None or replied is None or (typed and adventure is None):
        return Asked(storable(typed)) if typed else None
    if message.quote is not None and message.quote.text:
        asked: Asked | None = Asked(storable(message.quote.text))
    elif replied.from_user is not None and replied.from_user.id == context.bot.id:
        asked = await _about(replied, context)
    elif replied.via_bot is not None and replied.via_bot.id == context.bot.id:
        asked = None  # an answer that somebody sent by inline mode: whom it is about is not kept
    else:
        text = _COMMAND.sub("", replied.text or replied.caption or "")
        asked = Asked(storable(text)) if text else None
    if asked is None:
        return Asked(storable(typed)) if typed else None
    if adventure is None:
        return asked
    return replace(asked, typed=f"{asked.typed} {typed}".lstrip(), adventure=adventure)


async def reading_of(context: BotContext, recommender: Recommender, typed: str) -> Reading:
    """Find out whom a text asks for, and how well known the answers shall be."""
    otherwise = context.preferences.adventure
    return await context.services.model(
        read_request, typed, recommender.match, otherwise=otherwise
    )


def storable(text: str) -> str:
    """Return a text without halves of surrogates, which no database takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


async def _about(replied: Message, context: BotContext) -> Asked | None:
    said = await context.services.store(said_as, replied.chat.id, replied.message_id)
    if said is None or not said.about.artist_key:
        return None
    return Asked("", ArtistKey(said.about.artist_key))
