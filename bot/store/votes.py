"""Votes: a log that is only appended to; a person's last entry on an artist is what counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.answers import Answer, AnsweredArtist, Named
from bot.store.database import writing
from bot.store.events import Place
from bot.store.messages import About
from model.types import ArtistKey, VersionId


@dataclass(frozen=True, slots=True)
class Thumb:
    """A thumb that was pressed.

    Attributes:
        at: when, in UTC.
        press_id: Telegram's id of the press; the same press counts once.
        place: by whom and where.
        thumb: 1 for up, -1 for down.
    """

    at: datetime
    press_id: str
    place: Place
    thumb: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody thinks of an artist now, told otherwise than by a thumb's button.

    Attributes:
        at: when, in UTC.
        vote_id: of the telling; the same counts once.
        place: by whom and where.
        vote: 1, -1, or 0 for none any more.
    """

    at: datetime
    vote_id: str
    place: Place
    vote: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes that count now on one artist in one chat."""

    up: int = 0
    down: int = 0


def cast_vote(database: Database, thumb: Thumb, answer: Answer, artist: AnsweredArtist) -> int:
    """Count a thumb on an artist of an answer; the thumb that is shown already is taken back.

    What is shown is a person's last vote anywhere in their private chat, and in a group the
    votes that were given there: nobody's private vote shows in front of others. What is taken back
    in private is so wherever it was given. The last word, wherever it was said, is what counts.

    Returns:
        The vote that counts now: 1, -1, or 0 for taken back. A press that was counted before
        changes nothing and returns what it did then.
    """
    place = thumb.place
    with writing(database):
        seen = list(database.query("SELECT vote FROM votes WHERE press_id = ?", [thumb.press_id]))
        if seen:
            return int(seen[0]["vote"])
        if place.chat_id == place.person_id:
            shown = own_votes(database, place.person_id, [artist.artist_key])
            before = shown.get(artist.artist_key, 0)
        else:
            before = _vote_in_chat(database, place, artist.artist_key)
        vote = 0 if before == thumb.thumb else thumb.thumb
        if not vote and place.chat_id == place.person_id:
            opinion = Opinion(thumb.at, thumb.press_id, place, 0)
            _undo(database, opinion, artist.artist_key, besides=place.chat_id)
        database.table("votes").insert(
            {
                "at": thumb.at.isoformat(timespec="milliseconds"),
                "press_id": thumb.press_id,
                **asdict(place),
                "query_id": answer.query_id,
                # Who was recommended for a taste stands in the place of the question too.
                "seed_key": answer.seed_key or artist.artist_key,
                "seed_name": answer.seed_name or artist.artist_name,
                "artist_key": artist.artist_key,
                "artist_name": artist.artist_name,
                "vote": vote,
                "model_version": answer.model_version,
            }
        )
    return vote


def settle_vote(
    database: Database, opinion: Opinion, about: About, model_version: VersionId
) -> None:
    """Count what somebody thinks of the artist that a message is about, told before or not.

    Nothing was asked for, so the artist stands in the place of the question too.
    """
    with writing(database):
        told = {"press_id": opinion.vote_id}
        if database.table("votes").count_where("press_id = :press_id", told):
            return
        database.table("votes").insert(
            {
                "at": opinion.at.isoformat(timespec="milliseconds"),
                **told,
                **asdict(opinion.place),
                "query_id": about.query_id,
                "seed_key": about.artist_key,
                "seed_name": about.artist_name,
                "artist_key": about.artist_key,
                "artist_name": about.artist_name,
                "vote": opinion.vote,
                "model_version": model_version,
            }
        )


def withdraw_reaction(database: Database, opinion: Opinion, reaction: str) -> None:
    """Take back what a reaction to a message said, whomever the message is about by now.

    Args:
        database: where.
        opinion: by whom and when; its vote is 0.
        reaction: how the ids of votes by reactions to that message begin.
    """
    place = opinion.place
    with writing(database):
        rows = database.query(
            "SELECT * FROM votes WHERE person_id = ? AND chat_id = ?"
            " AND substr(press_id, 1, ?) = ? ORDER BY id DESC LIMIT 1",
            [place.person_id, place.chat_id, len(reaction), reaction],
        )
        for row in list(rows):
            key = ArtistKey(row["artist_key"])
            last = database.query(
                "SELECT max(id) AS id FROM votes"
                " WHERE person_id = ? AND chat_id = ? AND artist_key = ?",
                [place.person_id, place.chat_id, key],
            )
            if row["vote"] and next(last)["id"] == row.pop("id"):
                at = opinion.at.isoformat(timespec="milliseconds")
                row |= {"at": at, "press_id": opinion.vote_id, "vote": 0}
                database.table("votes").insert(row)


def own_votes(
    database: Database, person_id: int, keys: Sequence[ArtistKey]
) -> dict[ArtistKey, int]:
    """Return a person's votes on some artists, wherever given; those taken back are left out."""
    rows = database.query(
        "SELECT artist_key, vote FROM votes WHERE vote != 0 AND id IN"
        " (SELECT max(id) FROM votes"
        "  WHERE person_id = ? AND artist_key IN (SELECT value FROM json_each(?))"
        "  GROUP BY artist_key)",
        [person_id, json.dumps(keys)],
    )
    return {ArtistKey(row["artist_key"]): int(row["vote"]) for row in rows}


def votes_of(database: Database, person_id: int) -> list[tuple[Named, int]]:
    """Return a person's votes that count, wherever given, the last first."""
    rows = database.query(
        "SELECT artist_key, artist_name, vote FROM votes WHERE vote != 0 AND id IN"
        " (SELECT max(id) FROM votes WHERE person_id = ? GROUP BY artist_key)"
        " ORDER BY id DESC",
        [person_id],
    )
    return [(Named(ArtistKey(row["artist_key"]), row["artist_name"]), row["vote"]) for row in rows]


def take_back(database: Database, opinion: Opinion, key: ArtistKey) -> str | None:
    """Take a person's votes on an artist back, in every chat where one counts.

    Args:
        database: where.
        opinion: by whom and when; its vote is 0.
        key: whose.

    Returns:
        The artist's name, or None where no vote counts.
    """
    with writing(database):
        return _undo(database, opinion, key)


def _undo(
    database: Database, opinion: Opinion, key: ArtistKey, *, besides: int | None = None
) -> str | None:
    counting = list(
        database.query(
            "SELECT * FROM votes WHERE vote != 0 AND chat_id IS NOT ? AND id IN"
            " (SELECT max(id) FROM votes WHERE person_id = ? AND artist_key = ? GROUP BY chat_id)"
            " ORDER BY id",
            [besides, opinion.place.person_id, key],
        )
    )
    for row in counting:
        del row["id"]
        row |= {
            "at": opinion.at.isoformat(timespec="milliseconds"),
            "press_id": f"{opinion.vote_id}:{row['chat_id']}",
            "vote": 0,
        }
        database.table("votes").insert(row)
    return next((row["artist_name"] for row in counting), None)


def tallies(database: Database, chat_id: int, keys: Sequence[ArtistKey]) -> dict[ArtistKey, Tally]:
    """Return how a chat votes on some artists: each person's last vote there on each artist."""
    rows = database.query(
        "SELECT artist_key, sum(vote = 1) AS up, sum(vote = -1) AS down FROM votes WHERE id IN"
        " (SELECT max(id) FROM votes"
        "  WHERE chat_id = ? AND artist_key IN (SELECT value FROM json_each(?))"
        "  GROUP BY person_id, artist_key)"
        " GROUP BY artist_key",
        [chat_id, json.dumps(keys)],
    )
    return {ArtistKey(row["artist_key"]): Tally(row["up"], row["down"]) for row in rows}


def _vote_in_chat(database: Database, place: Place, key: ArtistKey) -> int:
    rows = database.query(
        "SELECT vote FROM votes WHERE person_id = ? AND chat_id = ? AND artist_key = ?"
        " ORDER BY id DESC LIMIT 1",
        [place.person_id, place.chat_id, key],
    )
    return next((int(row["vote"]) for row in rows), 0)
