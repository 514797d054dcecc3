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

READING = "Reading"


class Stages:
    """How long each stage of a training took.

    Attributes:
        seconds: by stage, in order, those that have ended.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.seconds: dict[str, float] = {}
        self._open, self._since = "", 0.0

    def begun(self, stage: str) -> None:
        """Note that a stage has begun, which ends the one before; no more where it goes on."""
        if stage == self._open:
            return
        now = time.monotonic()
        if self._open:
            self.seconds[self._open] = self.seconds.get(self._open, 0.0) + now - self._since
        self._open, self._since = stage, now

    def ended(self) -> None:
        """Note that the last stage has ended."""
        self.begun("")

    def __str__(self) -> str:
        told = (f"{stage.lower()} {seconds:.1f} s" for stage, seconds in self.seconds.items())
        return f"{sum(self.seconds.values()):.1f} s: {', '.join(told)}"


@contextmanager
def reading_bar(console: Console, stages: Stages) -> Iterator[Callable[[int, float], None]]:
    """Lend what `read_plays` tells: it shows rows, rows a second, and the time left."""
    stages.begun(READING)
    started = time.monotonic()
    with _bar(console, TextColumn("{task.fields[rows]}")) as bar:
        task = bar.add_task(READING, total=1.0, rows="")

        def show(rows: int, share: float) -> None:
            seconds = max(time.monotonic() - started, 1e-3)
            bar.update(
                task, completed=share, rows=f"{rows:,} rows, {rows / seconds:,.0f} a second"
            )

        yield show
    stages.ended()


@contextmanager
def training_bar(console: Console, stages: Stages) -> Iterator[Callable[[str, int, int], None]]:
    """Lend what a training tells: its stage, how many rounds are done, and of how many."""
    with _bar(console, MofNCompleteColumn()) as bar:
        task = bar.add_task("", total=None)

        def show(stage: str, done: int, total: int) -> None:
            stages.begun(stage)
            bar.update(task, description=stage, completed=done, total=total)

        yield show
    stages.ended()


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
