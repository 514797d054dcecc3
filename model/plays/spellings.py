"""Decides which spellings are one artist.

Case, spacing and Unicode form never tell artists apart; MusicBrainz ids always do. Accents do too
(Maná and Mana are two bands) unless one spelling is rare beside the other, which makes it a slip
of the keyboard. No name is compared fuzzily here: two names that look alike may be two bands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.catalog import artist_keys
from model.names import same_spelling, unaccented
from model.types import ArtistKey

RARE_SPELLING = 1 / 20  # of the other spelling's listeners; below it an accent is a slip


@dataclass(frozen=True, slots=True)
class Merged:
    """Spellings that became one artist.

    Attributes:
        shown: the commonest one.
        others: the other spellings, commonest first; equal to `shown` where ids were joined.
    """

    shown: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Artists:
    """What the spellings came to.

    Attributes:
        artist_of_spelling: shape `(spellings,)`, an index into `names`.
        names: one per artist.
        keys: one per artist.
        merged: artists of more than one spelling, in order of their names.
    """

    artist_of_spelling: NDArray[np.int32]
    names: list[str]
    keys: list[ArtistKey]
    merged: list[Merged]


def artists_of(
    names: Sequence[str], musicbrainz_ids: Sequence[str], listeners: Sequence[int]
) -> Artists:
    """Join the spellings of each artist.

    Args:
        names: tidied spellings.
        musicbrainz_ids: one per spelling, empty where there is none.
        listeners: of each spelling; most decides which one is shown, then the alphabet.
    """
    spellings = _Joined(listeners)
    # Of a tidied name in ASCII nothing but its case is left to be made alike.
    spelt = [name.lower() if name.isascii() else same_spelling(name) for name in names]
    for group in _alike(spelt):
        _join_same_spelling(spellings, group, musicbrainz_ids)
    by_id: dict[str, int] = {}
    for spelling, musicbrainz_id in enumerate(musicbrainz_ids):
        if musicbrainz_id:
            spellings.join(by_id.setdefault(musicbrainz_id, spelling), spelling)
    id_of = {
        spellings.root(spelling): musicbrainz_id
        for spelling, musicbrainz_id in enumerate(musicbrainz_ids)
        if musicbrainz_id
    }
    for group in _alike([unaccented(name) for name in spelt]):
        _join_rare_accents(spellings, group, id_of)
    return _described(spellings, names, spelt, musicbrainz_ids, listeners)


class _Joined:
    """Disjoint sets of spellings, each with the listeners of its commonest member."""

    def __init__(self, listeners: Sequence[int]) -> None:
        self.listeners = [int(count) for count in listeners]
        self._parent = list(range(len(listeners)))

    def root(self, spelling: int) -> int:
        while self._parent[spelling] != spelling:
            self._parent[spelling] = self._parent[self._parent[spelling]]
            spelling = self._parent[spelling]
        return spelling

    def join(self, one: int, other: int) -> None:
        one, other = self.root(one), self.root(other)
        if one != other:
            self._parent[other] = one
            # Who spells an artist two ways is one listener: the commonest spelling is safe.
            self.listeners[one] = max(self.listeners[one], self.listeners[other])


def _alike(forms: Sequence[str]) -> Iterable[list[int]]:
    """Return the spellings that have the same form, each group ascending."""
    first: dict[str, int] = {}
    groups: dict[int, list[int]] = {}
    for spelling, form in enumerate(forms):
        before = first.setdefault(form, spelling)
        if before != spelling:
            groups.setdefault(before, [before]).append(spelling)
    return groups.values()


def _join_same_spelling(spellings: _Joined, group: list[int], ids: Sequence[str]) -> None:
    """Join a group that differs in case, spacing or Unicode form only, but never two ids."""
    with_id = [spelling for spelling in group if ids[spelling]]
    home = max(with_id or group, key=lambda spelling: (spellings.listeners[spelling], -spelling))
    for spelling in group:
        if not ids[spelling]:
            spellings.join(home, spelling)


def _join_rare_accents(spellings: _Joined, group: list[int], id_of: dict[int, str]) -> None:
    """Join to the commonest artist of a group those that are rare beside it."""
    roots = sorted({spellings.root(spelling) for spelling in group})
    common = max(roots, key=lambda root: (spellings.listeners[root], -root))
    limit = spellings.listeners[common] * RARE_SPELLING
    for root in roots:
        two_ids = id_of.get(root) and id_of.get(common) and id_of[root] != id_of[common]
        if root != common and spellings.listeners[root] < limit and not two_ids:
            if root in id_of:
                id_of.setdefault(common, id_of[root])
            spellings.join(common, root)


def _described(
    spellings: _Joined,
    names: Sequence[str],
    spelt: Sequence[str],
    ids: Sequence[str],
    listeners: Sequence[int],
) -> Artists:
    number: dict[int, int] = {}
    artist_of, shown, several = list[int](), list[int](), dict[int, list[int]]()
    for spelling in range(len(names)):
        artist = number.setdefault(spellings.root(spelling), len(number))
        artist_of.append(artist)
        if artist == len(shown):
            shown.append(spelling)
        else:
            several.setdefault(artist, [shown[artist]]).append(spelling)
    id_of, merged = [ids[spelling] for spelling in shown], list[Merged]()
    for artist, group in several.items():
        group.sort(key=lambda spelling: (-listeners[spelling], names[spelling]))
        shown[artist] = group[0]
        id_of[artist] = next((ids[spelling] for spelling in group if ids[spelling]), "")
        merged.append(Merged(names[group[0]], tuple(names[spelling] for spelling in group[1:])))
    return Artists(
        np.asarray(artist_of, np.int32),
        [names[spelling] for spelling in shown],
        artist_keys(
            (spelt[spelling], known) for spelling, known in zip(shown, id_of, strict=True)
        ),
        sorted(merged, key=lambda one: one.shown),
    )
