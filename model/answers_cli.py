"""The commands that ask a version: match, similar, recommend.

With `--stdin` they read one query a line and, with `--json`, write one object a line in the same
order, so that other programs can ask many at once.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from model.adventure import Adventure
from model.matching import Matching
from model.named_tastes import NamedTaste, recommended, taste_of_line
from model.recommender import Recommender
from model.registry import DEFAULT_MODELS
from model.signed_request import Request, read_request

_HALF_A_LETTER = re.compile("[\ud800-\udfff]")  # JSON may hold one, escaped; UTF-8 may not

app = typer.Typer()
remarks = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

Models = Annotated[Path, typer.Option("--models", help="The folder of model versions.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, for other programs.")]
HowAdventurous = Annotated[
    Adventure, typer.Option(help="How well known the answers are: easy, balanced or deep.")
]
Text = Annotated[list[str] | None, typer.Argument(help="An artist's name, as people type it.")]
FromStdin = Annotated[bool, typer.Option("--stdin", help="Read one query a line instead.")]


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
            typer.echo(as_json_line(_matching_as_json(matching)))
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
    adventure: HowAdventurous = Adventure.BALANCED,
    models: Models = DEFAULT_MODELS,
    as_json: AsJson = False,
) -> None:
    """Show the artists that the same listeners love."""
    queries = _queries(text, from_stdin=stdin)
    recommender = Recommender.load(models)
    for query in queries:
        answer = _similar_as_json(recommender, query, n, adventure)
        if as_json:
            typer.echo(as_json_line(answer))
            continue
        typer.echo(answer["artist"] or f"{query}: which artist is meant is not clear")
        for one in answer["similar"]:
            shared = f"{one['shared_listeners']:,} of {one['listeners']:,} listeners shared"
            typer.echo(f"  {one['score']:4.0%}  {one['name']}  ({shared})")


@app.command()
def recommend(
    like: Annotated[
        list[str] | None, typer.Option(help="An artist liked; may be repeated.")
    ] = None,
    dislike: Annotated[list[str] | None, typer.Option(help="An artist disliked.")] = None,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read a JSON object a line: user, likes, dislikes.")
    ] = False,
    n: Annotated[int, typer.Option("-n", min=1, max=1000, help="How many artists.")] = 20,
    adventure: HowAdventurous = Adventure.BALANCED,
    models: Models = DEFAULT_MODELS,
    as_json: AsJson = False,
) -> None:
    """Show artists for a taste."""
    if stdin == bool(like or dislike):
        message = "Give --like and --dislike, or --stdin to read one taste a line."
        raise typer.BadParameter(message)
    tastes = (
        map(taste_of_line, _lines())
        if stdin
        else iter([NamedTaste(None, like or [], dislike or [])])
    )
    recommender = Recommender.load(models)
    for taste in tastes:
        answer = recommended(recommender, taste, n=n, adventure=adventure)
        if as_json:
            typer.echo(as_json_line(answer))
            continue
        if stdin:
            typer.echo(f"{as_json_line(taste.user)}:")
        if answer["unknown"]:
            remarks.print(f"Nobody is known as: {', '.join(answer['unknown'])}")
        for name in answer["recommended"]:
            typer.echo(f"  {name}")


def _queries(text: list[str] | None, *, from_stdin: bool) -> Iterator[str]:
    """Return the one query of the arguments, or those of standard input, a line each."""
    if from_stdin == bool(text):
        message = "Give a TEXT, or --stdin to read one query a line."
        raise typer.BadParameter(message)
    if not from_stdin:
        return iter([" ".join(text or [])])
    return _lines()


def _lines() -> Iterator[str]:
    """Return the lines of standard input, whatever their bytes are."""
    return (line.decode("utf-8", "replace").rstrip("\r\n") for line in sys.stdin.buffer)


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


def _similar_as_json(
    recommender: Recommender, query: str, n: int, adventure: Adventure
) -> dict[str, Any]:
    """Answer for a sure match, for an exact name even if it has namesakes, and for several."""
    match = recommender.match(query).to_answer_for
    asked = Request((match,)) if match else read_request(query, recommender.match)
    if not isinstance(asked, Request):
        return {"query": query, "artist": None, "similar": []}
    near, far = ([one.artist for one in side] for side in (asked.near, asked.far))
    told = " + ".join(artist.name for artist in near)
    found = recommender.similar_to(
        [artist.key for artist in near],
        far=[artist.key for artist in far],
        n=n,
        adventure=adventure if asked.adventure is Adventure.BALANCED else asked.adventure,
    )
    return {
        "query": query,
        "artist": told + "".join(f" - {artist.name}" for artist in far),
        "similar": [
            {
                "key": one.artist.key,
                "name": one.artist.name,
                "score": round(one.closeness, 4),
                "listeners": one.artist.listeners,
                "shared_listeners": one.shared_listeners,
            }
            for one in found
        ],
    }


def as_json_line(content: Any) -> str:
    """Return a value as one line that can be written as UTF-8."""
    line = json.dumps(content, ensure_ascii=False)
    return _HALF_A_LETTER.sub(lambda half: f"\\u{ord(half[0]):04x}", line)
