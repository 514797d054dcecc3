"""`/taste`: two people of a chat who both take part in its mix, held against each other."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import CallbackQuery, Message, Update
from telegram.constants import MessageEntityType

from bot.callback_data import Compare
from bot.context import BotContext, is_private, place_of
from bot.conversation import say, say_in_place
from bot.rendering import comparisons
from bot.replies import acknowledge
from bot.store.mixes import Member, members_of
from bot.store.tastes import taste_of
from model.recommender import Comparison, Taste


async def taste(update: Update, context: BotContext) -> None:
    """Compare whoever asks with whom they name or reply to; else let them choose."""
    words, place = context.words(update), place_of(update)
    if is_private(update):
        await say(update, context, words.html("taste-in-private"))
        return
    members = await context.services.store(members_of, place.chat_id)
    asker = _member(members, place.person_id)
    others = [member for member in members if member.person_id != place.person_id]
    message = update.effective_message
    named = _named(message, members) if message is not None else None
    if asker is None:
        await say(update, context, words.html("taste-join-first"), quietly=True)
    elif named == asker:
        await say(update, context, words.html("taste-yourself"), quietly=True)
    elif isinstance(named, Member):
        await say(update, context, *await _compared(update, context, asker, named))
    elif named is not None:
        text = words.html("taste-not-taking-part", name=comparisons.person(named))
        await say(update, context, text, quietly=True)
    elif not others:
        await say(update, context, words.html("taste-nobody"), quietly=True)
    else:
        await say(update, context, words.html("taste-whom"), comparisons.choice(others, words))


async def compare_pressed(
    update: Update, context: BotContext, press: CallbackQuery, on: Compare
) -> None:
    """Compare whoever presses with whom they have chosen, in place of the question."""
    words, place = context.words(update), place_of(update)
    members = await context.services.store(members_of, place.chat_id)
    asker, other = _member(members, press.from_user.id), _member(members, on.person_id)
    if asker is None or other is None:
        await acknowledge(press, words.plain("taste-join-first"))
    elif asker == other:
        await acknowledge(press, words.plain("taste-yourself"))
    else:
        await acknowledge(press)
        await say_in_place(update, context, *await _compared(update, context, asker, other))


async def _compared(
    update: Update, context: BotContext, first: Member, second: Member
) -> comparisons.Shown:
    services, recommender = context.services, context.recommender
    tastes = []
    for member in (first, second):
        voted = await services.store(taste_of, member.person_id)
        tastes.append(Taste(voted.likes, voted.dislikes))
    found: Comparison = await services.model(recommender.compare, *tastes)
    words = context.words(update)
    return comparisons.compared(first.name, second.name, found, words, context.artist_link(update))


def _named(message: Message, members: Sequence[Member]) -> Member | str | None:
    """Return whom a command names: somebody who takes part, the name of somebody else, or nobody.

    A mention counts before words, and words before the message that is replied to.
    """
    for entity, text in message.parse_entities().items():
        if entity.type == MessageEntityType.TEXT_MENTION and entity.user is not None:
            return _member(members, entity.user.id) or entity.user.first_name
        if entity.type == MessageEntityType.MENTION:
            return _called(members, text) or text
    _, *name = (message.text or "").split(maxsplit=1)
    if name:
        return _called(members, name[0]) or name[0].strip()
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or replied.from_user.is_bot:
        return None
    if replied.message_id == message.message_thread_id:
        return None  # in a topic every message replies to the one that opened it
    return _member(members, replied.from_user.id) or replied.from_user.first_name


def _called(members: Sequence[Member], name: str) -> Member | None:
    """Return who has this user name, which begins with @, or else this user name or name."""
    wanted = name.strip().removeprefix("@").casefold()
    by_username = (one for one in members if one.username and one.username == wanted)
    by_name = (one for one in members if one.name.strip().casefold() == wanted)
    found = next(by_username, None)
    return found if name.startswith("@") else found or next(by_name, None)


def _member(members: Sequence[Member], person_id: int) -> Member | None:
    return next((one for one in members if one.person_id == person_id), None)
