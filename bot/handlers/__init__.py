"""Every route, in the order in which it is tried; the first that fits takes the update.

Channel posts are not asked for (`ALLOWED_UPDATES`), so no route meets one. An edited message goes
the same way as a new one: `bot.conversation` edits the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.constants import UpdateType
from telegram.ext import (
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.callback_data import (
    AskStarters,
    Block,
    BlockNamed,
    ChangeAdventure,
    ChooseBlocked,
    Compare,
    Forget,
    JoinMix,
    Prefer,
    PressThumb,
    Recommend,
    SayWhy,
    ShowArtist,
    ShowMap,
    TurnBlocked,
    TurnLikes,
    TurnPage,
    parsed,
)
from bot.context import BotApplication, BotContext
from bot.handlers import (
    admin,
    blocks,
    inline,
    likes,
    migration,
    mix,
    preferences,
    privacy,
    recommend,
    taste,
    taste_map,
    top,
)
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
    UpdateType.INLINE_QUERY,
    UpdateType.CHOSEN_INLINE_RESULT,
)

COMMANDS: dict[str, Handler] = {
    "similar": similar,
    "recommend": recommend.recommend,
    "map": taste_map.map_,
    "mix": mix.mix,
    "taste": taste.taste,
    "top": top.top,
    "likes": likes.likes,
    "block": blocks.block_named,
    "blocked": blocks.blocked,
    "settings": preferences.settings,
    "privacy": privacy.privacy,
    "mydata": privacy.mydata,
    "forget": privacy.ask_forget,
    "help": help_,
    "start": start,
}
"""What everybody may ask for; what each does is the message `command-…`."""

GROUP_MENU = ("similar", "mix", "taste", "top", "map", "recommend", "help")
PRIVATE_MENU = tuple(name for name in COMMANDS if name not in {"mix", "taste", "start"})
"""The command menus, most useful first; the others work too."""

ADMIN_COMMANDS: dict[str, Handler] = {
    "stats": admin.stats,
    "model": admin.model,
    "reload": admin.reload,
    "export": admin.export,
}
"""For whoever is among `Settings.admins`; for everybody else they do not exist."""

TOPICS: dict[str, Handler] = {
    recommend.TOPIC: recommend.recommend,
    likes.TOPIC: likes.likes,
    blocks.TOPIC: blocks.blocked,
    preferences.TOPIC: preferences.settings,
    privacy.MYDATA: privacy.mydata,
    privacy.FORGET: privacy.ask_forget,
}
"""What a deep link into the private chat may ask for: `/start settings`."""

PRESSED: dict[type[Any], PressHandler] = {
    ShowArtist: show_artist,
    ShowMap: taste_map.show_map,
    TurnPage: turn_page,
    SayWhy: say_why,
    ChangeAdventure: change_adventure,
    PressThumb: vote,
    Recommend: recommend.recommend_now,
    AskStarters: recommend.other_starters,
    JoinMix: mix.join_or_leave,
    Compare: taste.compare_pressed,
    ChooseBlocked: blocks.choose_blocked,
    Block: blocks.block_artist,
    BlockNamed: blocks.block_pressed,
    TurnBlocked: blocks.turn_blocked,
    TurnLikes: likes.turn_likes,
    Prefer: preferences.set_preference,
    Forget: privacy.forget_pressed,
}
"""What a pressed button does, by the type of its payload."""

_KEY = r"[A-Za-z0-9_-]{11}"


class _Answers(filters.MessageFilter):
    """A reply to a question of the bot's own, which is how a group answers without a command."""

    def __init__(self, question_key: str, translator: Translator) -> None:
        super().__init__(name=f"answers {question_key}")
        self._question_key, self._translator = question_key, translator

    def filter(self, message: Message) -> bool:
        asked = message.reply_to_message
        if asked is None or asked.from_user is None or asked.from_user.id != message.get_bot().id:
            return False
        languages = self._translator.languages.values()
        return asked.text_html in (words.html(self._question_key) for words in languages)


class _NamesABot(filters.MessageFilter):
    """A command with a bot's name behind it, any or this one's."""

    def __init__(self, *, is_this: bool = False) -> None:
        super().__init__(name="names-this-bot" if is_this else "names-a-bot")
        self._is_this = is_this

    def filter(self, message: Message) -> bool:
        command, *_ = (message.text or "").split(maxsplit=1) or [""]
        _, at, name = command.partition("@")
        is_this = name.casefold() == message.get_bot().username.casefold()
        return bool(at) and (is_this or not self._is_this)


async def pressed(update: Update, context: BotContext) -> None:
    """Pass a pressed button on by the type of its payload."""
    press = update.callback_query
    if press is None:
        return
    payload = parsed(press.data)
    if payload is None or update.effective_chat is None:
        await acknowledge(press, context.words(update).plain("button-unknown"))
        return
    if not isinstance(payload, PressThumb) and press.message is not None:
        await context.bot_data.marks.settle((press.message.chat.id, press.message.message_id))
    await PRESSED[type(payload)](update, context, press, payload)


def add_routes(
    application: BotApplication, translator: Translator, admins: Collection[int]
) -> None:
    """Register every handler.

    Args:
        application: where.
        translator: of the questions that are answered in reply.
        admins: ids of those who have commands of their own.
    """
    # New or edited; what a channel posts is for its readers, in its discussion group too.
    said = filters.UpdateType.MESSAGES & ~filters.IS_AUTOMATIC_FORWARD
    private = filters.ChatType.PRIVATE
    # What a person sends by inline mode is an answer already, not a question.
    text = filters.TEXT & ~filters.COMMAND & ~filters.VIA_BOT
    is_admin = filters.User(admins)
    for name, handler in ADMIN_COMMANDS.items():
        application.add_handler(CommandHandler(name, handler, said & is_admin))
        linked = said & private & is_admin & _linked(name)
        application.add_handler(CommandHandler("start", handler, linked))
    for topic, handler in TOPICS.items():
        application.add_handler(CommandHandler("start", handler, said & private & _linked(topic)))
    application.add_handler(CommandHandler("start", artist_linked, said & _linked(_KEY)))
    for name, handler in COMMANDS.items():
        application.add_handler(CommandHandler(name, handler, said))
    # In private any text is an artist. In a group the bot sees replies to all it has said, and
    # most of them are not for it.
    questions: dict[str, Handler] = {
        "map-ask": taste_map.map_named,
        "block-ask": blocks.block_answered,
    }
    for key, handler in questions.items():
        application.add_handler(MessageHandler(said & text & _Answers(key, translator), handler))
    named = said & text & (private | _Answers("similar-ask", translator))
    application.add_handler(MessageHandler(named, artist_named))
    # In a group only what names this bot; nowhere what names another.
    unknown = said & filters.COMMAND & (private & ~_NamesABot() | _NamesABot(is_this=True))
    application.add_handler(MessageHandler(unknown, unknown_command))
    no_words = filters.UpdateType.MESSAGE & private & ~filters.TEXT & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(no_words, no_text))
    moved = filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE
    application.add_handler(MessageHandler(moved, migration.migrated))
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(MessageReactionHandler(reacted))
    application.add_handler(InlineQueryHandler(inline.offer))
    application.add_handler(ChosenInlineResultHandler(inline.chosen))
    application.add_error_handler(failed)


def _linked(payload: str) -> filters.Regex:
    """Fit `/start` with the payload of a deep link."""
    return filters.Regex(rf"^/start(?:@\w+)?\s+(?:{payload})$")
