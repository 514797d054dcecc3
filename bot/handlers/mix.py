"""`/mix`: whoever wants to takes part with a button, and the picks serve everybody's taste."""

from __future__ import annotations

from telegram import CallbackQuery, Update, User

from bot.answering import about, shown_page
from bot.answers import Kind
from bot.callback_data import JoinMix
from bot.context import BotContext, is_private, place_of
from bot.conversation import say, say_in_place
from bot.errors import ButtonMeaningless
from bot.recommending import has_say, mixed
from bot.replies import acknowledge
from bot.store.events import answer_of
from bot.store.mixes import Member, join_mix, leave_mix, members_of
from bot.store.tastes import taste_of


async def mix(update: Update, context: BotContext) -> None:
    """Show who takes part, and the picks for them."""
    if is_private(update):
        await say(update, context, context.words(update).html("mix-in-private"))
        return
    members = await context.services.store(members_of, place_of(update).chat_id)
    answer = await mixed(update, context, members, way="command")
    await say(update, context, *await shown_page(update, context, answer, 0), about=about(answer))


async def join_or_leave(
    update: Update, context: BotContext, press: CallbackQuery, on: JoinMix
) -> None:
    """Take part, or no longer; the message shows picks for those who do now."""
    services, place, words = context.services, place_of(update), context.words(update)
    before = await services.store(answer_of, on.query_id, place.chat_id)
    if before.kind is not Kind.MIX:
        raise ButtonMeaningless
    if on.is_joining:
        member = member_of(press.from_user)
        await services.store(join_mix, place.chat_id, member, services.now())
        taste = await services.store(taste_of, member.person_id)
        said = "mix-joined" if has_say(taste, context) else "mix-joined-without-votes"
    else:
        await services.store(leave_mix, place.chat_id, press.from_user.id)
        said = "mix-left"
    await acknowledge(press, words.plain(said))
    members = await services.store(members_of, place.chat_id)
    answer = await mixed(update, context, members, way="button", language=before.language)
    shown = await shown_page(update, context, answer, 0)
    await say_in_place(update, context, *shown, about=about(answer))


def member_of(person: User) -> Member:
    """Return somebody as the mix will name them."""
    return Member(person.id, person.first_name, (person.username or "").casefold())
