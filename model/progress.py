"""How far a training is, as bars on standard error; nothing where that is no terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

Told = Callable[[int, float], None]
Counted = Callable[[str, int, int], None]


@contextmanager
def reading_bar(console: Console) -> Iterator[Told]:
    """Lend what `read_plays` tells: it shows rows, rows a second, and the time left."""
    started = time.monotonic()
    with _bar(console, TextColumn("{task.fields[rows]}")) as bar:
        task = bar.add_task("Reading", total=1.0, rows="")

        def show(rows: int, share: float) -> None:
            seconds = max(time.monotonic() - started, 1e-3)
            bar.update(
                task, completed=share, rows=f"{rows:,} rows, {rows / seconds:,.0f} a second"
            )

        yield show


@contextmanager
def training_bar(console: Console) -> Iterator[Counted]:
    """Lend what a training tells: its stage, how many rounds are done, and of how many."""
    with _bar(console, MofNCompleteColumn()) as bar:
        task = bar.add_task("Training", total=None)

        def show(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        yield show


def _bar(console: Console, how_far: ProgressColumn) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        how_far,
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
