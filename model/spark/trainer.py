"""What a version needs from a training on Spark: a `model.trainer.Trainer`."""

from __future__ import annotations

from pathlib import Path

from pyspark.sql import DataFrame

from model.companions import Companions
from model.errors import NothingToLearn
from model.spark.als import train_als
from model.spark.co_listening import write_co_listening
from model.spark.companions import companions_of
from model.spark.gathering import KEPT
from model.spark.plays import PlaysOnSpark
from model.spark.split import split
from model.spark.weights import weighed
from model.trainer import LearntFromRest
from model.training.learnt import Learnt, Progress
from model.training.settings import TrainingSettings
from model.types import ListenersByArtists


class OnSpark:
    """Trains on plays that stand on a cluster.

    MLlib shows nothing of itself before it is done, so no round is too many: all that the settings
    allow are done, and progress is told at the beginning and at the end.
    """

    name = "spark"
    packages: tuple[str, ...] = ("pyspark",)

    def __init__(self, plays: PlaysOnSpark, settings: TrainingSettings) -> None:
        """Take plays, and how to train on them."""
        self.catalog, self.reading = plays.catalog, plays.reading
        self.listeners, self.cells = plays.listener_count, plays.cells
        self._libraries = plays.libraries
        self.settings = settings

    def learn_from_rest(
        self,
        people: ListenersByArtists,
        least_listeners: int,  # noqa: ARG002  # as Trainer has it: nobody is asked between rounds
        progress: Progress,
    ) -> LearntFromRest | None:
        """Hide artists and learn from what is left, see `model.trainer.Trainer`.

        The plays in the split are those of the listeners who are judged and of nobody else.
        """
        try:
            halves = split(self._libraries, self.catalog.keys)
            training = halves.training.persist(KEPT)
            learnt = self._train(training, halves.parts.listener_count, people, progress)
        except NothingToLearn:
            return None
        training.unpersist()
        return LearntFromRest(halves.parts, learnt)

    def learn(
        self,
        people: ListenersByArtists,
        rounds: int | None,  # noqa: ARG002  # as Trainer has it: never other than the settings
        progress: Progress,
    ) -> Learnt:
        """Learn from all plays, see `model.spark.als.train_als`."""
        return self._train(self._libraries, self.listeners, people, progress)

    def companions(self, least_listeners: int) -> Companions:
        """Count who is heard together, see `model.spark.companions`."""
        return companions_of(
            self._libraries,
            self.catalog.listeners,
            self.listeners,
            fewest_listeners=least_listeners,
        )

    def write_co_listening(self, folder: Path) -> None:
        """Write the plays, artist by artist."""
        write_co_listening(self._libraries, self.catalog.listeners, folder)

    def _train(
        self,
        libraries: DataFrame,
        listeners: int,
        people: ListenersByArtists,
        progress: Progress,
    ) -> Learnt:
        weights = weighed(libraries, len(self.catalog), listeners, self.settings)
        return train_als(weights, self.settings, people_x_artists=people, progress=progress)
