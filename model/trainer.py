"""Where a training is done: what a version needs from it, and how this machine gives that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from model.catalog import Catalog
from model.co_listening import write_co_listening
from model.companions import Companions
from model.errors import NothingToLearn
from model.evaluation.flattening import Flattening
from model.evaluation.split import Split, split
from model.plays.matrix import Plays
from model.plays.reading import Reading
from model.training.als import train_als
from model.training.device import Device
from model.training.learnt import Learnt, Progress
from model.training.settings import TrainingSettings
from model.types import ListenersByArtists


@dataclass(frozen=True, slots=True, eq=False)
class LearntFromRest:
    """What training made of plays from which artists were hidden.

    Attributes:
        parts: what was hidden from whom.
        learnt: from the rest.
    """

    parts: Split
    learnt: Learnt


class Trainer(Protocol):
    """Somebody who has plays and trains on them.

    Attributes:
        catalog: the artists.
        reading: where the plays come from.
        settings: how it trains.
        listeners: how many there are.
        cells: pairs of a listener and an artist.
        name: what a version's manifest calls it.
        packages: that it trains with.
    """

    name: str
    packages: tuple[str, ...]
    catalog: Catalog
    reading: Reading
    settings: TrainingSettings
    listeners: int
    cells: int

    def learn_from_rest(
        self, people: ListenersByArtists, least_listeners: int, progress: Progress
    ) -> LearntFromRest | None:
        """Hide artists and learn from what is left; None where there is too little.

        Args:
            people: see `train_als`.
            least_listeners: that an answer needs.
            progress: told after each round.
        """

    def learn(self, people: ListenersByArtists, rounds: int | None, progress: Progress) -> Learnt:
        """Learn from all plays.

        Args:
            people: see `train_als`.
            rounds: how many were enough for the rest; None where nothing was hidden.
            progress: told after each round.
        """

    def companions(self, least_listeners: int) -> Companions:
        """Count who is heard together; those with fewer listeners are nobody's companion."""

    def write_co_listening(self, folder: Path) -> None:
        """Write who listens to whom into a version's folder, see `model.co_listening`."""


class OnThisMachine:
    """Trains on plays that fit into this machine's memory."""

    name = "implicit"
    packages: tuple[str, ...] = ("implicit",)

    def __init__(
        self, plays: Plays, settings: TrainingSettings, device: Device = Device.CPU
    ) -> None:
        """Take plays, how to train on them, and on which device."""
        self.catalog, self.reading = plays.catalog, plays.reading
        self.listeners, self.cells = (
            plays.listeners_x_artists.shape[0],
            plays.listeners_x_artists.nnz,
        )
        self._plays = plays.listeners_x_artists
        self.settings = settings
        self._train: Callable[..., Learnt] = partial(
            train_als, keys=plays.catalog.keys, device=device
        )

    def learn_from_rest(
        self, people: ListenersByArtists, least_listeners: int, progress: Progress
    ) -> LearntFromRest | None:
        """Stop when recall of what was hidden has flattened, see `Trainer`."""
        try:
            parts = split(self._plays, self.catalog.keys)
            learnt = self._train(
                parts.training,
                self.settings,
                people_x_artists=people,
                enough=Flattening(parts, least_listeners),
                progress=progress,
            )
        except NothingToLearn:
            return None
        return LearntFromRest(parts, learnt)

    def learn(self, people: ListenersByArtists, rounds: int | None, progress: Progress) -> Learnt:
        """Learn from all plays, in as many rounds as were enough for the rest."""
        settings = self.settings.model_copy(
            update={"iterations": rounds or self.settings.iterations}
        )
        return self._train(self._plays, settings, people_x_artists=people, progress=progress)

    def companions(self, least_listeners: int) -> Companions:
        """Count who is heard together, see `Companions.of`."""
        return Companions.of(self._plays, fewest_listeners=least_listeners)

    def write_co_listening(self, folder: Path) -> None:
        """Write the plays, artist by artist."""
        write_co_listening(self._plays, folder)
