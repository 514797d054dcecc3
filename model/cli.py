"""The model's commands: train, versions, promote, rollback, verify, match, similar.

Results go to standard output, progress and remarks to standard error. Errors are not caught here:
`bot.cli.main` turns each into one line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from model.aliases import Alias, own_aliases, read_aliases
from model.artifact import verify
from model.errors import BrokenVersion, NoCurrentVersion
from model.matching import Matching
from model.pipeline import Promotion, Trained, train_version
from model.plays.delimited import ColumnNames
from model.plays.formats import PlaysFormat, read_plays
from model.plays.matrix import Plays, Reading
from model.recommender import Recommender
from model.registry import DEFAULT_MODELS, Registry
from model.training.settings import TrainingSettings
from model.types import VersionId

_LISTED = 10

app = typer.Typer()
remarks = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

Models = Annotated[Path, typer.Option("--models", help="The folder of model versions.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, for other programs.")]
Text = Annotated[list[str] | None, typer.Argument(help="An artist's name, as people type it.")]
FromStdin = Annotated[bool, typer.Option("--stdin", help="Read one query a line instead.")]


@app.command()
def train(
    plays: Annotated[
        str, typer.Argument(metavar="PLAYS", help="A file or folder of plays, or 'demo'.")
    ],
    plays_format: Annotated[
        PlaysFormat, typer.Option("--format", help="How PLAYS are written.")
    ] = PlaysFormat.AUTO,
    listener_column: Annotated[str, typer.Option(help="In CSV, TSV, Parquet.")] = "listener",
    artist_column: Annotated[str, typer.Option(help="In CSV, TSV, Parquet.")] = "artist",
    plays_column: Annotated[str, typer.Option(help="In CSV, TSV, Parquet.")] = "plays",
    models: Models = DEFAULT_MODELS,
    promote: Annotated[
        Promotion, typer.Option(help="Whether the new version becomes the current one.")
    ] = Promotion.AUTO,
    aliases: Annotated[
        Path | None,
        typer.Option(help="Other names of artists, tab-separated; Kindred's own by default."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Train a version on plays and promote it."""
    other_names = read_aliases(aliases) if aliases else None
    names = ColumnNames(listener_column, artist_column, plays_column)
    read = read_plays(plays, plays_format, names)
    _describe(read.reading, *read.listeners_x_artists.shape)
    trained = train_with_progress(read, Registry(models), promotion=promote, aliases=other_names)
    if as_json:
        typer.echo(_json(_trained_as_json(trained, read.reading)))
    else:
        state = "is current" if trained.is_current else "was not promoted"
        typer.echo(f"Version {trained.manifest.id} {state}: {trained.reason}")


@app.command()
def versions(models: Models = DEFAULT_MODELS, as_json: AsJson = False) -> None:
    """List the versions, oldest first, the current one marked."""
    registry = Registry(models)
    found = registry.versions()
    try:
        current = registry.current()
    except (NoCurrentVersion, BrokenVersion):  # so that there is an id to promote
        current = None
    if as_json:
        typer.echo(_json({"current": current, "versions": found}))
        return
    for version in found:
        typer.echo(f"{'*' if version == current else ' '} {version}")
    if not found:
        remarks.print(f"There is no version in {models}.")


@app.command()
def promote(
    version: Annotated[str, typer.Argument(metavar="ID")], models: Models = DEFAULT_MODELS
) -> None:
    """Make a version the current one."""
    Registry(models).promote(VersionId(version))
    typer.echo(f"Version {version} is current.")


@app.command()
def rollback(models: Models = DEFAULT_MODELS) -> None:
    """Make the version current that was so before."""
    typer.echo(f"Version {Registry(models).rollback()} is current again.")


@app.command("verify")
def verify_version(
    version: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    models: Models = DEFAULT_MODELS,
) -> None:
    """Check a version's files against its manifest; the current one's by default."""
    registry = Registry(models)
    identifier = VersionId(version) if version else registry.current()
    manifest = verify(registry.path_of(identifier))
    typer.echo(f"Version {identifier} is whole: {len(manifest.files)} files.")


@app.command()
def match(
    text: Text = None,
    stdin: FromStdin = False,
    limit: Annotated[int, typer.Option(min=1, max=50)] = 5,
    models: Models = DEFAULT_MODELS,
    as_json: AsJson = False,
) -> None:
    """Show which artist a text is taken to mean."""
    queries = _queries(text, from_stdin=stdin)
    recommender = Recommender.load(models)
    for query in queries:
        matching = recommender.match(query, limit=limit)
        if as_json:
            typer.echo(_json(_matching_as_json(matching)))
            continue
        typer.echo(f"{query}: {matching.outcome}")
        for one in matching.matches:
            typer.echo(
                f"  {one.score:5.1f}  {one.artist.name}  ({one.artist.listeners:,} listeners)"
            )


@app.command()
def similar(
    text: Text = None,
    stdin: FromStdin = False,
    n: Annotated[int, typer.Option("-n", min=1, max=1000, help="How many artists.")] = 10,
    models: Models = DEFAULT_MODELS,
    as_json: AsJson = False,
) -> None:
    """Show the artists that the same listeners love."""
    queries = _queries(text, from_stdin=stdin)
    recommender = Recommender.load(models)
    for query in queries:
        answer = _similar_as_json(recommender, query, n)
        if as_json:
            typer.echo(_json(answer))
            continue
        typer.echo(answer["artist"] or f"{query}: which artist is meant is not clear")
        for one in answer["similar"]:
            shared = f"{one['shared_listeners']:,} of {one['listeners']:,} listeners shared"
            typer.echo(f"  {one['score']:4.0%}  {one['name']}  ({shared})")


def train_with_progress(
    plays: Plays,
    registry: Registry,
    *,
    promotion: Promotion,
    aliases: Iterable[Alias] | None = None,
) -> Trained:
    """Train with the default settings, a bar on standard error where that is a terminal.

    Args:
        plays: what to learn from.
        registry: where the version goes.
        promotion: whether it becomes current.
        aliases: other names of artists; those that come with Kindred where none are given.
    """
    bar = Progress(
        TextColumn("Training"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=remarks,
        disable=not remarks.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task("training", total=None)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        return train_version(
            plays,
            TrainingSettings(),
            registry,
            promotion=promotion,
            now=datetime.now(UTC),
            aliases=read_aliases(own_aliases()) if aliases is None else aliases,
            progress=show,
        )


def _queries(text: list[str] | None, *, from_stdin: bool) -> Iterator[str]:
    """Return the one query of the arguments, or those of standard input, a line each."""
    if from_stdin == bool(text):
        message = "Give a TEXT, or --stdin to read one query a line."
        raise typer.BadParameter(message)
    if not from_stdin:
        return iter([" ".join(text or [])])
    lines = sys.stdin.buffer
    return (line.decode("utf-8", "replace").rstrip("\r\n") for line in lines)


def _describe(reading: Reading, listeners: int, artists: int) -> None:
    """Say what was read, and list what was dropped or merged."""
    say: Callable[[str], None] = remarks.print
    say(
        f"Read {reading.rows_used:,} rows of plays by {listeners:,} listeners, "
        f"{reading.artists_read:,} rows of artists ({artists:,} artists with plays)."
    )
    for place in reading.dirt.as_json():
        say(
            f"  dropped {place['rows']:,} × {place['kind']} in {place['file']}, "
            f"first in line {place['first_line']:,}"
        )
    for merged in reading.merged[:_LISTED]:
        say(f"  one artist: {merged.shown} = {', '.join(dict.fromkeys(merged.others))}")
    if len(reading.merged) > _LISTED:
        say(f"  … and {len(reading.merged) - _LISTED:,} more artists of several spellings")


def _trained_as_json(trained: Trained, reading: Reading) -> dict[str, Any]:
    counts = trained.manifest.counts.model_dump()
    return {
        "version": trained.manifest.id,
        "promoted": trained.is_current,
        "reason": trained.reason,
        **counts,
        "plays": counts["rows_used"],
        "dropped": reading.dirt.as_json(),
        "merged": [{"shown": one.shown, "others": one.others} for one in reading.merged],
    }


def _matching_as_json(matching: Matching) -> dict[str, Any]:
    return {
        "query": matching.typed,
        "matches": [
            {
                "key": one.artist.key,
                "name": one.artist.name,
                "score": one.score,
                "listeners": one.artist.listeners,
            }
            for one in matching.matches
        ],
        "confident": matching.is_confident,
    }


def _similar_as_json(recommender: Recommender, query: str, n: int) -> dict[str, Any]:
    """Answer for a sure match, and for an exact name even if it has namesakes."""
    match = recommender.match(query).to_answer_for
    if match is None:
        return {"query": query, "artist": None, "similar": []}
    artist = match.artist
    return {
        "query": query,
        "artist": artist.name,
        "similar": [
            {
                "key": one.artist.key,
                "name": one.artist.name,
                "score": round(one.closeness, 4),
                "listeners": one.artist.listeners,
                "shared_listeners": one.shared_listeners,
            }
            for one in recommender.similar(artist.key, n=n)
        ],
    }


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)
