"""The recommender: one loaded version that finds artists and says what is similar to them.

It is read-only once loaded, so any number of threads may ask it at once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from model.adventure import Adventure
from model.catalog import Artist, Catalog
from model.comparison import Comparison, comparison
from model.explanation import Explanation, explanation
from model.manifest import MANIFEST, Manifest
from model.matching import Matcher, Matching
from model.plays.kinds import PlaysFormat
from model.projection import MappedArtist, mapped
from model.recommendation import Recommendation, recommendations
from model.registry import Registry
from model.starters import starters
from model.taste import Taste, known_rows
from model.types import ArtistKey, VersionId
from model.version import Version, read_version

# What one asks with and is answered with comes from where one asks.
__all__ = ["Comparison", "MappedArtist", "Recommendation", "Recommender", "SimilarArtist", "Taste"]


@dataclass(frozen=True, slots=True)
class SimilarArtist:
    """An answer, with its evidence.

    Attributes:
        artist: who.
        closeness: from all the evidence, 0 (nothing in common) to 1; see `model.closeness`.
        shared_listeners: how many people in the training data listen to both.
    """

    artist: Artist
    closeness: float
    shared_listeners: int


class Recommender:
    """Answers from one trained version."""

    def __init__(self, version: Version) -> None:
        """Take a version that `model.version` has opened."""
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
    def manifest(self) -> Manifest:
        """What the version says of itself."""
        return self._version.manifest

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

    def complete(self, typed: str, *, limit: int = 10) -> list[Artist]:
        """Return artists whose names go on from what is typed so far; see `completions`."""
        return [self.catalog[row] for row in self._matcher.complete(typed, limit=limit)]

    def similar(
        self,
        key: ArtistKey,
        *,
        n: int = 10,
        excluded: Collection[ArtistKey] = (),
        adventure: Adventure = Adventure.BALANCED,
    ) -> list[SimilarArtist]:
        """Return the artists that the same listeners love.

        Args:
            key: the artist asked for, who is never an answer.
            n: how many; fewer come back only where fewer exist.
            excluded: artists to leave out; keys this version does not know are ignored.
            adventure: how well known they shall be.

        Returns:
            Closest first, unless `adventure` shifts the order; ties go to the better-known artist.

        Raises:
            UnknownArtist: this version has no artist of that key.
        """
        return self.similar_to([key], n=n, excluded=excluded, adventure=adventure)

    def similar_to(
        self,
        near: Sequence[ArtistKey],
        *,
        far: Collection[ArtistKey] = (),
        n: int = 10,
        excluded: Collection[ArtistKey] = (),
        adventure: Adventure = Adventure.BALANCED,
    ) -> list[SimilarArtist]:
        """Return artists that are close to all of some and away from others; see `similar`.

        Args:
            near: artists asked for; shared listeners are counted with the first of them. Nobody is
                close to nobody.
            far: artists to keep away from.
            n: how many.
            excluded: artists to leave out besides all of these.
            adventure: how well known they shall be.

        Raises:
            UnknownArtist: this version has no artist of one of the keys.
        """
        wanted = [self.artist(key).row for key in near]
        if not wanted:
            return []
        signs = {self.artist(key).row: -1 for key in far} | dict.fromkeys(wanted, 1)
        found = self._version.closeness.nearest(
            signs, n=n, excluded=known_rows(excluded, self.catalog), shift=adventure.shift
        )
        shared = self._version.co_listening.shared(wanted[0], [one.row for one in found])
        return [
            SimilarArtist(self.catalog[one.row], min(max(one.closeness, 0.0), 1.0), int(count))
            for one, count in zip(found, shared, strict=True)
        ]

    def explain(self, key: ArtistKey, other: ArtistKey) -> Explanation:
        """Say what connects two artists.

        Raises:
            UnknownArtist: this version has no artist of one of the keys.
        """
        return explanation(self._version, self.artist(key), self.artist(other))

    def recommend(
        self,
        likes: Collection[ArtistKey],
        dislikes: Collection[ArtistKey] = (),
        *,
        n: int = 20,
        excluded: Collection[ArtistKey] = (),
        adventure: Adventure = Adventure.BALANCED,
    ) -> list[Recommendation]:
        """Return artists for somebody of this taste; keys this version does not know are ignored.

        Args:
            likes: artists liked; without any, nobody can be recommended.
            dislikes: artists disliked; an artist that is both counts as disliked.
            n: how many at most.
            excluded: artists to leave out besides the likes and dislikes.
            adventure: how well known they shall be.

        Returns:
            The surest first, unless `adventure` shifts the order; ties go to the better known.
        """
        return self.mix([Taste(likes, dislikes)], n=n, excluded=excluded, adventure=adventure)

    def mix(
        self,
        tastes: Sequence[Taste],
        *,
        n: int = 20,
        excluded: Collection[ArtistKey] = (),
        adventure: Adventure = Adventure.BALANCED,
    ) -> list[Recommendation]:
        """Return artists that serve several people, each of them about as well.

        Nobody gets what one of them likes already, dislikes or has excluded.

        Args:
            tastes: one per person; those without a like that this version knows have no say.
            n: how many at most.
            excluded: artists to leave out for all.
            adventure: how well known they shall be.

        Returns:
            In the order of `model.mixing.fair_order`; ties go to the better known.
        """
        return recommendations(
            self._version,
            tastes,
            n=n,
            excluded=known_rows(excluded, self.catalog),
            shift=adventure.shift,
        )

    def starters(self, n: int = 5, *, excluded: Collection[ArtistKey] = ()) -> list[Artist]:
        """Return artists to vote on for somebody of whom nothing is known.

        Args:
            n: how many at most.
            excluded: those seen already; what comes next tells most besides them.

        Returns:
            Well known and unlike each other, the most telling first; see `model.starters`.
        """
        with self._version.tastes.on_one_thread():
            rows = starters(
                self._version.tastes.artist_factors,
                self._version.closeness.fame,
                self._version.answer_rows,
                n=n,
                asked=known_rows(excluded, self.catalog),
            )
        return [self.catalog[row] for row in rows]

    def compare(self, first: Taste, second: Taste) -> Comparison:
        """Hold two people's tastes against each other; see `Comparison`."""
        return comparison(self._version, first, second)

    def map(
        self, key: ArtistKey, *, n: int = 24, excluded: Collection[ArtistKey] = ()
    ) -> list[MappedArtist]:
        """Lay out an artist and those closest to it on a plane.

        Args:
            key: the artist in the middle.
            n: how many around it; fewer only where fewer exist.
            excluded: artists to leave out.

        Returns:
            The artist asked for at (0, 0), then the others, closest first; the closer to it, the
            nearer to the middle, and those close to each other lie together.

        Raises:
            UnknownArtist: this version has no artist of that key.
        """
        found = self.similar(key, n=n, excluded=excluded)
        artists = [self.artist(key), *(one.artist for one in found)]
        rows = np.asarray([artist.row for artist in artists], np.int32)
        closeness = np.stack(
            [self._version.closeness.between(artist.row, rows) for artist in artists]
        )
        return mapped(artists, closeness, self._version.closeness.fame[rows])
