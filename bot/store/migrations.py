"""The schema as a history: migrations are only ever appended, and each runs once.

`docs/formats.md` describes the tables for other programs.
"""

from __future__ import annotations

import secrets

from sqlite_utils import Database, Migrations

migrations = Migrations("kindred")

_PSEUDONYM_KEY_BYTES = 32


@migrations()
def m001_queries_answers_votes(database: Database) -> None:
    """What was asked, what was answered, what was voted."""
    database.table("queries").create(
        {
            "id": int,
            "at": str,
            "person_id": int,
            "chat_id": int,
            "chat_type": str,
            "way": str,
            "typed": str,
            "outcome": str,
            "seed_key": str,
            "seed_name": str,
            "score": float,
            "model_version": str,
            "took_ms": float,
        },
        pk="id",
        not_null={"at", "person_id", "chat_id", "chat_type", "way", "outcome", "model_version"},
    )
    database.table("answers").create(
        {
            "query_id": int,
            "position": int,
            "artist_key": str,
            "artist_name": str,
            "closeness": float,
            "listeners": int,
            "shared_listeners": int,
        },
        pk=("query_id", "position"),
        foreign_keys=[("query_id", "queries", "id")],
    )
    database.table("votes").create(
        {
            "id": int,
            "at": str,
            "press_id": str,
            "person_id": int,
            "chat_id": int,
            "chat_type": str,
            "query_id": int,
            "seed_key": str,
            "seed_name": str,
            "artist_key": str,
            "artist_name": str,
            "vote": int,
            "model_version": str,
        },
        pk="id",
        not_null={"at", "press_id", "person_id", "chat_id", "artist_key", "vote"},
        foreign_keys=[("query_id", "queries", "id")],
    )
    database.table("queries").create_index(["person_id"])
    database.table("votes").create_index(["person_id", "artist_key"])
    database.table("votes").create_index(["chat_id", "artist_key"])
    database.table("votes").create_index(["press_id"], unique=True)


@migrations()
def m002_pseudonym_key(database: Database) -> None:
    """The secret under which an export renames people; another installation has another."""
    database.table("installation").create({"id": int, "pseudonym_key": bytes}, pk="id")
    database.table("installation").insert(
        {"id": 1, "pseudonym_key": secrets.token_bytes(_PSEUDONYM_KEY_BYTES)}
    )


@migrations()
def m003_current_votes(database: Database) -> None:
    """The votes that count: each person's last word on each artist, unless it was taken back."""
    database.create_view(
        "current_votes",
        "SELECT * FROM votes WHERE vote != 0"
        " AND id IN (SELECT max(id) FROM votes GROUP BY person_id, artist_key)",
    )


@migrations()
def m004_adventure_and_seeds(database: Database) -> None:
    """How well known the answers were to be, and who was asked for beside the first artist."""
    database.table("queries").add_column("adventure", str, not_null_default="balanced")
    database.table("seeds").create(
        {
            "query_id": int,
            "position": int,
            "artist_key": str,
            "artist_name": str,
            "sign": int,
        },
        pk=("query_id", "position"),
        not_null={"artist_key", "sign"},
        foreign_keys=[("query_id", "queries", "id")],
    )


@migrations()
def m005_people(database: Database) -> None:
    """What people choose in /settings; empty is whatever Telegram or the operator says."""
    database.table("people").create(
        {"id": int, "language": str, "adventure": str, "site": str, "theme": str},
        pk="id",
        not_null={"language", "adventure", "site", "theme"},
        defaults={"language": "", "adventure": "balanced", "site": "", "theme": "light"},
    )


@migrations()
def m006_messages(database: Database) -> None:
    """Which of the bot's messages answers which, and which artist it is about."""
    database.table("messages").create(
        {
            "chat_id": int,
            "message_id": int,
            "asked_message_id": int,
            "query_id": int,
            "artist_key": str,
            "artist_name": str,
        },
        pk=("chat_id", "message_id"),
        not_null={"artist_key", "artist_name"},
        foreign_keys=[("query_id", "queries", "id")],
    )
    database.table("messages").create_index(["chat_id", "asked_message_id"])
    database.table("messages").create_index(["query_id"])


@migrations()
def m007_kinds_of_answers(database: Database) -> None:
    """Answers to a taste, and to several: what was answered, in which language, why, for whom."""
    database.table("queries").add_column("kind", str, not_null_default="similar")
    database.table("queries").add_column("language", str, not_null_default="")
    database.table("reasons").create(
        {"query_id": int, "position": int, "place": int, "artist_name": str},
        pk=("query_id", "position", "place"),
        foreign_keys=[("query_id", "queries", "id")],
    )
    database.table("served").create(
        {"query_id": int, "position": int, "person_id": int},
        pk=("query_id", "position", "person_id"),
        foreign_keys=[("query_id", "queries", "id")],
    )
    database.table("served").create_index(["person_id"])


@migrations()
def m008_blocks(database: Database) -> None:
    """Artists that somebody never wants to see."""
    database.table("blocks").create(
        {"person_id": int, "artist_key": str, "artist_name": str, "at": str},
        pk=("person_id", "artist_key"),
        not_null={"artist_name", "at"},
    )


@migrations()
def m009_mix_members(database: Database) -> None:
    """Who takes part in the mix of a chat, under the name that is said there."""
    database.table("mix_members").create(
        {"chat_id": int, "person_id": int, "name": str, "username": str, "joined_at": str},
        pk=("chat_id", "person_id"),
        not_null={"name", "username", "joined_at"},
    )


@migrations()
def m010_inbox(database: Database) -> None:
    """The updates that have arrived, until they are handled; and when the bot was last alive."""
    database.table("inbox").create(
        {
            "id": int,
            "at": str,
            "state": str,
            "update_id": int,
            "digest": str,
            "chat_id": int,
            "person_id": int,
            "payload": str,
            "crashes": float,
            "problem": str,
        },
        pk="id",
        not_null={"at", "state", "digest", "payload", "crashes", "problem"},
        defaults={"crashes": 0.0, "problem": ""},
    )
    database.table("inbox").create_index(["update_id", "digest"], unique=True)
    database.execute("CREATE INDEX idx_inbox_open ON inbox (state, id) WHERE state != 'done'")
    database.table("inbox").create_index(["person_id"])
    database.table("pulse").create({"id": int, "at": str}, pk="id", not_null={"at"})
