"""How the bot is used, in a few numbers; nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from bot.usage import Statistics
from model.names import folded

_LISTED = 10
_DAYS = 7


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
    ((hit_rate,),) = _rows(
        database,
        "SELECT avg(outcome = 'confident') FROM queries"
        " WHERE typed != '' AND outcome IN ('confident', 'unsure', 'unknown')",
    )
    return Statistics(
        people=people,
        chats=chats,
        queries=dict(_rows(database, "SELECT outcome, count(*) FROM queries GROUP BY outcome")),
        votes_up=up,
        votes_down=down,
        hit_rate=hit_rate,
        median_took_ms=_took(database, 0.5),
        p90_took_ms=_took(database, 0.9),
        p99_took_ms=_took(database, 0.99),
        people_by_day=_rows(
            database,
            "SELECT date(at) AS day, count(DISTINCT person_id) FROM queries"
            " GROUP BY day ORDER BY day DESC LIMIT ?",
            _DAYS,
        )[::-1],
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
        set_aside=database.table("inbox").count_where("state != 'done' AND state = 'aside'"),
    )


def _took(database: Database, share: float) -> float | None:
    """Return how long a share of the queries took at most, in milliseconds."""
    rows = _rows(
        database,
        "SELECT took_ms FROM queries ORDER BY took_ms"
        " LIMIT 1 OFFSET (SELECT CAST(count(*) * ? AS INTEGER) FROM queries)",
        share,
    )
    return float(rows[0][0]) if rows else None


def _most_frequent(texts: Iterable[str]) -> list[tuple[str, int]]:
    counted = Counter(texts)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_LISTED]


def _rows(database: Database, sql: str, *parameters: float) -> list[tuple[Any, ...]]:
    return list(database.execute(sql, parameters).fetchall())
