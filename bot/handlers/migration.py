"""A group becomes a supergroup: Telegram gives it another number, and what is kept moves along."""

from __future__ import annotations

from telegram import Update

from bot.context import BotContext
from bot.store.events import migrate_chat


async def migrated(update: Update, context: BotContext) -> None:
    """Move what is kept, whichever of Telegram's two messages comes first."""
    message = update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id:
        old, new = message.chat_id, message.migrate_to_chat_id
    elif message.migrate_from_chat_id:
        old, new = message.migrate_from_chat_id, message.chat_id
    else:
        return
    await context.services.store(migrate_chat, old, new)
