"""Holds the recommender that answers, and exchanges it when another version becomes current."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from model.errors import NoCurrentVersion
from model.recommender import Recommender
from model.registry import Registry
from model.types import VersionId


class LiveRecommender:
    """The current version of a folder, loaded once and kept until the pointer moves."""

    def __init__(self, models: Path) -> None:
        """Load the current version of a folder of versions, or the version whose folder this is.

        Raises:
            VersionError: there is none, or it is broken, or newer than this Kindred.
        """
        self._registry = Registry(models)
        self._recommender = Recommender.load(models)
        self._seen = self._pointed_at()
        self._refreshing = Lock()  # two that are loaded at once would need twice the memory

    @property
    def recommender(self) -> Recommender:
        """The recommender to ask; keep it for one answer, and no exchange disturbs that."""
        return self._recommender

    def refresh(self) -> bool:
        """Load another version if the pointer has moved to it; say whether it was.

        Blocking: it reads the version whole, and only then lets go of the old one. A version that
        cannot be loaded is tried again at the next call, since a copy may not be complete yet.

        Raises:
            VersionError: the new version does not verify; the old one goes on answering.
        """
        with self._refreshing:
            current = self._pointed_at()
            if current is None or current == self._seen:
                return False
            recommender = Recommender.load(self._registry.path_of(current))
            self._recommender, self._seen = recommender, current
            return True

    def versions(self) -> list[VersionId]:
        """Return the versions that there are to answer with, oldest first.

        Raises:
            BrokenVersion: the folder cannot be read.
        """
        return self._registry.versions()

    def _pointed_at(self) -> VersionId | None:
        try:
            return self._registry.current()
        except NoCurrentVersion:
            return None
