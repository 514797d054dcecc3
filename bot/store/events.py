"""Queries and answers: written before the reply goes out, read again when a page is turned.

Functions here take the database first, return dataclasses, and run in the store's thread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlite_utils import Database

from bot.answers import Answer, AnsweredArtist, Kind, Seed
from bot.errors import AnswerForgotten
from bot.store.database import writing
from model.adventure import Adventure
from model.matching import EXACT, Outcome
from model.types import ArtistKey, VersionId


@dataclass(frozen=True, slots=True)
class Place:
    """Who spoke, and where.

    Attributes:
        person_id: Telegram's id; of a channel or group where somebody speaks in its name.
        chat_id: Telegram's id.
        chat_type: `private`, `group`, `supergroup` or `inline`.
    """

    person_id: int
    chat_id: int
    chat_type: str


@dataclass(frozen=True, slots=True)
class Query:
    """Something that was asked, and what was made of it.

    Attributes:
        at: when, in UTC.
        place: by whom and where.
        way: how it was asked: `command`, `text`, `button` or `link`.
        typed: what was written; empty for a button.
        outcome: `confident`, `unsure`, `unknown` or `refused`; of a taste what `kind` says.
        seed_key: the artist answered for, the first of several; empty where there is none.
        seed_name: its name then.
        score: of the match, 0 to 100; of several artists the least.
        model_version: which version answered.
        took_ms: from when the update was taken up to when the answer was known.
        adventure: how well known the answers were to be.
        further: the artists asked for beside the first one.
        kind: what was answered.
        language: in which.
    """

    at: datetime
    place: Place
    way: str
    typed: str
    outcome: str
    seed_key: ArtistKey | str
    seed_name: str
    score: float
    model_version: VersionId
    took_ms: float
    adventure: Adventure = Adventure.BALANCED
    further: tuple[Seed, ...] = ()
    kind: Kind = Kind.SIMILAR
    language: str = ""


_PLACE_COLUMNS = tuple(one.name for one in fields(Place))
_QUERY_COLUMNS = tuple(one.name for one in fields(Query) if one.name not in {"place", "further"})


def record_query(database: Database, query: Query, answered: Sequence[AnsweredArtist]) -> int:
    """Write a query and its answer down, both or neither, and return the query's number.

    By plain statements: this is written while somebody waits, and they take a fifth of the time
    that a table's own methods take to look at the table first.
    """
    # Its fields are the columns, once what is nested is laid out.
    row = {name: getattr(query, name) for name in _QUERY_COLUMNS}
    row |= {name: getattr(query.place, name) for name in _PLACE_COLUMNS}
    row["at"] = query.at.isoformat(timespec="milliseconds")
    values = ", ".join(f":{name}" for name in row)
    sql = f"INSERT INTO queries ({', '.join(row)}) VALUES ({values})"  # noqa: S608  # our names
    with writing(database):
        query_id = int(database.conn.execute(sql, row).lastrowid or 0)
        database.conn.executemany(
            "INSERT INTO seeds VALUES (?, ?, ?, ?, ?)",
            [
                (query_id, position, seed.artist_key, seed.artist_name, seed.sign)
                for position, seed in enumerate(query.further, start=1)
            ],
        )
        _insert_answer(database, query_id, answered)
    return query_id


def _insert_answer(database: Database, query_id: int, answered: Sequence[AnsweredArtist]) -> None:
    placed = list(enumerate(answered))
    database.conn.executemany(
        "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                query_id,
                position,
                one.artist_key,
                one.artist_name,
                one.closeness,
                one.listeners,
                one.shared_listeners,
            )
            for position, one in placed
        ],
    )
    database.conn.executemany(
        "INSERT INTO reasons VALUES (?, ?, ?, ?)",
        [
            (query_id, position, place, name)
            for position, one in placed
            for place, name in enumerate(one.because)
        ],
    )
    database.conn.executemany(
        "INSERT INTO served VALUES (?, ?, ?)",
        [(query_id, position, person_id) for position, one in placed for person_id in one.served],
    )


def migrate_chat(database: Database, old_id: int, new_id: int) -> None:
    """Let all that is kept of a group be kept of the supergroup that it has become."""
    with writing(database):
        for table in ("queries", "votes", "mix_members"):
            database.execute(
                f"UPDATE OR REPLACE {table} SET chat_id = ? WHERE chat_id = ?",  # noqa: S608  # our names
                [new_id, old_id],
            )
        # A supergroup numbers its messages anew: the old numbers will be other messages'.
        database.table("messages").delete_where("chat_id = ?", [old_id])


def typed_before(database: Database, chat_id: int, asked_message_id: int) -> str | None:
    """Return whom a message asked to be similar to when it was answered last, else None."""
    rows = database.query(
        "SELECT typed, kind, outcome FROM messages JOIN queries ON queries.id = query_id"
        " WHERE messages.chat_id = ? AND asked_message_id = ? ORDER BY query_id DESC LIMIT 1",
        [chat_id, asked_message_id],
    )
    answered = (Kind.SIMILAR, Outcome.CONFIDENT)
    return next((row["typed"] for row in rows if (row["kind"], row["outcome"]) == answered), None)


def question_at(database: Database, chat_id: int, message_id: int) -> Answer | None:
    """Return what a message of the bot's answered, be it with a question; None if unknown."""
    rows = database.query(
        "SELECT query_id FROM messages WHERE chat_id = ? AND message_id = ?"
        " AND query_id IS NOT NULL",
        [chat_id, message_id],
    )
    return next((_answer(database, row["query_id"]) for row in rows), None)


def answer_of(database: Database, query_id: int, chat_id: int) -> Answer:
    """Read an answer again.

    Args:
        database: where it was written.
        query_id: its number.
        chat_id: the chat of the button that asks; another chat's answers are nobody's business.

    Raises:
        AnswerForgotten: there is no such answer in this chat.
    """
    sql = "SELECT count(*) FROM queries WHERE id = ? AND chat_id = ?"
    ((is_here,),) = database.execute(sql, [query_id, chat_id]).fetchall()
    answer = _answer(database, query_id) if is_here else None
    if answer is None or (answer.kind is Kind.SIMILAR and not answer.seed_key):
        raise AnswerForgotten
    return answer


def _answer(database: Database, query_id: int) -> Answer:
    query = database.table("queries").get(query_id)
    seeds = database.query(
        "SELECT artist_key, artist_name, sign FROM seeds WHERE query_id = ? ORDER BY position",
        [query_id],
    )
    return Answer(
        query_id=query_id,
        typed=query["typed"],
        is_exact=query["score"] == EXACT,
        seed_key=query["seed_key"],
        seed_name=query["seed_name"],
        model_version=VersionId(query["model_version"]),
        artists=tuple(_artists(database, query_id)),
        further=tuple(Seed(**seed) for seed in seeds),
        adventure=Adventure(query["adventure"]),
        kind=Kind(query["kind"]),
        language=query["language"],
        person_id=query["person_id"],
    )


def _artists(database: Database, query_id: int) -> Iterator[AnsweredArtist]:
    because, served = defaultdict(list), defaultdict(list)
    of_query = "query_id = ?", [query_id]
    for row in database.table("reasons").rows_where(*of_query, order_by="position, place"):
        because[row["position"]].append(row["artist_name"])
    for row in database.table("served").rows_where(*of_query, order_by="rowid"):
        served[row["position"]].append(row["person_id"])
    for row in database.table("answers").rows_where(*of_query, order_by="position"):
        del row["query_id"]
        position = row.pop("position")
        yield AnsweredArtist(
            **row, because=tuple(because[position]), served=tuple(served[position])
        )
