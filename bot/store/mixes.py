"""Who takes part in a chat's mix: people who pressed that they want to, and nobody else."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.store.database import writing


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes part.

    Attributes:
        person_id: Telegram's id.
        name: as it is said in the chat.
        username: without the @; empty where there is none.
    """

    person_id: int
    name: str
    username: str


def join_mix(database: Database, chat_id: int, member: Member, at: datetime) -> None:
    """Let somebody take part, under their present name; who does already keeps their place."""
    row = {"chat_id": chat_id, **asdict(member)}
    with writing(database):
        members = database.table("mix_members")
        members.insert({**row, "joined_at": at.isoformat(timespec="milliseconds")}, ignore=True)
        members.update((chat_id, member.person_id), row)


def leave_mix(database: Database, chat_id: int, person_id: int) -> None:
    """Let somebody take part no longer."""
    with writing(database):
        database.table("mix_members").delete_where(
            "chat_id = ? AND person_id = ?", [chat_id, person_id]
        )


def members_of(database: Database, chat_id: int) -> list[Member]:
    """Return who takes part, in the order in which they joined."""
    rows = database.table("mix_members").rows_where(
        "chat_id = ?", [chat_id], order_by="joined_at, person_id"
    )
    return [Member(row["person_id"], row["name"], row["username"]) for row in rows]
