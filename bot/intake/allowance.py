"""How much one person, and one chat, may ask for: more is told once, then passed over.

Telegram lets a bot send a message a second to a chat, so who asks faster than that for long only
makes everybody's queue longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

_REMEMBERED = 4096  # people; beyond, those who have asked for nothing lately are forgotten
_CALM_SECONDS = 30.0


class Verdict(Enum):
    """What becomes of an update."""

    HANDLED = auto()
    TOLD = auto()  # that it is too much
    PASSED_OVER = auto()


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float
    is_told: bool = False
    told_at: float = 0.0


class Allowance:
    """Buckets that fill with what people ask for and leak steadily."""

    def __init__(self, per_minute: float) -> None:
        """Begin with empty buckets.

        Args:
            per_minute: requests that a person may make, at once or spread over the minute.
        """
        self._most = per_minute
        self._per_second = per_minute / 60
        self._buckets: dict[int, _Bucket] = {}

    def verdict(
        self,
        person_id: int,
        cost: float,
        now: float,
        *,
        is_crowded: bool = False,
        can_be_told: bool = True,
    ) -> Verdict:
        """Count something that a person asks for.

        Who was told is told again only after half a minute, and half a minute's worth, has
        leaked away.

        Args:
            person_id: who.
            cost: requests that it counts as.
            now: seconds on any steady clock.
            is_crowded: whether too much of theirs waits already.
            can_be_told: whether there is a chat in which to say that it is too much.
        """
        bucket = self._buckets.get(person_id)
        if bucket is None:
            self._forget_the_quiet(now)
            bucket = self._buckets[person_id] = _Bucket(0.0, now)
        bucket.level = max(bucket.level - (now - bucket.at) * self._per_second, 0.0)
        bucket.at = now
        if bucket.level + cost <= self._most and not is_crowded:
            bucket.level += cost
            is_calm = bucket.level <= self._most / 2 and now - bucket.told_at >= _CALM_SECONDS
            bucket.is_told = bucket.is_told and not is_calm
            return Verdict.HANDLED
        if bucket.is_told or not can_be_told:
            return Verdict.PASSED_OVER
        bucket.is_told, bucket.told_at = True, now
        return Verdict.TOLD

    def _forget_the_quiet(self, now: float) -> None:
        if len(self._buckets) >= _REMEMBERED:
            self._buckets = {
                person_id: bucket
                for person_id, bucket in self._buckets.items()
                if bucket.level > (now - bucket.at) * self._per_second
            }
