"""What the buttons below an answer do to its message: turn the page, say why, answer anew."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.answering import about, answer_for, asked_again, buttons_of, seen_by, shown_page, words_of
from bot.answers import Answer, Kind
from bot.callback_data import ChangeAdventure, SayWhy, TurnPage
from bot.context import BotContext, place_of
from bot.conversation import say_in_place
from bot.errors import AnotherPersons, ButtonMeaningless
from bot.reasons import reasons_for
from bot.recommending import recommended, starters
from bot.rendering.reasons import why
from bot.replies import acknowledge, change_message
from bot.store.events import answer_of
from model.adventure import Adventure


async def turn_page(
    update: Update, context: BotContext, press: CallbackQuery, to: TurnPage
) -> None:
    """Show another page of a stored answer: nothing repeats, not even after a retraining."""
    answer = await context.services.store(answer_of, to.query_id, place_of(update).chat_id)
    text, buttons = await shown_page(update, context, answer, to.page)
    await acknowledge(press)
    await change_message(update, text, buttons)


async def say_why(update: Update, context: BotContext, press: CallbackQuery, on: SayWhy) -> None:
    """Give the reason for each artist of a page; turning to a page shows it plain again."""
    services = context.services
    answer = await services.store(answer_of, on.query_id, place_of(update).chat_id)
    seen, words = seen_by(update, context, answer), words_of(update, context, answer)
    if seen.kind is not Kind.SIMILAR:
        raise ButtonMeaningless
    if not seen.artists:  # all of them were blocked
        await acknowledge(press)
        await change_message(update, *await shown_page(update, context, answer, 0))
        return
    page = min(on.page, seen.pages - 1)
    near = [seed.artist_key for seed in seen.near]
    keys = [artist.artist_key for artist in seen.page(page)]
    reasons = await services.model(reasons_for, context.recommender, near, keys)
    text = why(seen, page, reasons, words, context.artist_link(update))
    buttons = await buttons_of(update, context, seen, page, is_explained=True)
    await acknowledge(press)
    await change_message(update, text, buttons)


async def change_adventure(
    update: Update, context: BotContext, press: CallbackQuery, to: ChangeAdventure
) -> None:
    """Answer what was asked anew, better or lesser known, in the place of the answer before."""
    before = await context.services.store(answer_of, to.query_id, place_of(update).chat_id)
    answer = await _answered_anew(update, context, before, to.adventure)
    if answer is None:
        await acknowledge(press, context.words(update).plain("similar-gone"))
        return
    text, buttons = await shown_page(update, context, answer, 0)
    await acknowledge(press)
    await say_in_place(update, context, text, buttons, about=about(answer))


async def _answered_anew(
    update: Update, context: BotContext, before: Answer, adventure: Adventure
) -> Answer | None:
    """Answer what an answer was for at another level; None where the model cannot any more."""
    if before.kind is Kind.RECOMMENDED:
        # An anonymous admin asks as the group, and presses as themselves.
        place = place_of(update)
        if before.person_id not in {place.person_id, place.chat_id}:
            raise AnotherPersons
        answer = await recommended(
            update, context, adventure=adventure, way="button", language=before.language
        )
        return answer or await starters(update, context, way="button")
    if before.kind is not Kind.SIMILAR:
        raise ButtonMeaningless
    recommender = context.recommender
    request = asked_again(recommender, before, adventure)
    if request is None:
        return None
    return await answer_for(
        update,
        context,
        recommender,
        request,
        typed="",
        way="button",
        instead_of=before,
    )
