"""The commands that look after the database: backup and restore.

Errors are not caught here: `bot.cli.main` turns each into one line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import DEFAULT_DB
from bot.store.backup import Copied, backup, restore

app = typer.Typer()

Db = Annotated[Path, typer.Option("--db", help="The SQLite file of queries and votes.")]


@app.command("backup")
def back_up(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; an older is replaced.")],
    db: Db = DEFAULT_DB,
    force: Annotated[
        bool, typer.Option("--force", help="Replace FILE even if it is no Kindred database.")
    ] = False,
) -> None:
    """Copy the database into one file, while the bot runs or not."""
    copied = backup(db, file, force=force)
    typer.echo(f"Copied {db} to {file}: {_described(copied)}")


@app.command("restore")
def put_back(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `kindred backup` wrote.")],
    db: Db = DEFAULT_DB,
) -> None:
    """Put a copy in the place of the database; the bot must not run."""
    restored = restore(file, db)
    kept = f"; what was there before is {restored.kept}" if restored.kept else ""
    typer.echo(f"Restored {file} to {db}: {_described(restored.copied)}{kept}")


def _described(copied: Copied) -> str:
    return f"{copied.queries:,} queries, {copied.votes:,} votes, {copied.size_bytes:,} bytes"
