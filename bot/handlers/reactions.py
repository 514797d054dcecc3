"""👍 or 👎 put on a message: a vote on the artist that the message is about."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import ReactionType, ReactionTypeEmoji, Update

from bot.context import BotContext, place_of
from bot.store.messages import said_as
from bot.store.votes import Opinion, settle_vote, withdraw_reaction

_THUMBS = {"👍": 1, "👎": -1}


async def reacted(update: Update, context: BotContext) -> None:
    """Count what the person's thumbs on a message say now; other reactions say nothing of taste.

    It is counted without a word, as the reaction itself shows.
    """
    reaction = update.message_reaction
    if reaction is None:
        return
    services = context.services
    said = await services.store(said_as, reaction.chat.id, reaction.message_id)
    before, now = _thumb(reaction.old_reaction), _thumb(reaction.new_reaction)
    if before == now:
        return
    to_message = f"reaction:{reaction.message_id}:"
    vote_id = f"{to_message}{update.update_id}"
    opinion = Opinion(services.now(), vote_id, place_of(update), now)
    if not now:
        await services.store(withdraw_reaction, opinion, to_message)
        services.metrics.voted(now)
    elif said is not None and said.about.artist_key:
        version = context.recommender.version_id
        await services.store(settle_vote, opinion, said.about, version)
        services.metrics.voted(now)


def _thumb(reactions: Iterable[ReactionType]) -> int:
    """Return 1 for 👍, -1 for 👎, 0 for neither, or both."""
    signs = {_THUMBS.get(one.emoji, 0) for one in reactions if isinstance(one, ReactionTypeEmoji)}
    return sum(signs)
