"""The way in: written down, once each; then handled, each chat in its order, fairly.

`accept` returns once updates are on disk. Whoever called it may then tell Telegram so.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Coroutine, Hashable, Sequence
from datetime import timedelta
from typing import Any

from telegram import Chat, Update

from bot.context import BotApplication
from bot.errors import StoreUnavailable
from bot.intake.allowance import Allowance, Verdict
from bot.intake.handling import Handling, Item, Tell
from bot.intake.lanes import Lanes
from bot.intake.reading import arrival_of
from bot.intake.understanding import understood
from bot.outgoing.delivery import Delivery
from bot.patience import rest
from bot.store.inbox import Arrival, Kept, keep, prune, release, set_aside, taken_up_again

logger = logging.getLogger(__name__)

_MOST_AT_ONCE = 256  # chats; most of them wait, for Telegram or the model
_MOST_WAITING, _MOST_WAITING_IN_A_GROUP = 50, 5  # of one person, in one chat
_SUSPECT_CRASHES = 2.0
_CALM_SECONDS = 2.0  # what computes longer than that is not what kills at once
_PRUNED_EVERY = timedelta(hours=1)
_WAITED_FOR = timedelta(hours=24)  # as long as Telegram keeps what a bot does not fetch
_LOOKED_AT = timedelta(days=30)  # by an operator, of what was given up
_REPEATED_WITHIN = timedelta(hours=48)  # Telegram keeps an update for a day
_NO_UPDATE = "it is no update that python-telegram-bot can read"
# Cheap to answer, and sent by every letter typed or every thumb: a quarter of a request each.
_CHEAP = {"callback_query": 0.25, "inline_query": 0.25, "chosen_inline_result": 0.0}


class Intake:
    """Takes updates, however they come."""

    def __init__(self, application: BotApplication, delivery: Delivery, tell: Tell) -> None:
        """Prepare; nothing is read or begun.

        Args:
            application: that handles updates.
            delivery: that is told who speaks.
            tell: see `bot.intake.handling`.
        """
        data = application.bot_data
        self._services = data.services
        self._application = application
        self._delivery = delivery
        self._tell = tell
        self._handling = Handling(application, tell)
        self._lanes = Lanes(self._handling.handle, most_at_once=_MOST_AT_ONCE)
        self._allowance = Allowance(data.settings.requests_per_minute)
        self._patient: set[int] = set()  # chats that know that the database takes nothing
        self._aside: set[asyncio.Task[None]] = set()

    @property
    def room(self) -> int:
        """How many more chats could be served at once."""
        return self._lanes.free

    @property
    def waiting(self) -> int:
        """How many updates have not been begun."""
        return self._lanes.waiting

    async def has_room(self) -> None:
        """Wait until one more chat could be served."""
        await self._lanes.has_room()

    async def accept(self, raw_updates: Sequence[Any]) -> None:
        """Write updates down, and let those that are new be handled.

        Args:
            raw_updates: as they came; anything that JSON can say.

        Raises:
            StoreUnavailable: nothing is written down, and Telegram must not be told otherwise.
        """
        services = self._services
        arrivals = [arrival_of(raw) for raw in raw_updates]
        services.check_database()
        try:
            kept = await services.store(keep, arrivals, services.now())
        except StoreUnavailable as error:
            services.health.store_problem = str(error)
            self._ask_for_patience(arrivals)
            raise
        services.health.wrote(services.now())
        self._patient.clear()
        for arrival in arrivals:
            services.metrics.arrived(arrival.kind)
        if len(kept) < len(arrivals):
            logger.info("%d updates came a second time", len(arrivals) - len(kept))
        for one in kept:
            try:
                self._enter(one)
            except Exception as error:  # the others are on disk too, and nobody else lets them in
                logger.exception("An update could not be let in")
                self._beside(self._set_aside(one, type(error).__name__))

    async def resume(self) -> None:
        """Take up what was left when the last process ended.

        A few at a time, and alone what was being worked on at two deaths already: for the next
        death, if it comes, few are to be blamed, and nobody but the third time's culprit.
        """
        after = self._services.now() - _WAITED_FOR
        left = await self._services.store(taken_up_again, after)
        if left:
            logger.info("%d updates were left by the last process", len(left))
        suspects = [kept for kept in left if kept.crashes >= _SUSPECT_CRASHES]
        others = [kept for kept in left if kept.crashes < _SUSPECT_CRASHES]
        for kept, at_most in (*((one, 0) for one in suspects), *((one, 3) for one in others)):
            self._enter(kept, is_left=True)
            await self._handling.calm(at_most, _CALM_SECONDS)

    async def idle(self) -> None:
        """Wait until all that came is done."""
        await self._lanes.idle()
        if self._aside:
            await asyncio.wait(self._aside)

    async def close(self, grace_seconds: float) -> None:
        """Begin nothing more; what is not done within the grace is left for the next process."""
        broken_off = await self._lanes.close(grace_seconds)
        left = self._lanes.waiting + len(broken_off)
        if left:
            logger.info("%d updates are left for the next start", left)
        try:
            await self._services.store(release, [item.kept.id for item in broken_off])
        except StoreUnavailable as error:
            logger.warning("What was broken off counts as a crash: %s", error)

    async def prune_for_ever(self) -> None:
        """Forget from time to time what Telegram will not repeat any more."""
        while True:
            try:
                now = self._services.now()
                await self._services.store(prune, now - _REPEATED_WITHIN, now - _LOOKED_AT)
            except StoreUnavailable as error:
                logger.warning("Old updates are not forgotten: %s", error)
            await asyncio.sleep(_PRUNED_EVERY.total_seconds())

    def _enter(self, kept: Kept, *, is_left: bool = False) -> None:
        """Let an update wait for its turn.

        Args:
            kept: the update.
            is_left: whether it was let in before, so that nobody is told now that it is too much.
        """
        update = understood(kept.arrival, self._application.bot)
        if update is None:
            self._beside(self._set_aside(kept, _NO_UPDATE))
            return
        arrival, lane = kept.arrival, _lane(update, kept)
        if arrival.chat_id is not None:
            self._delivery.is_wanted_again(arrival.chat_id)
        verdict, is_request = Verdict.HANDLED, False
        if arrival.person_id is not None and not is_left and self._asks_something(update):
            now = asyncio.get_running_loop().time()
            cost = _CHEAP.get(arrival.kind, 1.0)
            is_request = cost >= 1.0
            is_crowded = is_request and self._is_crowded(lane, arrival)
            verdict = self._allowance.verdict(
                arrival.person_id,
                cost,
                now,
                is_crowded=is_crowded,
                can_be_told=update.effective_chat is not None,
            )
        if verdict is Verdict.PASSED_OVER:  # at once: waiting would make a flood grow
            self._beside(self._handling.handle(Item(kept, update, verdict)))
            return
        press = update.callback_query
        resting = asyncio.create_task(rest(press)) if press is not None else None
        self._lanes.add(lane, Item(kept, update, verdict, is_request, resting))

    def _is_crowded(self, lane: Hashable, arrival: Arrival) -> bool:
        """Say whether so much of one person's waits in a chat that another request is too much.

        In a group everybody else's waits behind it, three seconds for each answer.
        """
        is_group = (arrival.chat_id or 0) < 0
        own = [
            item
            for item in self._lanes.waiting_in(lane)
            if item.is_request and item.kept.arrival.person_id == arrival.person_id
        ]
        return len(own) >= (_MOST_WAITING_IN_A_GROUP if is_group else _MOST_WAITING)

    def _asks_something(self, update: Update) -> bool:
        """Say whether an update is for any handler: what people tell each other is for none.

        A filter that fails will fail again when the update's turn comes, and be reported there.
        """
        handlers = itertools.chain.from_iterable(self._application.handlers.values())
        checks = (handler.check_update(update) for handler in handlers)
        try:
            return any(check is not None and check is not False for check in checks)
        except Exception:
            return True

    def _ask_for_patience(self, arrivals: Sequence[Arrival]) -> None:
        """Tell people once that they have to wait, though nothing of theirs could be kept yet."""
        for arrival in arrivals:
            update = understood(arrival, self._application.bot)
            if update is None or update.effective_chat is None:
                continue
            is_asking = update.callback_query is not None or (
                update.message is not None and update.effective_chat.type == Chat.PRIVATE
            )
            if is_asking and update.effective_chat.id not in self._patient:
                self._patient.add(update.effective_chat.id)
                self._beside(self._tell(update, "sorry-later"))

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _set_aside(self, kept: Kept, problem: str) -> None:
        try:
            await self._services.store(set_aside, kept.id, problem)
            self._services.metrics.set_aside()
        except StoreUnavailable as error:  # it waits in the inbox, for the next start to try
            logger.warning("An update that cannot be read is not set aside yet: %s", error)


def _lane(update: Update, kept: Kept) -> tuple[str, int]:
    """Return what an update has to wait for: its chat, or what its person typed before inline."""
    if kept.arrival.chat_id is not None:
        return "chat", kept.arrival.chat_id
    if update.effective_user is not None:
        return "person", update.effective_user.id
    return "alone", kept.id
