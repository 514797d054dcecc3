"""How handlers reach what they need: a typed context with properties, no string keys."""

from __future__ import annotations

import logging
import time
from typing import Any, TypeAlias

from telegram import Chat, Update
from telegram.ext import Application, CallbackContext

from bot.errors import StoreUnavailable
from bot.i18n.translator import Words
from bot.marking import Marks
from bot.outgoing.kindred_bot import KindredBot
from bot.preferences import Preferences
from bot.services import Services
from bot.settings import Settings
from bot.store.events import Place
from bot.store.people import choices_of
from model.recommender import Recommender
from model.types import ArtistKey

logger = logging.getLogger(__name__)


INLINE = "inline"


class BotData:
    """What `build_application` hands to every context.

    Attributes:
        services: what the handlers ask.
        settings: what the operator chose.
        marks: marks of votes that wait to be made.
        postponed: how often an update in hand could not be finished, by the update's number.
    """

    services: Services
    settings: Settings
    marks: Marks

    def __init__(self) -> None:
        """Begin with nothing postponed; the rest is set by who builds the application."""
        self.postponed: dict[int, int] = {}


class BotContext(CallbackContext[KindredBot, dict[Any, Any], dict[Any, Any], BotData]):
    """The context of one update."""

    def __init__(
        self, application: BotApplication, chat_id: int | None = None, user_id: int | None = None
    ) -> None:
        """Start the clock: an update's time is counted from here."""
        super().__init__(application, chat_id=chat_id, user_id=user_id)
        self._started = time.perf_counter()
        self.preferences = Preferences()
        self.blocked: frozenset[ArtistKey] = frozenset()

    async def refresh_data(self) -> None:
        """Recall what the person of the update has chosen, before any handler answers."""
        if self._user_id is None:
            return
        try:
            chosen = await self.services.store(choices_of, self._user_id)
            self.preferences, self.blocked = chosen
        except StoreUnavailable as error:  # a handler that cannot do without will say so
            logger.warning("What a person has chosen is not known: %s", error)

    @property
    def services(self) -> Services:
        """What there is to ask."""
        return self.bot_data.services

    @property
    def settings(self) -> Settings:
        """What the operator chose."""
        return self.bot_data.settings

    @property
    def recommender(self) -> Recommender:
        """The model that answers this update."""
        return self.services.live.recommender

    @property
    def took_ms(self) -> float:
        """Milliseconds since the update was taken up."""
        return round((time.perf_counter() - self._started) * 1000, 1)

    def words(self, update: Update) -> Words:
        """Return the words in the language of whoever caused the update."""
        person = update.effective_user
        by_telegram = person.language_code if person else None
        return self.services.translator.words_for(self.preferences.language or by_telegram)

    def artist_link(self, update: Update) -> str:
        """Return where artists' names lead; see `bot.links.address_of`.

        In a group that is the operator's choice: what one person has chosen is not for all.
        """
        site = self.preferences.site
        is_own = update.effective_chat is None or is_private(update)  # no chat: inline mode
        return site.template if site and is_own else self.settings.artist_link


BotApplication: TypeAlias = Application[
    KindredBot, BotContext, dict[Any, Any], dict[Any, Any], BotData, None
]


def place_of(update: Update) -> Place:
    """Return who spoke and where; an anonymous admin speaks as the group.

    What is typed for inline mode may be sent anywhere, so it counts as the person's own chat, of
    the type `inline`.

    Raises:
        ValueError: the update comes from no chat, which no route lets through.
    """
    sender, chat = update.effective_sender, update.effective_chat
    if sender is not None and (update.inline_query or update.chosen_inline_result):
        return Place(sender.id, sender.id, INLINE)
    if sender is None or chat is None:
        message = f"Update {update.update_id} has no sender or no chat"
        raise ValueError(message)
    return Place(sender.id, chat.id, str(chat.type))


def is_private(update: Update) -> bool:
    """Say whether the chat is one person's own."""
    return update.effective_chat is not None and update.effective_chat.type == Chat.PRIVATE
