"""What people on Telegram said, as training wants it: listeners of a kind, and votes on pairs.

A person is a listener who played weakly what they asked for, strongly what they liked, and
confidently not what they disliked. And whoever asked for A and voted on B spoke of the pair.
Pseudonyms end here: a version keeps sums, and nobody's row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from model.catalog import Catalog
from model.plays.votes import Event
from model.training.settings import TrainingSettings
from model.types import ArtistKey, ArtistRow, ListenersByArtists, Rows
from model.voted_pairs import VotedPairs


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """The events of a votes export over one catalogue.

    Attributes:
        people_x_artists: see `model.training.als.train_als`; a row per person.
        voted: votes on pairs, each person's last word on a pair counted once.
        asked: row of the artist asked for, per judgement: one person's last word on a pair.
        judged: row of the artist voted on, as long.
        thumbs: 1 or -1, as long.
        unknown: events about artists that the catalogue does not have.
    """

    people_x_artists: ListenersByArtists
    voted: VotedPairs
    asked: Rows
    judged: Rows
    thumbs: NDArray[np.int32]
    unknown: int

    @property
    def pairs(self) -> NDArray[np.int32]:
        """The judged pairs as rows: asked for, voted on."""
        return np.column_stack([self.asked, self.judged])

    @classmethod
    def of(cls, events: Sequence[Event], catalog: Catalog, settings: TrainingSettings) -> Opinions:
        """Take a person's last word on each artist, and on each pair, whichever was asked for.

        Args:
            events: oldest first.
            catalog: whose rows are meant.
            settings: `query_opinion`, `like_opinion` and `dislike_opinion` are used.
        """
        known = [event for event in events if _is_known(event, catalog)]
        asked_for: dict[str, set[ArtistRow]] = {}
        on_artist: dict[tuple[str, ArtistRow], int] = {}
        on_pair: dict[tuple[str, ArtistRow, ArtistRow], tuple[ArtistRow, ArtistRow, int]] = {}
        for event in known:
            seed = _row(event.seed, catalog)
            asked_for.setdefault(event.person, set()).add(seed)
            if event.artist is None:
                continue
            artist = _row(event.artist, catalog)
            on_artist[event.person, artist] = event.vote
            if seed != artist:
                pair = (event.person, min(seed, artist), max(seed, artist))
                on_pair[pair] = (seed, artist, event.vote)
        last_words = [(seed, artist, vote) for seed, artist, vote in on_pair.values() if vote]
        table = np.asarray(last_words, np.int32).reshape(-1, 3)
        return cls(
            _people(asked_for, on_artist, len(catalog), settings),
            _pairs(last_words),
            table[:, 0],
            table[:, 1],
            table[:, 2],
            len(events) - len(known),
        )


def _people(
    asked_for: dict[str, set[ArtistRow]],
    on_artist: dict[tuple[str, ArtistRow], int],
    artists: int,
    settings: TrainingSettings,
) -> ListenersByArtists:
    """Return each person's opinions; a vote outweighs having asked, even one taken back."""
    number = {person: at for at, person in enumerate(sorted(asked_for))}
    opinion = {1: settings.like_opinion, -1: -settings.dislike_opinion, 0: 0.0}
    cells = {
        (number[person], row): settings.query_opinion
        for person, rows in asked_for.items()
        for row in rows
    } | {(number[person], row): opinion[vote] for (person, row), vote in on_artist.items()}
    told = {cell: value for cell, value in cells.items() if value}
    places = np.asarray(list(told), np.int64).reshape(-1, 2)
    values = np.fromiter(told.values(), np.float32, len(told))
    return sp.csr_matrix((values, (places[:, 0], places[:, 1])), (len(number), artists))


def _pairs(last_words: Sequence[tuple[ArtistRow, ArtistRow, int]]) -> VotedPairs:
    """Count people by pair, both ways round."""
    up: Counter[tuple[ArtistRow, ArtistRow]] = Counter()
    down: Counter[tuple[ArtistRow, ArtistRow]] = Counter()
    for seed, artist, vote in last_words:
        counted = up if vote > 0 else down
        counted.update([(seed, artist), (artist, seed)])
    pairs = sorted(up.keys() | down.keys())
    table = [(first, second, up[first, second], down[first, second]) for first, second in pairs]
    return VotedPairs.from_array(np.asarray(table, np.int32).reshape(-1, 4).T)


def _is_known(event: Event, catalog: Catalog) -> bool:
    return catalog.knows(event.seed) and (event.artist is None or catalog.knows(event.artist))


def _row(key: ArtistKey, catalog: Catalog) -> ArtistRow:
    return catalog.by_key(key).row
