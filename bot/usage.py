"""How the bot is used, in a few numbers: the store counts them, the rendering shows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statistics:
    """Usage since the database was made.

    Attributes:
        people: who asked or voted.
        chats: in how many chats.
        queries: by outcome.
        votes_up: that count now.
        votes_down: that count now.
        hit_rate: of the names that were typed, how many were answered for; None without any.
        median_took_ms: half of the queries took at most so long; None without any.
        p90_took_ms: nine of ten did.
        p99_took_ms: 99 of a hundred did.
        people_by_day: who asked, on each of the last days with any, the last one last.
        most_asked: artists answered for, with how often, most first.
        unknown: what was typed and not found, with how often, most first.
        set_aside: updates that could not be handled.
    """

    people: int
    chats: int
    queries: dict[str, int]
    votes_up: int
    votes_down: int
    hit_rate: float | None
    median_took_ms: float | None
    p90_took_ms: float | None
    p99_took_ms: float | None
    people_by_day: list[tuple[str, int]]
    most_asked: list[tuple[str, int]]
    unknown: list[tuple[str, int]]
    set_aside: int
