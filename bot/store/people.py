"""What people have chosen in /settings."""

from __future__ import annotations

from sqlite_utils import Database

from bot.links import Site
from bot.preferences import Choice, Preferences, Theme
from bot.store.database import writing
from model.adventure import Adventure


def preferences_of(database: Database, person_id: int) -> Preferences:
    """Return a person's choices, or the defaults."""
    for row in database.query("SELECT * FROM people WHERE id = ?", [person_id]):
        return Preferences(
            language=row["language"],
            adventure=Adventure(row["adventure"]),
            site=Site(row["site"]) if row["site"] else None,
            theme=Theme(row["theme"]),
        )
    return Preferences()


def prefer(database: Database, person_id: int, choice: Choice, value: str) -> None:
    """Keep one choice of a person.

    Args:
        database: where.
        person_id: whose.
        choice: which.
        value: one that `Preferences` takes; its caller checks that.
    """
    with writing(database):
        database.table("people").upsert({"id": person_id, str(choice): value}, pk="id")
