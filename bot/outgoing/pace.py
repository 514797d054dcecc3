"""How fast a bot may speak: so many messages in any stretch of time, in all and per chat.

Source:
    https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about 30
    messages a second in all, 20 a minute in a group, one a second in a chat but for short bursts.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_right, insort
from dataclasses import dataclass

_REMEMBERED = 1024  # chats; beyond, those whose last message is long ago are forgotten


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in any stretch of so many seconds."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Burst:
    """So many at once, and one more every so many seconds."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """The rates that hold at once.

    Attributes:
        in_all: for the bot. All are a little below Telegram's, as what is sent in time may arrive
            out of it.
        per_chat: for each chat.
        per_group: for each group besides.
    """

    in_all: Rate = Rate(10, 0.37)  # 27 a second, and evenly: 30 at once arrive unevenly
    per_chat: Burst = Burst(4, 1.05)
    per_group: Rate = Rate(20, 60.5)


TELEGRAM_PACE = Pace()


class Window:
    """Gives out moments such that no stretch of time sees more of them than its rate allows.

    A bucket that leaks would allow twice the rate in its first minute; this never does.
    """

    def __init__(self, rate: Rate) -> None:
        """Begin with none given out."""
        self._rate = rate
        self._given: list[float] = []  # in order, those that still matter

    def is_free(self, now: float) -> bool:
        """Say whether the next moment would be now."""
        return self._next(now) <= now

    def is_unused(self, now: float) -> bool:
        """Say whether all that was given out is too long ago to matter."""
        return not self._given or self._given[-1] + self._rate.seconds <= now

    def give(self, now: float) -> float:
        """Return the next moment, which is now or later: whoever asks first goes first."""
        del self._given[: bisect_right(self._given, now - self._rate.seconds)]
        moment = self._next(now)
        insort(self._given, moment)
        return moment

    def give_back(self, moment: float) -> None:
        """Take back a moment that was not used."""
        if moment in self._given:
            self._given.remove(moment)

    def _next(self, now: float) -> float:
        if len(self._given) < self._rate.most:
            return now
        return max(now, self._given[-self._rate.most] + self._rate.seconds)


class Bucket:
    """Gives out moments, a burst of them at once and then one by one; fills up again as slowly.

    Source:
        The generic cell rate algorithm, ITU-T I.371: kept is when the next moment would be, were
        they given out evenly.
    """

    def __init__(self, burst: Burst) -> None:
        """Begin full."""
        self._burst = burst
        self._even = 0.0

    def is_free(self, now: float) -> bool:
        """Say whether the next moment would be now."""
        return self._next(now) <= now

    def is_unused(self, now: float) -> bool:
        """Say whether it is full again."""
        return self._even <= now

    def give(self, now: float) -> float:
        """Return the next moment, which is now or later: whoever asks first goes first."""
        moment = self._next(now)
        self._even = max(self._even, moment) + self._burst.seconds
        return moment

    def give_back(self, _moment: float) -> None:
        """Take back a moment that was not used."""
        self._even -= self._burst.seconds

    def _next(self, now: float) -> float:
        return max(now, self._even - (self._burst.most - 1) * self._burst.seconds)


class Turns:
    """Lets each message wait for its turn."""

    def __init__(self, pace: Pace) -> None:
        """Begin with nobody waiting."""
        self._pace = pace
        self._in_all = Window(pace.in_all)
        self._chats: dict[int, tuple[Window | Bucket, ...]] = {}

    async def wait(self, chat_id: int) -> None:
        """Wait until a message may go to a chat; in one chat the first to ask goes first."""
        for window in (*self._of(chat_id), self._in_all):
            await _until_given(window)

    def is_free(self, chat_id: int) -> bool:
        """Say whether a message could go at once."""
        now = asyncio.get_running_loop().time()
        return all(window.is_free(now) for window in (*self._of(chat_id), self._in_all))

    def _of(self, chat_id: int) -> tuple[Window | Bucket, ...]:
        if chat_id not in self._chats:
            self._forget_the_quiet()
            bucket = Bucket(self._pace.per_chat)
            is_group = chat_id < 0
            self._chats[chat_id] = (
                (bucket, Window(self._pace.per_group)) if is_group else (bucket,)
            )
        return self._chats[chat_id]

    def _forget_the_quiet(self) -> None:
        if len(self._chats) >= _REMEMBERED:
            now = asyncio.get_running_loop().time()
            self._chats = {
                chat_id: windows
                for chat_id, windows in self._chats.items()
                if not all(window.is_unused(now) for window in windows)
            }


async def _until_given(window: Window | Bucket) -> None:
    now = asyncio.get_running_loop().time()
    moment = window.give(now)
    try:
        if moment > now:
            await asyncio.sleep(moment - now)
    except asyncio.CancelledError:
        window.give_back(moment)
        raise
