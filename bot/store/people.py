"""What people have chosen in /settings."""

from __future__ import annotations

from sqlite_utils import Database

from bot.links import Site
from bot.preferences import Choice, Preferences, Theme
from bot.store.blocks import blocked_by
from bot.store.database import writing
from model.adventure import Adventure
from model.types import ArtistKey


def choices_of(database: Database, person_id: int) -> tuple[Preferences, frozenset[ArtistKey]]:
    """Return what a person has chosen, or the defaults, and whom they never want to see."""
    blocked = frozenset(artist.key for artist in blocked_by(database, person_id))
    return _preferences_of(database, person_id), blocked


def _preferences_of(database: Database, person_id: int) -> Preferences:
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
