"""What a chat likes most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.answers import Named
from model.types import ArtistKey


@dataclass(frozen=True, slots=True)
class TopArtist:
    """An artist and how a chat votes on it.

    Attributes:
        artist: who.
        up: people whose last vote there is 👍.
        down: people whose last vote there is 👎.
    """

    artist: Named
    up: int
    down: int


def top_of(
    database: Database, chat_id: int, limit: int, since: datetime | None = None
) -> list[TopArtist]:
    """Return the artists that more people of a chat like than dislike.

    Args:
        database: where.
        chat_id: the chat; only what was voted there counts.
        limit: how many at most.
        since: only votes of then and later.

    Returns:
        By likes less dislikes, then by likes, then by name.
    """
    rows = database.query(
        "SELECT artist_key, artist_name, sum(vote = 1) AS up, sum(vote = -1) AS down FROM votes"
        " WHERE at >= ? AND id IN (SELECT max(id) FROM votes WHERE chat_id = ?"
        "  GROUP BY person_id, artist_key)"
        " GROUP BY artist_key HAVING up > down"
        " ORDER BY up - down DESC, up DESC, artist_name LIMIT ?",
        [since.isoformat(timespec="milliseconds") if since else "", chat_id, limit],
    )
    return [
        TopArtist(Named(ArtistKey(row["artist_key"]), row["artist_name"]), row["up"], row["down"])
        for row in rows
    ]
