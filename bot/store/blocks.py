"""Artists that a person never wants to see, whatever is asked and wherever."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from bot.answers import Named
from bot.store.database import writing
from model.types import ArtistKey


def block(database: Database, person_id: int, artist: Named, at: datetime) -> None:
    """Never show an artist to a person again; doing it twice does it once."""
    row = {
        "person_id": person_id,
        "artist_key": artist.key,
        "artist_name": artist.name,
        "at": at.isoformat(timespec="milliseconds"),
    }
    with writing(database):
        database.table("blocks").upsert(row, pk=("person_id", "artist_key"))


def let_back(database: Database, person_id: int, key: ArtistKey) -> str | None:
    """Show an artist again; returns its name, or None where it was not blocked."""
    with writing(database):
        rows = list(
            database.query(
                "DELETE FROM blocks WHERE person_id = ? AND artist_key = ? RETURNING artist_name",
                [person_id, key],
            )
        )
    return next((row["artist_name"] for row in rows), None)


def blocked_by(database: Database, person_id: int) -> list[Named]:
    """Return the artists that a person never wants to see, the last blocked first."""
    rows = database.query(
        "SELECT artist_key, artist_name FROM blocks WHERE person_id = ?"
        " ORDER BY at DESC, artist_name",
        [person_id],
    )
    return [Named(ArtistKey(row["artist_key"]), row["artist_name"]) for row in rows]
