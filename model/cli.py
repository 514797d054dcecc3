"""The commands that make versions and choose among them: train, versions, promote and so on.

Results go to standard output, progress and remarks to standard error. Errors are not caught here:
`bot.cli.main` turns each into one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from model.aliases import Alias, own_aliases, read_aliases
from model.answers_cli import AsJson, Models, as_json_line, remarks
from model.answers_cli import app as answers_app
from model.artifact import verify
from model.errors import BrokenVersion, NoCurrentVersion, VersionError
from model.evaluation_cli import app as evaluation_app
from model.on_spark import spark_trainer
from model.pipeline import Promotion, Trained, version_by
from model.plays.delimited import ColumnNames
from model.plays.demo import read_demo
from model.plays.formats import read_plays
from model.plays.kinds import PlaysFormat
from model.plays.reading import Reading
from model.plays.votes import VotesExport, read_votes
from model.progress import READING, Stages, reading_bar, training_bar
from model.registry import DEFAULT_MODELS, Registry
from model.termination import obeyed
from model.trainer import OnThisMachine, Trainer
from model.training.attempt import Attempt
from model.training.device import Device, chosen
from model.training.settings import TrainingSettings
from model.types import VersionId

_LISTED = 10


class TrainerName(StrEnum):
    """Who can be asked to train."""

    IMPLICIT = "implicit"
    SPARK = "spark"


app = typer.Typer()
app.add_typer(answers_app)
app.add_typer(evaluation_app)


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
    votes: Annotated[
        Path | None, typer.Option(help="What `kindred votes export` wrote: votes to learn from.")
    ] = None,
    trainer: Annotated[
        TrainerName, typer.Option(help="Who trains: implicit on this machine, or Spark.")
    ] = TrainerName.IMPLICIT,
    master: Annotated[
        str, typer.Option(help="Spark's master: local[4], spark://host:7077, yarn …")
    ] = "local[*]",
    device: Annotated[
        Device, typer.Option(help="What trains: the processors, or a graphics card.")
    ] = Device.AUTO,
    tune: Annotated[
        int,
        typer.Option(min=0, max=1000, metavar="N", help="Try N settings first; take the best."),
    ] = 0,
    keep: Annotated[
        int,
        typer.Option(min=1, help="Old versions to keep; the current and the one before always."),
    ] = 5,
    as_json: AsJson = False,
) -> None:
    """Train a version on plays and promote it."""
    other_names = read_aliases(aliases) if aliases else None
    voted = read_votes(votes) if votes else None
    names = ColumnNames(listener_column, artist_column, plays_column)
    registry, stages, tried = Registry(models), Stages(), list[Attempt]()
    with obeyed(), ExitStack() as open_until_trained:
        registry.prepare()  # before hours of work for a folder that cannot be written
        who: Trainer
        if trainer is TrainerName.SPARK:
            _refuse_with_spark(device, tune)
            stages.begun(READING)
            who = open_until_trained.enter_context(spark_trainer(plays, names, master))
            stages.ended()
            _describe(who, stages)
        else:
            trains_on = chosen(device)
            with reading_bar(remarks, stages) as show:
                read = read_plays(plays, plays_format, names, show)
            settings = TrainingSettings.for_size(len(read.catalog))
            _describe(OnThisMachine(read, settings), stages)
            if tune:
                from model.tuning import tuned  # noqa: PLC0415  # optuna would slow every command

                settings, tried = tuned(read, settings, models, attempts=tune, tell=_tell_attempt)
            who = OnThisMachine(read, settings, trains_on)
        trained = train_with_progress(
            who,
            registry,
            promotion=promote,
            aliases=other_names,
            votes=voted,
            tried=tried,
            stages=stages,
        )
    remarks.print(f"Took {stages}")
    try:
        for deleted in registry.prune(keep, besides=[trained.manifest.id]):
            remarks.print(f"Deleted the old version {deleted}.")
    except VersionError as error:  # the training is done all the same
        remarks.print(f"Old versions were not deleted: {error}")
    if as_json:
        typer.echo(as_json_line(_trained_as_json(trained, who.reading, stages)))
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
        typer.echo(as_json_line({"current": current, "versions": found}))
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


def train_demo(registry: Registry) -> None:
    """Train the demo with the defaults and make it current."""
    trainer = OnThisMachine(read_demo(), TrainingSettings())
    train_with_progress(trainer, registry, promotion=Promotion.ALWAYS)


def train_with_progress(
    trainer: Trainer,
    registry: Registry,
    *,
    promotion: Promotion,
    aliases: Iterable[Alias] | None = None,
    votes: VotesExport | None = None,
    tried: Sequence[Attempt] = (),
    stages: Stages | None = None,
) -> Trained:
    """Train a version, a bar on standard error where that is a terminal.

    Args:
        trainer: who has the plays.
        registry: where the version goes.
        promotion: whether it becomes current.
        aliases: other names of artists; those that come with Kindred where none are given.
        votes: what people asked for and how they voted.
        tried: see `version_by`.
        stages: where to note how long each took.
    """
    with training_bar(remarks, stages or Stages()) as show:
        return version_by(
            trainer,
            registry,
            promotion=promotion,
            now=datetime.now(UTC),
            aliases=read_aliases(own_aliases()) if aliases is None else aliases,
            votes=votes,
            tried=tried,
            tell=show,
        )


def _tell_attempt(number: int, attempt: Attempt) -> None:
    listed = ", ".join(f"{name} {value:.3g}" for name, value in attempt.settings.items())
    remarks.print(
        f"Attempt {number}: nDCG {attempt.of_tastes:.4f} for tastes, "
        f"{attempt.of_neighbours:.4f} for single artists ({listed})"
    )


def _refuse_with_spark(device: Device, tune: int) -> None:
    if device is Device.CUDA:
        message = "--device is for training on this machine, not for Spark"
        raise typer.BadParameter(message)
    if tune:
        message = (
            "--tune is for training on this machine, and what it finds is for Spark's as well"
        )
        raise typer.BadParameter(message)


def _describe(trainer: Trainer, stages: Stages) -> None:
    """Say what was read and how fast, and list what was dropped or merged."""
    reading, artists = trainer.reading, len(trainer.catalog)
    seconds = max(stages.seconds[READING], 1e-3)
    say: Callable[[str], None] = remarks.print
    say(
        f"Read {reading.rows_used:,} rows of plays by {trainer.listeners:,} listeners, "
        f"{reading.artists_read:,} rows of artists ({artists:,} artists with plays), in "
        f"{seconds:.1f} s: {reading.rows_used / seconds:,.0f} a second."
    )
    for place in reading.dirt.as_json():
        say(
            f"  dropped {place['rows']:,} × {place['kind']} in {place['file']}"
            + (f", first in line {place['first_line']:,}" if place["first_line"] else "")
        )
    for merged in reading.merged[:_LISTED]:
        say(f"  one artist: {merged.shown} = {', '.join(dict.fromkeys(merged.others))}")
    if len(reading.merged) > _LISTED:
        say(f"  … and {len(reading.merged) - _LISTED:,} more artists of several spellings")


def _trained_as_json(trained: Trained, reading: Reading, stages: Stages) -> dict[str, Any]:
    counts = trained.manifest.counts.model_dump()
    return {
        "version": trained.manifest.id,
        "promoted": trained.is_current,
        "reason": trained.reason,
        **counts,
        "plays": counts["rows_used"],
        "rounds": trained.manifest.rounds,
        "seconds": {stage: round(taken, 2) for stage, taken in stages.seconds.items()},
        "dropped": reading.dirt.as_json(),
        "merged": [{"shown": one.shown, "others": one.others} for one in reading.merged],
    }
