"""How the bot is used, in a few numbers; nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from model.names import folded

_LISTED = 10


@dataclass(frozen=True, slots=True)
class Statistics:
    """Usage since the database was made.

    Attributes:
        people: who asked or voted.
        chats: in how many chats.
        queries: by outcome.
        votes_up: that count now.
        votes_down: that count now.
        median_took_ms: of the queries, None without any.
        most_asked: artists answered for, with how often, most first.
        unknown: what was typed and not found, with how often, most first.
    """

    people: int
    chats: int
    queries: dict[str, int]
    votes_up: int
    votes_down: int
    median_took_ms: float | None
    most_asked: list[tuple[str, int]]
    unknown: list[tuple[str, int]]


def statistics_of(database: Database) -> Statistics:
    """Count."""
    ((people, chats),) = _rows(
        database,
        "SELECT count(DISTINCT person_id), count(DISTINCT chat_id) FROM"
        " (SELECT person_id, chat_id FROM queries UNION SELECT person_id, chat_id FROM votes)",
    )
    ((up, down),) = _rows(
        database,
        "SELECT coalesce(sum(vote = 1), 0), coalesce(sum(vote = -1), 0) FROM current_votes",
    )
    median = _rows(
        database,
        "SELECT took_ms FROM queries ORDER BY took_ms"
        " LIMIT 1 OFFSET (SELECT count(*) / 2 FROM queries)",
    )
    return Statistics(
        people=people,
        chats=chats,
        queries=dict(_rows(database, "SELECT outcome, count(*) FROM queries GROUP BY outcome")),
        votes_up=up,
        votes_down=down,
        median_took_ms=median[0][0] if median else None,
        most_asked=_rows(
            database,
            "SELECT seed_name, count(*) AS times FROM queries WHERE seed_key != ''"
            " GROUP BY seed_key ORDER BY times DESC, seed_name LIMIT ?",
            _LISTED,
        ),
        unknown=_most_frequent(
            folded(typed) or typed
            for (typed,) in _rows(database, "SELECT typed FROM queries WHERE outcome = 'unknown'")
        ),
    )


def _most_frequent(texts: Iterable[str]) -> list[tuple[str, int]]:
    counted = Counter(texts)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_LISTED]


def _rows(database: Database, sql: str, *parameters: int) -> list[tuple[Any, ...]]:
    return list(database.execute(sql, parameters).fetchall())
