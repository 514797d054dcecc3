"""An answer as everything in the bot passes it on: the store keeps it, the rendering shows it.

It is cut into pages here, once, so that its text and its buttons never disagree.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from model.adventure import Adventure
from model.recommender import SimilarArtist
from model.signed_request import Request
from model.types import ArtistKey, VersionId

PAGE_SIZE = 6  # artists; with a row of three buttons each, the most that a phone shows at a glance
PAGES = 5


class Kind(StrEnum):
    """What was answered."""

    SIMILAR = "similar"
    """Artists close to those asked for."""
    RECOMMENDED = "recommended"
    """Artists for a person's taste."""
    STARTERS = "starters"
    """Artists to vote on, for a person whose taste is not known."""
    MAP = "map"
    """A picture of those around an artist; it has no artists to page through."""
    MIX = "mix"
    """Artists for the tastes of several."""


@dataclass(frozen=True, slots=True)
class Named:
    """An artist that the present model need not know: its key, and its name when that was kept."""

    key: ArtistKey
    name: str


@dataclass(frozen=True, slots=True)
class AnsweredArtist:
    """One artist of an answer, as it was told.

    Attributes:
        artist_key: who.
        artist_name: as it was shown.
        closeness: 0 to 1; of a recommendation, how surely it is liked.
        listeners: in the training data.
        shared_listeners: with the artist asked for.
        because: names of the likes that speak most for a recommendation.
        served: ids of the people of a mix whom it is for.
    """

    artist_key: ArtistKey
    artist_name: str
    closeness: float
    listeners: int
    shared_listeners: int
    because: tuple[str, ...] = ()
    served: tuple[int, ...] = ()

    @classmethod
    def of(cls, one: SimilarArtist) -> AnsweredArtist:
        """Return an artist as the model found it."""
        found = one.artist
        return cls(found.key, found.name, one.closeness, found.listeners, one.shared_listeners)


@dataclass(frozen=True, slots=True)
class Seed:
    """An artist that was asked for beside the first one.

    Attributes:
        artist_key: who.
        artist_name: its name then.
        sign: 1 to be close to it, -1 to keep away from it.
    """

    artist_key: ArtistKey
    artist_name: str
    sign: int


def seeds_of(request: Request) -> tuple[Seed, ...]:
    """Return those asked for beside the first one, those to keep away from last."""
    near, far = (
        [(match.artist, sign) for match in matches]
        for matches, sign in ((request.near[1:], 1), (request.far, -1))
    )
    return tuple(Seed(artist.key, artist.name, sign) for artist, sign in near + far)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, so that it can be shown again whatever the model has become since.

    Attributes:
        query_id: its number in the store.
        typed: what was written; empty where a button was pressed.
        is_exact: whether that was the artist's very name.
        seed_key: the artist asked for, or the first of several; empty where a taste was asked for.
        seed_name: its name then.
        model_version: which version answered.
        artists: in the order they were answered.
        further: the others asked for; none in most answers.
        adventure: how well known the artists were to be.
        kind: what was answered.
        language: in which it was said.
        person_id: who asked.
    """

    query_id: int
    typed: str
    is_exact: bool
    seed_key: ArtistKey | str
    seed_name: str
    model_version: VersionId
    artists: tuple[AnsweredArtist, ...]
    further: tuple[Seed, ...] = ()
    adventure: Adventure = Adventure.BALANCED
    kind: Kind = Kind.SIMILAR
    language: str = ""
    person_id: int = 0

    def without(self, keys: Collection[ArtistKey]) -> Answer:
        """Return the answer without some artists: those behind them move up."""
        left = tuple(artist for artist in self.artists if artist.artist_key not in keys)
        return replace(self, artists=left)

    @property
    def near(self) -> tuple[Seed, ...]:
        """Those to be close to, the first one first."""
        if not self.seed_key:
            return ()
        first = Seed(ArtistKey(self.seed_key), self.seed_name, 1)
        return first, *(seed for seed in self.further if seed.sign > 0)

    @property
    def far(self) -> tuple[Seed, ...]:
        """Those to keep away from."""
        return tuple(seed for seed in self.further if seed.sign < 0)

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-len(self.artists) // PAGE_SIZE))

    def page(self, number: int) -> tuple[AnsweredArtist, ...]:
        """Return the artists of a page; the first is 0."""
        return self.artists[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]

    def artist(self, key: ArtistKey) -> AnsweredArtist | None:
        """Return an artist of the answer, or None if it is not in it."""
        return next((one for one in self.artists if one.artist_key == key), None)

    def page_of(self, key: ArtistKey) -> int | None:
        """Return which page an artist is on, or None if it is not in the answer."""
        keys = [artist.artist_key for artist in self.artists]
        return keys.index(key) // PAGE_SIZE if key in keys else None
