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
from model.closeness import without
from model.explanation import Explanation, explanation
from model.manifest import MANIFEST
from model.matching import Matcher, Matching
from model.plays.formats import PlaysFormat
from model.registry import Registry
from model.taste import worth_to_all
from model.types import ArtistKey, ArtistRow, VersionId
from model.version import Version, read_version


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


@dataclass(frozen=True, slots=True)
class Taste:
    """What one person likes and dislikes.

    Attributes:
        likes: artists liked.
        dislikes: artists disliked, which outweighs a like.
    """

    likes: Collection[ArtistKey]
    dislikes: Collection[ArtistKey] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An artist for a taste, or for several.

    Attributes:
        artist: who.
        scores: how surely each person with a say would like it, in the order of their tastes;
            about 1 for sure.
    """

    artist: Artist
    scores: tuple[float, ...]


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
            signs, n=n, excluded=self._rows(excluded), shift=adventure.shift
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
        """Return artists that serve several people, the least happy among them too.

        Nobody gets what one of them likes already, dislikes or has excluded.

        Args:
            tastes: one per person; those without a like that this version knows have no say.
            n: how many at most.
            excluded: artists to leave out for all.
            adventure: how well known they shall be.

        Returns:
            Best first by `model.taste.worth_to_all`; ties go to the better known.
        """
        opinions = [self._opinions(taste) for taste in tastes]
        left_out = self._rows(excluded).union(*opinions)
        points = [
            self._version.tastes.point(judged)
            for judged in opinions
            if any(opinion > 0 for opinion in judged.values())
        ]
        rows = without(self._version.answer_rows, left_out)
        if not points or not len(rows):
            return []
        scores = self._version.tastes.scores(np.stack(points), rows)
        worth = worth_to_all(scores) + adventure.shift * self._version.closeness.fame[rows]
        order = np.lexsort((rows, -worth))[:n]
        return [
            Recommendation(self.catalog[int(rows[at])], tuple(scores[:, at].tolist()))
            for at in order
        ]

    def _opinions(self, taste: Taste) -> dict[ArtistRow, float]:
        likes = dict.fromkeys(self._rows(taste.likes), 1.0)
        return likes | dict.fromkeys(self._rows(taste.dislikes), -1.0)

    def _rows(self, keys: Collection[ArtistKey]) -> set[ArtistRow]:
        """Return the rows of those that this version knows."""
        return {self.catalog.by_key(key).row for key in keys if self.catalog.knows(key)}
