"""Which of the bot's messages answers which of a person's, and which artist it is about.

So an edited question finds its answer, a reaction to an answer is a vote, and `/similar` in reply
to an answer means the artist that it is about. Texts are not kept here.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from bot.store.database import writing
from model.types import ArtistKey


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about.

    Attributes:
        query_id: the query that it answers, if it answers one.
        artist_key: the artist asked for; empty where it is about nobody or about several.
        artist_name: its name.
    """

    query_id: int | None = None
    artist_key: ArtistKey | str = ""
    artist_name: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the bot.

    Attributes:
        chat_id: where.
        message_id: its number there.
        asked_message_id: of the message it answers; None below a button.
        about: what.
    """

    chat_id: int
    message_id: int
    asked_message_id: int | None
    about: About


def record_said(database: Database, said: Said) -> None:
    """Keep what a message is about; a message that was edited is about something else now.

    Which message it answers stays. Nothing is kept of what answers a query that was erased
    meanwhile, by /forget in another chat.
    """
    about = said.about
    with writing(database):
        database.conn.execute(
            "INSERT INTO messages"
            " (chat_id, message_id, asked_message_id, query_id, artist_key, artist_name)"
            " SELECT ?1, ?2, ?3, ?4, ?5, ?6"
            " WHERE ?4 IS NULL OR EXISTS (SELECT 1 FROM queries WHERE id = ?4)"
            " ON CONFLICT (chat_id, message_id) DO UPDATE SET"
            " asked_message_id = coalesce(excluded.asked_message_id, asked_message_id),"
            " query_id = excluded.query_id, artist_key = excluded.artist_key,"
            " artist_name = excluded.artist_name",
            (
                said.chat_id,
                said.message_id,
                said.asked_message_id,
                about.query_id,
                about.artist_key,
                about.artist_name,
            ),
        )


def forget_said(database: Database, said: Said) -> None:
    """Keep nothing of a message any more."""
    with writing(database):
        database.table("messages").delete_where(
            "chat_id = ? AND message_id = ?", [said.chat_id, said.message_id]
        )


def answer_to(database: Database, chat_id: int, asked_message_id: int) -> Said | None:
    """Return the message that answers another, the last one if there are several."""
    return _found(
        database,
        "SELECT * FROM messages WHERE chat_id = ? AND asked_message_id = ?"
        " ORDER BY message_id DESC LIMIT 1",
        [chat_id, asked_message_id],
    )


def said_as(database: Database, chat_id: int, message_id: int) -> Said | None:
    """Return what is known of one of the bot's messages."""
    sql = "SELECT * FROM messages WHERE chat_id = ? AND message_id = ?"
    return _found(database, sql, [chat_id, message_id])


def _found(database: Database, sql: str, parameters: list[int]) -> Said | None:
    for row in database.query(sql, parameters):
        about = About(row["query_id"], row["artist_key"], row["artist_name"])
        return Said(row["chat_id"], row["message_id"], row["asked_message_id"], about)
    return None
