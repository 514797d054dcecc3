"""All that is kept about one person: to be handed out whole, and to be erased whole.

What other people have said stays theirs: a vote that somebody gave on the answer to a person's
query outlives the query.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.store.database import writing

_THEIRS = {
    "people": "id = :person",
    "queries": "person_id = :person",
    "votes": "person_id = :person",
    "blocks": "person_id = :person",
    "mix_members": "person_id = :person",
    "served": "person_id = :person",
    "inbox": "person_id = :person",
    "messages": "chat_id = :person"
    " OR query_id IN (SELECT id FROM queries WHERE person_id = :person)",
}
"""Which rows of a table are a person's; a private chat has its person's number."""

_OF_THEIR_QUERIES = ("seeds", "answers", "reasons")
_OF_QUERY = "query_id IN (SELECT id FROM queries WHERE person_id = :person)"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased.

    Attributes:
        queries: with their answers.
        votes: of the whole log.
        others: blocks, memberships of mixes, choices.
    """

    queries: int
    votes: int
    others: int


def personal_data(database: Database, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return the rows about a person, by table; tables without any are left out."""
    found = {table: _rows(database, table, where, person_id) for table, where in _THEIRS.items()}
    found |= {table: _rows(database, table, _OF_QUERY, person_id) for table in _OF_THEIR_QUERIES}
    return {table: rows for table, rows in found.items() if rows}


def _rows(database: Database, table: str, where: str, person_id: int) -> list[dict[str, Any]]:
    who = {"person": person_id}
    return list(database.table(table).rows_where(where, who, order_by="rowid"))


def forget(database: Database, person_id: int) -> Erased:
    """Erase a person, all or nothing, such that the file does not hold it any longer either.

    Where another process is reading at that moment, the write-ahead log still holds it until it is
    written over.
    """
    who = {"person": person_id}
    counts = {
        table: database.table(table).count_where(where, who) for table, where in _THEIRS.items()
    }
    with writing(database):
        database.execute(f"UPDATE votes SET query_id = NULL WHERE {_OF_QUERY}", who)  # noqa: S608  # no value
        for table in (*_OF_THEIR_QUERIES, "served"):  # whom else their mixes served, too
            database.table(table).delete_where(_OF_QUERY, who)
        others = (table for table in _THEIRS if table not in {"messages", "queries"})
        for table in ("messages", *others, "queries"):  # the first are found by the last
            database.table(table).delete_where(_THEIRS[table], who)
    # What was erased was overwritten in the file (`secure_delete`), but the log still has it.
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    other_rows = counts["blocks"] + counts["mix_members"] + counts["people"]
    return Erased(counts["queries"], counts["votes"], other_rows)
