"""The command line: run, playground, votes export, stats, and the model's commands beside them.

This is where errors end: each becomes one line on standard error, and the status says which kind.
"""

from __future__ import annotations

import asyncio
import gc
import io
import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import model.cli
from bot import set_aside_cli, upkeep_cli
from bot.application import build_application
from bot.errors import BotError, OperatorError, StoreUnavailable
from bot.log import configure_logging
from bot.outgoing.proxies import proxy_secrets
from bot.rehearsal import playground_settings, rehearsal
from bot.said import say_all
from bot.services import Services, open_services
from bot.serving import serve
from bot.settings import DEFAULT_DB, Settings
from bot.stopping import Stopping
from bot.store.database import explained, open_database, open_for_reading
from bot.store.export import WRITERS, ExportFormat, exported_events, write_aside
from bot.store.instance import sole_instance
from bot.store.personal import forget
from bot.store.statistics import statistics_of
from bot.upkeep_cli import Db
from bot.usage import Statistics
from model.answers_cli import AsJson, Models, remarks
from model.errors import ModelError, NoCurrentVersion
from model.registry import DEFAULT_MODELS, Registry

_PLAYGROUND_DB = Path("data/state/playground.db")  # what is tried out there is nobody's vote
DEFAULT_PORT = 8080
_INTERRUPTED = 130

app = typer.Typer(
    name="kindred",
    help="A self-hosted Telegram bot for discovering music.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
votes_app = typer.Typer(help="What people voted.", no_args_is_help=True)
app.add_typer(model.cli.app)
app.add_typer(votes_app, name="votes")
app.add_typer(upkeep_cli.app)
app.add_typer(set_aside_cli.app)


def main() -> None:
    """Run the command line and end the process with its status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may lack letters that artists have
            stream.reconfigure(errors="replace" if stream.encoding != "utf-8" else stream.errors)
    try:
        if None in (sys.stdin, sys.stdout, sys.stderr):
            _explain("standard input, output and error must be open")
        app(prog_name="kindred")
    except (BotError, ModelError) as error:
        _explain(str(error))
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing more can go there
        if not isinstance(error, BrokenPipeError):  # whoever read has seen enough
            _explain(
                " ".join(str(part) for part in (error.strerror or error, error.filename) if part)
            )
        sys.exit(1)


def _explain(why: str) -> NoReturn:
    print(f"kindred: {why}", file=sys.stderr)  # noqa: T201  # the one line that explains
    sys.exit(1)


@app.command()
def run() -> None:
    """Run the bot on Telegram; settings come from the environment or .env."""
    stopping = Stopping()
    settings = Settings.read()
    configure_logging(
        settings.log_level,
        settings.token,
        settings.webhook_secret,
        *proxy_secrets(),
        log_format=settings.log_format,
    )
    with sole_instance(settings.db):
        services = open_services(settings)
        gc.freeze()  # what a model is made of stays: to look through it takes a tenth of a second

        async def until_stopped() -> None:
            application = build_application(settings, services, settings.base_url)
            await serve(application, stopping.event())

        try:
            asyncio.run(until_stopped())
        finally:
            services.close()
            stopping.is_done()


@app.command()
def playground(
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Of the page: 8080, or any with 0.")
    ] = None,
    say: Annotated[list[str] | None, typer.Option(help="Say this, print the answer, end.")] = None,
    models: Models = DEFAULT_MODELS,
    db: Annotated[Path, typer.Option("--db", help="Its own SQLite file.")] = _PLAYGROUND_DB,
    as_json: AsJson = False,
) -> None:
    """Try the bot in a browser page: no token, no network."""
    _train_demo_if_there_is_no_model(Registry(models))
    settings = playground_settings(models=models, db=db)
    configure_logging("WARNING", settings.token)
    with sole_instance(db):
        services = open_services(settings)
        try:
            if say:
                talk = say_all(say, settings, services, port or 0, as_json=as_json)
                if asyncio.run(talk):
                    raise typer.Exit(1)
            else:
                port = DEFAULT_PORT if port is None else port
                asyncio.run(_until_stopped(settings, services, port, Stopping()))
        finally:
            services.close()


@votes_app.command("export")
def export_votes(
    db: Db = DEFAULT_DB,
    export_format: Annotated[ExportFormat, typer.Option("--format")] = ExportFormat.CSV,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="Only from this UTC time on."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A file; standard output if left out.")] = None,
) -> None:
    """Export votes and queries for retraining; people are renamed."""
    database = open_for_reading(db)
    with explained(db):
        rows = list(exported_events(database, since.replace(tzinfo=UTC) if since else None))
    write = WRITERS[export_format]
    if out is None:
        write(rows, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    try:
        write_aside(out, lambda file: write(rows, file))
    except OSError as error:
        message = f"{out} cannot be written: {error.strerror or error}"
        raise OperatorError(message) from error


@app.command()
def stats(db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Show how the bot is used."""
    with explained(db):
        statistics = statistics_of(open_for_reading(db))
    if as_json:
        typer.echo(json.dumps(asdict(statistics), ensure_ascii=False))
    else:
        typer.echo(_described(statistics))


@app.command("forget")
def forget_person(
    person_id: Annotated[int, typer.Argument(help="Telegram's number of the person.")],
    db: Db = DEFAULT_DB,
) -> None:
    """Erase all that is kept about one person, as /forget does."""
    if not db.is_file():
        message = f"There is no database {db}"
        raise StoreUnavailable(message)
    database = open_database(db)
    try:
        with explained(db):
            erased = forget(database, person_id)
    finally:
        database.close()
    typer.echo(
        f"Erased {erased.queries:,} queries, {erased.votes:,} votes and {erased.others:,} other"
        f" rows of {person_id}"
    )


def _train_demo_if_there_is_no_model(registry: Registry) -> None:
    try:
        registry.current()
    except NoCurrentVersion:
        remarks.print(
            "There is no model yet: training the demo, real artists and simulated listeners."
        )
        model.cli.train_demo(registry)


async def _until_stopped(
    settings: Settings, services: Services, port: int, stopping: Stopping
) -> None:
    async with rehearsal(settings, services, port=port) as playing:
        typer.echo(f"Kindred answers at {playing.server.url} (Ctrl-C ends it)")
        await stopping.event().wait()


def _described(statistics: Statistics) -> str:
    lines = [
        f"{statistics.people:,} people in {statistics.chats:,} chats",
        "queries: "
        + (", ".join(f"{count:,} {kind}" for kind, count in statistics.queries.items()) or "none"),
        f"votes that count: {statistics.votes_up:,} up, {statistics.votes_down:,} down",
    ]
    if statistics.hit_rate is not None:
        lines.append(f"answered for {statistics.hit_rate:.0%} of the names that were typed")
    took = (statistics.median_took_ms, statistics.p90_took_ms, statistics.p99_took_ms)
    if None not in took:
        half, most, all_but_few = took
        lines.append(
            f"half of the answers took at most {half:.0f} ms, nine of ten {most:.0f} ms,"
            f" 99 of 100 {all_but_few:.0f} ms"
        )
    if statistics.set_aside:
        lines.append(
            f"{statistics.set_aside:,} updates could not be handled; see `kindred set-aside`"
        )
    for title, listed in (("most asked", statistics.most_asked), ("unknown", statistics.unknown)):
        if listed:
            lines.append(f"{title}: " + ", ".join(f"{name} ({times})" for name, times in listed))
    return "\n".join(lines)
