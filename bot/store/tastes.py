"""What a person likes, dislikes and knows, from their votes and queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from bot.answers import Kind
from model.types import ArtistKey


@dataclass(frozen=True, slots=True)
class VotedTaste:
    """A taste as the store knows it.

    Attributes:
        likes: voted up.
        dislikes: voted down.
        known: asked for, so hardly a discovery.
    """

    likes: tuple[ArtistKey, ...]
    dislikes: tuple[ArtistKey, ...]
    known: tuple[ArtistKey, ...] = ()


def taste_of(database: Database, person_id: int) -> VotedTaste:
    """Return a person's taste from all that they have said anywhere."""
    votes = database.query(
        "SELECT artist_key, vote FROM votes WHERE vote != 0 AND id IN"
        " (SELECT max(id) FROM votes WHERE person_id = ? GROUP BY artist_key)",
        [person_id],
    )
    asked = database.query(
        "SELECT DISTINCT seed_key FROM queries WHERE person_id = ? AND seed_key != ''",
        [person_id],
    )
    return _taste(list(votes), list(asked))


def taste_in_chat(database: Database, person_id: int, chat_id: int) -> VotedTaste:
    """Return a person's taste from what everybody in a chat has seen them say."""
    votes = database.query(
        "SELECT artist_key, vote FROM votes WHERE vote != 0 AND id IN (SELECT max(id) FROM votes"
        " WHERE person_id = ? AND chat_id = ? GROUP BY artist_key)",
        [person_id, chat_id],
    )
    asked = database.query(
        "SELECT DISTINCT seed_key FROM queries"
        " WHERE person_id = ? AND chat_id = ? AND seed_key != ''",
        [person_id, chat_id],
    )
    return _taste(list(votes), list(asked))


def asked_last(database: Database, person_id: int, limit: int) -> list[ArtistKey]:
    """Return the artists that a person asked for, the last first, each once."""
    rows = database.query(
        "SELECT seed_key FROM queries WHERE person_id = ? AND seed_key != ''"
        " GROUP BY seed_key ORDER BY max(id) DESC LIMIT ?",
        [person_id, limit],
    )
    return [ArtistKey(row["seed_key"]) for row in rows]


def offered_to_begin_with(database: Database, person_id: int, chat_id: int) -> list[ArtistKey]:
    """Return the artists that a person was asked to vote on in a chat, taste unknown."""
    rows = database.query(
        "SELECT DISTINCT artist_key FROM answers JOIN queries ON queries.id = query_id"
        " WHERE person_id = ? AND chat_id = ? AND kind = ?",
        [person_id, chat_id, Kind.STARTERS],
    )
    return [ArtistKey(row["artist_key"]) for row in rows]


def _taste(votes: Sequence[dict[str, str | int]], asked: Sequence[dict[str, str]]) -> VotedTaste:
    def voted(sign: int) -> tuple[ArtistKey, ...]:
        return tuple(ArtistKey(str(row["artist_key"])) for row in votes if row["vote"] == sign)

    return VotedTaste(voted(1), voted(-1), tuple(ArtistKey(row["seed_key"]) for row in asked))
