"""How fast a bot may send before Telegram asks it to wait.

Telegram does not tell its numbers exactly; these are the ones that it advises not to exceed.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

BURST_IN_CHAT = 5
MOST_IN_GROUP_A_MINUTE = 20
MOST_A_SECOND = 30
_MINUTE_SECONDS = 60.0


class Limits:
    """Counts messages: one a second in a chat but for a burst, few in a group, not many in all.

    Attributes:
        is_on: whether they hold; a new one lets everything pass and counts nothing.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with nothing counted.

        Args:
            clock: seconds, never going back.
        """
        self.is_on = False
        self._clock = clock
        self._all = _Window(MOST_A_SECOND, 1.0)
        self._chats: dict[int, _Bucket] = {}
        self._groups: dict[int, _Window] = {}

    def seconds_too_early(self, chat_id: int, *, is_group: bool) -> float:
        """Count a message and return 0, or how long it should have waited; then it is not counted.

        Args:
            chat_id: where it goes.
            is_group: whether more than one person is there.
        """
        if not self.is_on:
            return 0.0
        limits: list[_Bucket | _Window] = [self._all, self._chats.setdefault(chat_id, _Bucket())]
        if is_group:
            a_minute = _Window(MOST_IN_GROUP_A_MINUTE, _MINUTE_SECONDS)
            limits.append(self._groups.setdefault(chat_id, a_minute))
        now = self._clock()
        early = max(limit.seconds_too_early(now) for limit in limits)
        if not early:
            for limit in limits:
                limit.count(now)
        return early


class _Window:
    """So many in any so many seconds."""

    def __init__(self, most: int, seconds: float) -> None:
        self._times: deque[float] = deque(maxlen=most)
        self._seconds = seconds

    def seconds_too_early(self, now: float) -> float:
        if len(self._times) < (self._times.maxlen or 0):
            return 0.0
        return max(0.0, self._times[0] + self._seconds - now)

    def count(self, now: float) -> None:
        self._times.append(now)


class _Bucket:
    """A burst, which fills up again by one a second."""

    def __init__(self) -> None:
        self._used, self._since = 0.0, 0.0

    def seconds_too_early(self, now: float) -> float:
        return max(0.0, self._used_at(now) + 1 - BURST_IN_CHAT)

    def count(self, now: float) -> None:
        self._used, self._since = self._used_at(now) + 1, now

    def _used_at(self, now: float) -> float:
        return max(0.0, self._used - (now - self._since))
