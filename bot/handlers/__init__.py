"""Every route, in the order in which it is tried; the first that fits takes the update.

Channel posts are not asked for (`ALLOWED_UPDATES`), so no route meets one. An edited message goes
the same way as a new one: `bot.conversation` edits the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.constants import UpdateType
from telegram.ext import (
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.callback_data import (
    Block,
    ChangeAdventure,
    ChooseBlocked,
    Prefer,
    PressThumb,
    SayWhy,
    ShowArtist,
    TurnBlocked,
    TurnLikes,
    TurnPage,
    parsed,
)
from bot.context import BotApplication, BotContext
from bot.handlers import blocks, likes, preferences
from bot.handlers.failures import failed
from bot.handlers.pages import change_adventure, say_why, turn_page
from bot.handlers.reactions import reacted
from bot.handlers.similar import artist_linked, artist_named, show_artist, similar
from bot.handlers.start import help_, no_text, start, unknown_command
from bot.handlers.votes import vote
from bot.i18n.translator import Translator
from bot.replies import acknowledge

Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]
PressHandler = Callable[[Update, BotContext, CallbackQuery, Any], Coroutine[Any, Any, None]]

ALLOWED_UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MESSAGE_REACTION,
)

COMMANDS: dict[str, Handler] = {
    "similar": similar,
    "likes": likes.likes,
    "blocked": blocks.blocked,
    "settings": preferences.settings,
    "help": help_,
    "start": start,
}
"""The command menu, most useful first; what each does is the message `command-…`."""

TOPICS: dict[str, Handler] = {
    likes.TOPIC: likes.likes,
    blocks.TOPIC: blocks.blocked,
    preferences.TOPIC: preferences.settings,
}
"""What a deep link into the private chat may ask for: `/start settings`."""

PRESSED: dict[type[Any], PressHandler] = {
    ShowArtist: show_artist,
    TurnPage: turn_page,
    SayWhy: say_why,
    ChangeAdventure: change_adventure,
    PressThumb: vote,
    ChooseBlocked: blocks.choose_blocked,
    Block: blocks.block_artist,
    TurnBlocked: blocks.turn_blocked,
    TurnLikes: likes.turn_likes,
    Prefer: preferences.set_preference,
}
"""What a pressed button does, by the type of its payload."""

_KEY = r"[A-Za-z0-9_-]{11}"


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
    await PRESSED[type(payload)](update, context, press, payload)


def add_routes(application: BotApplication, translator: Translator) -> None:
    """Register every handler."""
    said = filters.UpdateType.MESSAGES  # new or edited
    private = filters.ChatType.PRIVATE
    text = filters.TEXT & ~filters.COMMAND
    for topic, handler in TOPICS.items():
        application.add_handler(CommandHandler("start", handler, said & private & _linked(topic)))
    application.add_handler(CommandHandler("start", artist_linked, said & _linked(_KEY)))
    for name, handler in COMMANDS.items():
        application.add_handler(CommandHandler(name, handler, said))
    # In private any text is an artist. In a group the bot sees replies to all it has said, and
    # most of them are not for it.
    named = said & text & (private | _AnswersOurQuestion(translator))
    application.add_handler(MessageHandler(named, artist_named))
    # Not in groups, and not for a command that names another bot.
    unknown = said & private & filters.COMMAND & ~filters.Regex(r"^/\w+@")
    application.add_handler(MessageHandler(unknown, unknown_command))
    no_words = filters.UpdateType.MESSAGE & private & ~filters.TEXT & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(no_words, no_text))
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(MessageReactionHandler(reacted))
    application.add_error_handler(failed)


def _linked(payload: str) -> filters.Regex:
    """Fit `/start` with the payload of a deep link."""
    return filters.Regex(rf"^/start(?:@\w+)?\s+(?:{payload})$")
