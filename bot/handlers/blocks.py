"""Artists that a person never wants to see: chosen below an answer or named, listed, let back."""

from __future__ import annotations

from telegram import CallbackQuery, InlineKeyboardMarkup, Update

from bot.answering import seen_by, shown_page
from bot.answers import Named
from bot.asking import asked_with, reading_of, storable
from bot.asking_back import ask_back, ask_which
from bot.callback_data import Block, BlockNamed, ChooseBlocked, TurnBlocked
from bot.context import BotContext, is_private, place_of
from bot.conversation import is_sent_to_private, say
from bot.errors import AnswerForgotten, ButtonMeaningless
from bot.rendering import collections, keyboards, messages
from bot.replies import acknowledge, change_buttons, change_message
from bot.store.blocks import block, blocked_by, let_back
from bot.store.events import answer_of, question_at
from model.signed_request import Request
from model.types import ArtistKey

TOPIC = "blocked"


async def choose_blocked(
    update: Update, context: BotContext, press: CallbackQuery, of: ChooseBlocked
) -> None:
    """Ask which artist of a page is meant."""
    if not is_private(update):
        raise ButtonMeaningless
    answer = await context.services.store(answer_of, of.query_id, place_of(update).chat_id)
    seen, words = seen_by(update, context, answer), context.words(update)
    await acknowledge(press, words.plain("block-whom"))
    page = min(of.page, seen.pages - 1)
    await change_buttons(update, keyboards.blocking(seen, page, words))


async def block_artist(
    update: Update, context: BotContext, press: CallbackQuery, on: Block
) -> None:
    """Never show an artist of an answer to this person again; the answer is at once without it."""
    if not is_private(update):
        raise ButtonMeaningless
    answer = await context.services.store(answer_of, on.query_id, place_of(update).chat_id)
    artist, page = answer.artist(on.key), seen_by(update, context, answer).page_of(on.key)
    if artist is None:
        raise AnswerForgotten
    name = await _block(update, context, Named(artist.artist_key, artist.artist_name))
    await acknowledge(press, context.words(update).plain("block-done", artist=name))
    await change_message(update, *await shown_page(update, context, answer, page or 0))


async def block_named(update: Update, context: BotContext) -> None:
    """Answer `/block <artist>`, or for what it replies to; without either, ask for an artist."""
    asked = await asked_with(update, context)
    if asked is None:
        await ask_which(update, context, "block-ask")
    elif asked.key is not None:
        await _say_blocked(update, context, asked.key)
    else:
        await _block_typed(update, context, asked.typed, way="command")


async def block_answered(update: Update, context: BotContext) -> None:
    """Take a reply to the question who is to be blocked as the name of an artist."""
    message = update.effective_message
    if message is not None and message.text:
        await _block_typed(update, context, storable(message.text), way="text")


async def block_pressed(
    update: Update, context: BotContext, press: CallbackQuery, on: BlockNamed
) -> None:
    """Never show the artist again that somebody has meant, in place of the question which."""
    recommender, words, place = context.recommender, context.words(update), place_of(update)
    if not is_private(update) and press.message is not None:
        question = await context.services.store(
            question_at, place.chat_id, press.message.message_id
        )
        if question is None or question.person_id != place.person_id:
            raise ButtonMeaningless
    if not recommender.catalog.knows(on.key):
        await acknowledge(press, words.plain("similar-gone"))
        return
    artist = recommender.artist(on.key)
    name = await _block(update, context, Named(artist.key, artist.name))
    await acknowledge(press)
    await change_message(update, words.html("block-done", artist=name), None)


async def blocked(update: Update, context: BotContext) -> None:
    """List whom this person never wants to see."""
    if not await is_sent_to_private(update, context, TOPIC):
        await say(update, context, *await _listed(update, context, 0))


async def turn_blocked(
    update: Update, context: BotContext, press: CallbackQuery, to: TurnBlocked
) -> None:
    """Let an artist back, if one was pressed, and show a page of the others."""
    if not is_private(update):
        raise ButtonMeaningless
    said = None
    if to.let_back is not None:
        person_id = place_of(update).person_id
        name = await context.services.store(let_back, person_id, to.let_back)
        if name is not None:
            name = messages.shortened(name, messages.LONGEST_NAME)
            said = context.words(update).plain("block-let-back", artist=name)
    await acknowledge(press, said)
    await change_message(update, *await _listed(update, context, to.page))


async def _block_typed(update: Update, context: BotContext, typed: str, *, way: str) -> None:
    recommender = context.recommender
    reading = await reading_of(context, recommender, typed)
    if isinstance(reading, Request):
        await _say_blocked(update, context, *(match.artist.key for match in reading.near))
    else:
        await ask_back(
            update, context, recommender, reading, typed=typed, way=way, leads_to=BlockNamed
        )


async def _say_blocked(update: Update, context: BotContext, *keys: ArtistKey) -> None:
    recommender, words = context.recommender, context.words(update)
    names = []
    for key in keys:
        if recommender.catalog.knows(key):
            artist = recommender.artist(key)
            names.append(await _block(update, context, Named(artist.key, artist.name)))
    if names:
        text = words.html("block-done", artist=messages.listed(names, words))
    else:
        text = words.html("similar-gone")
    await say(update, context, text, quietly=True)


async def _block(update: Update, context: BotContext, artist: Named) -> str:
    """Block, and return the name as it is told."""
    services = context.services
    await services.store(block, place_of(update).person_id, artist, services.now())
    context.blocked |= {artist.key}
    return messages.shortened(artist.name, messages.LONGEST_NAME)


async def _listed(
    update: Update, context: BotContext, page: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    artists = await context.services.store(blocked_by, place_of(update).person_id)
    return collections.blocked(artists, page, context.words(update), context.artist_link(update))
