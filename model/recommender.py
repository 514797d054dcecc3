"""The recommender: one loaded version that finds artists and says what is similar to them.

It is read-only once loaded, so any number of threads may ask it at once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from model.artifact import Version, read_version
from model.catalog import Artist, Catalog
from model.manifest import MANIFEST
from model.matching import Matcher, Matching
from model.plays.formats import PlaysFormat
from model.registry import Registry
from model.types import ArtistKey, VersionId


@dataclass(frozen=True, slots=True)
class SimilarArtist:
    """An answer, with its evidence.

    Attributes:
        artist: who.
        closeness: cosine in taste space, 0 (nothing in common) to 1.
        shared_listeners: how many people in the training data listen to both.
    """

    artist: Artist
    closeness: float
    shared_listeners: int


class Recommender:
    """Answers from one trained version."""

    def __init__(self, version: Version) -> None:
        """Take a version that `model.artifact` has read."""
        self._version = version
        self._matcher = Matcher(version.catalog, version.vocabulary)

    @classmethod
    def load(cls, path: str | Path) -> Recommender:
        """Load a version.

        Args:
            path: a folder of versions, whose current one is meant; or a version's own folder.

        Raises:
            VersionError: there is none, or it is broken, or newer than this Kindred.
        """
        folder = Path(path)
        if not (folder / MANIFEST).exists():
            registry = Registry(folder)
            folder = registry.path_of(registry.current())
        return cls(read_version(folder))

    @property
    def version_id(self) -> VersionId:
        """The id of the version that answers."""
        return self._version.manifest.id

    @property
    def is_demo(self) -> bool:
        """Whether it was trained on simulated listeners."""
        return self._version.manifest.source.format == PlaysFormat.DEMO

    @property
    def catalog(self) -> Catalog:
        """The artists it knows."""
        return self._version.catalog

    def artist(self, key: ArtistKey) -> Artist:
        """Return the artist of a key.

        Raises:
            UnknownArtist: this version has no such artist.
        """
        return self.catalog.by_key(key)

    def match(self, typed: str, *, limit: int = 5) -> Matching:
        """Find which artist was meant; see `Matcher.match`."""
        return self._matcher.match(typed, limit=limit)

    def similar(
        self, key: ArtistKey, *, n: int = 10, excluded: Collection[ArtistKey] = ()
    ) -> list[SimilarArtist]:
        """Return the artists that the same listeners love.

        Args:
            key: the artist asked for, who is never an answer.
            n: how many; fewer come back only where fewer exist.
            excluded: artists to leave out; keys this version does not know are ignored.

        Returns:
            Closest first; ties go to the better-known artist.

        Raises:
            UnknownArtist: this version has no artist of that key.
        """
        asked = self.artist(key)
        catalog, neighbours = self._version.catalog, self._version.neighbours
        left_out = {catalog.by_key(each).row for each in excluded if catalog.knows(each)} | {
            asked.row
        }
        found = neighbours.nearest(neighbours.direction_of(asked.row), n=n, excluded=left_out)
        shared = self._version.co_listening.shared(asked.row, [one.row for one in found])
        return [
            SimilarArtist(catalog[one.row], min(max(one.cosine, 0.0), 1.0), int(count))
            for one, count in zip(found, shared, strict=True)
        ]
