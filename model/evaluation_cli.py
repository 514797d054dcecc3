"""`kindred evaluate`: a version's figures beside those of simple baselines."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from model.answers_cli import AsJson, Models, as_json_line, remarks
from model.evaluation.metrics import auc
from model.evaluation.plot import check_drawable, write_plot
from model.evaluation.report import as_json, as_text, report
from model.evaluation.split import split
from model.evaluation.trial import learning
from model.opinions import Opinions
from model.plays.votes import read_votes
from model.registry import DEFAULT_MODELS, Registry
from model.training.als import train_als
from model.types import VersionId
from model.version import Version, read_listeners_x_artists, read_version

app = typer.Typer()


@app.command()
def evaluate(
    version: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    models: Models = DEFAULT_MODELS,
    votes: Annotated[
        Path | None, typer.Option(help="A votes export: how far does the version agree?")
    ] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw a picture: .png, .svg or .pdf.")] = None,
    as_json_too: AsJson = False,
) -> None:
    """Judge a version by artists hidden from listeners, beside simple baselines."""
    if plot:
        check_drawable(plot)
    registry = Registry(models)
    identifier = VersionId(version) if version else registry.current()
    folder = registry.path_of(identifier)
    opened = read_version(folder)
    plays = read_listeners_x_artists(folder, opened.manifest)
    parts = split(plays, opened.catalog.keys)
    settings = opened.manifest.settings.model_copy(
        update={"iterations": opened.manifest.rounds}  # as many as it took, not as it might have
    )
    learn = partial(train_als, settings=settings, keys=opened.catalog.keys)
    found = report(
        parts,
        learning(learn),
        opened.manifest.least_listeners,
        agreement=_agreement(opened, votes) if votes else None,
        tell=lambda name: remarks.print(f"Trying {name} …"),
    )
    if plot:
        write_plot(found, plot)
    if as_json_too:
        typer.echo(as_json_line({"version": identifier, **as_json(found)}))
    else:
        typer.echo(f"Version {identifier}\n{as_text(found)}")


def _agreement(version: Version, votes: Path) -> float | None:
    events = read_votes(votes).events
    opinions = Opinions.of(events, version.catalog, version.manifest.settings)
    pairs = opinions.pairs
    agreed = auc(version.closeness.of_pairs(pairs), opinions.thumbs)
    return None if math.isnan(agreed) else round(agreed, 4)
