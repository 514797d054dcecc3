"""How fast a bot may speak: so many messages in any stretch of time, in all and per chat.

Source:
    https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about 30
    messages a second in all, 20 a minute in a group, one a second in a chat but for short bursts.
"""

from __future__ import annotations

import asyncio
import math
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

_ROUNDING = 1e-6  # seconds; sums of floats are not exact
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

    in_all: Rate = Rate(5, 0.2)  # 25 a second, and evenly: 30 at once arrive unevenly
    per_chat: Burst = Burst(4, 1.05)
    per_group: Rate = Rate(20, 60.5)


TELEGRAM_PACE = Pace()


class Window:
    """Knows which moments no stretch of time sees more of than its rate allows.

    A bucket that leaks would allow twice the rate in its first minute; this never does.
    """

    def __init__(self, rate: Rate) -> None:
        """Begin with none taken."""
        self._rate = rate
        self._taken: list[float] = []  # in order, those that still matter

    def next(self, earliest: float) -> float:
        """Return the first moment that may be taken, not before another one."""
        later = (at + self._rate.seconds for at in self._taken)  # in order, so the first that fits
        moments = chain([earliest], (one for one in later if one > earliest))
        return next(filter(self._is_free, moments))

    def is_unused(self, now: float) -> bool:
        """Say whether all that was taken is too long ago to matter."""
        return not self._taken or self._taken[-1] + self._rate.seconds <= now

    def take(self, moment: float, now: float) -> None:
        """Take a moment that `next` has named."""
        del self._taken[: bisect_right(self._taken, now - self._rate.seconds)]
        insort(self._taken, moment)

    def give_back(self, moment: float) -> None:
        """Take back a moment that was not used."""
        if moment in self._taken:
            self._taken.remove(moment)

    def _is_free(self, moment: float) -> bool:
        """Say whether no stretch around a moment would see too many; later ones may be taken."""
        most, seconds = self._rate.most, self._rate.seconds
        at = bisect_right(self._taken, moment)
        around = [*self._taken[max(at - most, 0) : at], moment, *self._taken[at : at + most]]
        return all(
            later - first >= seconds - _ROUNDING
            for first, later in zip(around, around[most:], strict=False)
        )


class Bucket:
    """Knows moments of which a burst may be taken at once, and then one by one.

    Source:
        The generic cell rate algorithm, ITU-T I.371: kept is when the next moment would be, were
        they taken evenly.
    """

    def __init__(self, burst: Burst) -> None:
        """Begin full."""
        self._burst = burst
        self._even = 0.0

    def next(self, earliest: float) -> float:
        """Return the first moment that may be taken, not before another one."""
        return max(earliest, self._even - (self._burst.most - 1) * self._burst.seconds)

    def is_unused(self, now: float) -> bool:
        """Say whether it is full again."""
        return self._even <= now

    def take(self, moment: float, _now: float) -> None:
        """Take a moment that `next` has named."""
        self._even = max(self._even, moment) + self._burst.seconds

    def give_back(self, _moment: float) -> None:
        """Take back a moment that was not used."""
        self._even -= self._burst.seconds


class Turns:
    """Lets each message wait for its turn."""

    def __init__(self, pace: Pace) -> None:
        """Begin with nobody waiting."""
        self._pace = pace
        self._in_all = Window(pace.in_all)
        self._chats: dict[int, tuple[Window | Bucket, ...]] = {}

    async def wait(self, chat_id: int) -> None:
        """Wait until a message may go to a chat; in one chat the first to ask goes first.

        One moment is taken from all that it counts for: were they waited for one after another,
        what waits for the last would have been counted by the first too early.
        """
        now = asyncio.get_running_loop().time()
        counting = (*self._of(chat_id), self._in_all)
        moment = _first_for_all(counting, now)
        for one in counting:
            one.take(moment, now)
        try:
            if moment > now:
                await asyncio.sleep(moment - now)
        except asyncio.CancelledError:
            for one in counting:
                one.give_back(moment)
            raise

    def is_free(self, chat_id: int) -> bool:
        """Say whether a message could go at once."""
        now = asyncio.get_running_loop().time()
        return _first_for_all((*self._of(chat_id), self._in_all), now) <= now

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


def _first_for_all(counting: Sequence[Window | Bucket], now: float) -> float:
    """Return the first moment that all of them allow."""
    moment, latest = -math.inf, now
    while moment < latest:
        moment = latest
        latest = max(one.next(moment) for one in counting)
    return moment
