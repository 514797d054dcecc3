"""Every route, in the order in which it is tried; the first that fits takes the update.

Only new messages and pressed buttons are asked for (`ALLOWED_UPDATES`), so no route meets an
edited message or a channel post.
"""

from __future__ import annotations

from typing import Any

from telegram import Message, Update
from telegram.constants import UpdateType
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.callback_data import (
    ChangeAdventure,
    PressThumb,
    SayWhy,
    ShowArtist,
    TurnPage,
    parsed,
)
from bot.context import BotApplication, BotContext
from bot.handlers.failures import failed
from bot.handlers.pages import change_adventure, say_why, turn_page
from bot.handlers.similar import artist_named, show_artist, similar
from bot.handlers.start import help_, no_text, start, unknown_command
from bot.handlers.votes import vote
from bot.i18n.translator import Translator
from bot.replies import acknowledge

ALLOWED_UPDATES = (UpdateType.MESSAGE, UpdateType.CALLBACK_QUERY)
COMMANDS = ("similar", "help", "start")
"""The command menu, most useful first; what each does is the message `command-…`."""


class _AnswersOurQuestion(filters.MessageFilter):
    """A reply to the bot's own "Which artist?", which is how a group answers without a command."""

    def __init__(self, translator: Translator) -> None:
        super().__init__(name="answers our question")
        self._translator = translator

    def filter(self, message: Message) -> bool:
        asked = message.reply_to_message
        if asked is None or asked.from_user is None or asked.from_user.id != message.get_bot().id:
            return False
        texts = (words.html("similar-ask") for words in self._translator.languages.values())
        return asked.text_html in texts


async def pressed(update: Update, context: BotContext) -> None:
    """Pass a pressed button on by the type of its payload."""
    press = update.callback_query
    if press is None:
        return
    payload = parsed(press.data)
    if payload is None or update.effective_chat is None:
        await acknowledge(press, context.words(update).plain("button-unknown"))
        return
    match payload:
        case ShowArtist():
            await show_artist(update, context, press, payload)
        case TurnPage():
            await turn_page(update, context, press, payload)
        case SayWhy():
            await say_why(update, context, press, payload)
        case ChangeAdventure():
            await change_adventure(update, context, press, payload)
        case PressThumb():
            await vote(update, context, press, payload)


def add_routes(application: BotApplication, translator: Translator) -> None:
    """Register every handler."""
    new = filters.UpdateType.MESSAGE
    private = filters.ChatType.PRIVATE
    text = filters.TEXT & ~filters.COMMAND
    routes: list[CommandHandler[BotContext, Any] | MessageHandler[BotContext, Any]] = [
        CommandHandler("start", start, new),
        CommandHandler("help", help_, new),
        CommandHandler("similar", similar, new),
        # In private any text is an artist. In a group the bot sees replies to all it has said, and
        # most of them are not for it.
        MessageHandler(new & text & (private | _AnswersOurQuestion(translator)), artist_named),
        # Not in groups, and not for a command that names another bot.
        MessageHandler(
            new & private & filters.COMMAND & ~filters.Regex(r"^/\w+@"), unknown_command
        ),
        MessageHandler(new & private & ~filters.TEXT & ~filters.StatusUpdate.ALL, no_text),
    ]
    for route in routes:
        application.add_handler(route)
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_error_handler(failed)
