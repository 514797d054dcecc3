"""`/similar`, what is typed in a private chat, a pressed artist: each is answered anew."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from telegram import CallbackQuery, Update

from bot.answering import about, answer_for, shown_page
from bot.asking import asked_with, reading_of, storable
from bot.asking_back import ask_back, ask_which
from bot.callback_data import ShowArtist
from bot.context import BotContext, place_of
from bot.conversation import say, say_in_place
from bot.replies import acknowledge
from bot.store.events import question_at, typed_before
from model.adventure import Adventure
from model.catalog import Artist
from model.matching import Match
from model.signed_request import Request
from model.types import ArtistKey


async def similar(update: Update, context: BotContext) -> None:
    """Answer `/similar <artist>`, or for what it replies to; without either, ask for an artist."""
    asked = await asked_with(update, context)
    if asked is None:
        await ask_which(update, context, "similar-ask")
    elif asked.key is not None:
        adventure = asked.adventure
        await _answer_known(update, context, asked.key, way="command", adventure=adventure)
    else:
        await _answer_typed(update, context, asked.typed, way="command")


async def artist_named(update: Update, context: BotContext) -> None:
    """Take plain text as the name of an artist, or of several."""
    message = update.effective_message
    if message is not None and message.text:
        await _answer_typed(update, context, storable(message.text), way="text")


async def artist_linked(update: Update, context: BotContext) -> None:
    """Answer for the artist whose key a deep link carries: `/start <key>`."""
    await _answer_known(update, context, ArtistKey((context.args or [""])[0]), way="link")


async def show_artist(
    update: Update, context: BotContext, press: CallbackQuery, on: ShowArtist
) -> None:
    """Go on from an artist that was pressed: in a new message, or in place of the question."""
    recommender = context.recommender
    if not recommender.catalog.knows(on.key):
        await acknowledge(press, context.words(update).plain("similar-gone"))
        return
    await acknowledge(press)
    request, question = _for(recommender.artist(on.key), context), None
    message = press.message
    if on.in_place and message is not None:
        place = message.chat.id, message.message_id
        question = await context.services.store(question_at, *place)
    answer = await answer_for(
        update, context, recommender, request, typed="", way="button", instead_of=question
    )
    shown = await shown_page(update, context, answer, 0)
    await (say_in_place if on.in_place else say)(update, context, *shown, about=about(answer))


async def _answer_known(
    update: Update,
    context: BotContext,
    key: ArtistKey,
    *,
    way: str,
    adventure: Adventure | None = None,
) -> None:
    recommender = context.recommender
    if not recommender.catalog.knows(key):
        await say(update, context, context.words(update).html("similar-gone"), quietly=True)
        return
    request = _for(recommender.artist(key), context)
    if adventure is not None:
        request = replace(request, adventure=adventure)
    answer = await answer_for(update, context, recommender, request, typed="", way=way)
    await say(update, context, *await shown_page(update, context, answer, 0), about=about(answer))


async def _answer_typed(update: Update, context: BotContext, typed: str, *, way: str) -> None:
    if await _is_asked_already(update, context, typed):
        return
    recommender = context.recommender
    reading = await reading_of(context, recommender, typed)
    if not isinstance(reading, Request):
        leads_to = partial(ShowArtist, in_place=True)
        await ask_back(
            update, context, recommender, reading, typed=typed, way=way, leads_to=leads_to
        )
        return
    answer = await answer_for(update, context, recommender, reading, typed=typed, way=way)
    await say(update, context, *await shown_page(update, context, answer, 0), about=about(answer))


def _for(artist: Artist, context: BotContext) -> Request:
    return Request((Match.exact(artist),), (), context.preferences.adventure)


async def _is_asked_already(update: Update, context: BotContext, typed: str) -> bool:
    """Say whether an edit changed nothing that matters: Telegram reports those of previews too."""
    edited = update.edited_message
    if edited is None:
        return False
    before = await context.services.store(
        typed_before, place_of(update).chat_id, edited.message_id
    )
    return before == typed
