"""The command that shows what could not be handled, and lets it be tried again or erased."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import OperatorError
from bot.settings import DEFAULT_DB
from bot.store.database import explained, open_database, open_for_reading
from bot.store.inbox import SetAside, all_set_aside, discard_set_aside, try_again
from bot.upkeep_cli import Db

app = typer.Typer()


@app.command("set-aside")
def set_aside(
    db: Db = DEFAULT_DB,
    retry: Annotated[
        bool, typer.Option("--retry", help="Let the bot's next start handle them again.")
    ] = False,
    discard: Annotated[bool, typer.Option("--discard", help="Erase them.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show the updates that were given up, with all that is in them."""
    if retry and discard:
        message = "--retry and --discard exclude each other"
        raise OperatorError(message)
    found = _changed(db, is_retried=retry) if retry or discard else None
    if found is not None:
        done = "are handled when the bot starts next" if retry else "are erased"
        typer.echo(f"{found:,} updates {done}")
        return
    with explained(db):
        updates = all_set_aside(open_for_reading(db))
    for one in updates:
        typer.echo(json.dumps(_shown(one), ensure_ascii=False) if as_json else _described(one))
    if not updates and not as_json:
        typer.echo("No update was given up")


def _changed(db: Path, *, is_retried: bool) -> int:
    open_for_reading(db).close()  # refuses what is no database of this Kindred
    database = open_database(db)
    try:
        with explained(db):
            if is_retried:
                return try_again(database, datetime.now(UTC))
            return discard_set_aside(database)
    finally:
        database.close()


def _shown(one: SetAside) -> dict[str, object]:
    arrival = one.kept.arrival
    return {
        "at": one.kept.at.isoformat(),
        "update_id": arrival.update_id,
        "chat_id": arrival.chat_id,
        "person_id": arrival.person_id,
        "problem": one.problem,
        "update": json.loads(arrival.payload),
    }


def _described(one: SetAside) -> str:
    arrival = one.kept.arrival
    return (
        f"{one.kept.at:%Y-%m-%d %H:%M:%S} UTC, update {arrival.update_id}: {one.problem}\n"
        f"  {arrival.payload}"
    )
