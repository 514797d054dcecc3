"""Holds the recommender that answers, and exchanges it when another version becomes current."""

from __future__ import annotations

from pathlib import Path

from model.recommender import Recommender
from model.registry import Registry


class LiveRecommender:
    """The current version of a folder, loaded once and kept until the pointer moves."""

    def __init__(self, models: Path) -> None:
        """Load the current version.

        Raises:
            VersionError: there is none, or it is broken, or newer than this Kindred.
        """
        self._registry = Registry(models)
        self._recommender = Recommender.load(models)

    @property
    def recommender(self) -> Recommender:
        """The recommender to ask; keep it for one answer, and no exchange disturbs that."""
        return self._recommender

    def refresh(self) -> bool:
        """Load the current version if it is another than the one that answers; say whether it was.

        Blocking: it reads the version whole, and only then lets go of the old one.

        Raises:
            VersionError: the new version does not verify; the old one goes on answering.
        """
        current = self._registry.current()
        if current == self._recommender.version_id:
            return False
        self._recommender = Recommender.load(self._registry.path_of(current))
        return True
