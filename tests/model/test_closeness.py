"""How close artists are, beside the same reckoned slowly, and who is found to be closest."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

from model.closeness import Closeness
from model.companions import Companions
from model.neighbours import Directions, Neighbours, build_index, lengths_of, unit_length
from model.plays.demo import read_demo
from model.plays.formats import read_plays
from model.training.als import train_als
from model.training.settings import TrainingSettings
from model.types import ArtistRow
from model.voted_pairs import VotedPairs
from tests.conftest import plays_of
from tests.model.test_companions import by_hand, random_plays

LEAST_RECALL = 0.98  # of the true ten
COSINE_ALONE = TrainingSettings(co_listening_weight=0, doubt=0)
MANY = 3000


def voted(*judged):
    """Votes given as (row, other row, up, down), each pair once."""
    both_ways = sorted([*judged, *((other, row, up, down) for row, other, up, down in judged)])
    return VotedPairs.from_array(np.asarray(both_ways, np.int32).reshape(-1, 4).T)


def companions_of(artists, *shared, listeners=100, listener_count=100_000):
    """Companions given as (row, other row, listeners of both), each pair once."""
    both_ways = sorted([*shared, *((other, row, count) for row, other, count in shared)])
    table = np.asarray(both_ways, np.int32).reshape(-1, 3)
    offsets = np.searchsorted(table[:, 0], np.arange(artists + 1)).astype(np.int64)
    listeners = np.broadcast_to(np.asarray(listeners, np.int32), artists)
    return Companions(offsets, table[:, 1], table[:, 2], listeners, listener_count)


@pytest.fixture
def closeness_of(tmp_path):
    """Closeness over factors; each artist has 100 listeners and nothing else is known."""

    def make(factors, settings=COSINE_ALONE, *, companions=None, votes=None, rows=None):
        factors = np.asarray(factors, np.float32)
        rows = np.asarray(range(len(factors)) if rows is None else rows, np.int32)
        path = tmp_path / "index"
        build_index(unit_length(factors), rows, trees=25, seed=1, path=path)
        return Closeness(
            Neighbours(factors, rows, path),
            companions_of(len(factors)) if companions is None else companions,
            VotedPairs.none() if votes is None else votes,
            settings,
        )

    return make


class TooFew:
    """Proposes one artist, whatever is wanted."""

    def __init__(self, factors):
        self.unit_factors = Directions(factors, lengths_of(factors))
        self.answer_rows = np.arange(len(factors), dtype=np.int32)

    def candidates(self, *_direction, **_wanted):
        return self.answer_rows[:1]


@pytest.fixture
def factors():
    return np.random.default_rng(7).normal(size=(MANY, 16)).astype(np.float32)


def rows_of(found):
    return [one.row for one in found]


def test_with_nothing_else_known_the_order_is_the_exact_cosines(factors, closeness_of):
    found = closeness_of(factors).nearest({5: 1}, n=10)
    unit = factors / np.linalg.norm(factors, axis=1, keepdims=True)
    cosines = unit @ unit[5]
    cosines[5] = -2
    assert rows_of(found) == np.argsort(-cosines)[:10].tolist()
    np.testing.assert_allclose(
        [one.closeness for one in found], np.sort(cosines)[::-1][:10], rtol=1e-5
    )


def test_what_is_excluded_is_left_out_before_the_list_is_cut(factors, closeness_of):
    closeness = closeness_of(factors)
    nearest = rows_of(closeness.nearest({0: 1}, n=400))
    rest = rows_of(closeness.nearest({0: 1}, n=10, excluded=nearest))
    assert len(rest) == 10
    assert not set(rest) & {0, *nearest}


def test_as_many_come_back_as_exist_and_never_more(factors, closeness_of):
    closeness = closeness_of(factors)
    found = closeness.nearest({0: 1}, n=10, excluded=range(4, MANY))
    assert set(rows_of(found)) == {1, 2, 3}
    assert len(closeness.nearest({0: 1}, n=MANY + 5)) == MANY - 1
    assert closeness.nearest({0: 1}, n=1) == closeness.nearest({0: 1}, n=2)[:1] != []
    assert closeness.nearest({0: 1}, n=0) == []


def test_where_too_few_are_proposed_everybody_is_compared(factors, closeness_of):
    nobody = companions_of(MANY)
    closeness = Closeness(TooFew(factors), nobody, VotedPairs.none(), COSINE_ALONE)
    asked = {ArtistRow(5): 1}
    assert closeness.nearest(asked, n=10) == closeness_of(factors).nearest(asked, n=10)


def test_only_possible_answers_answer_but_any_artist_can_ask(factors, closeness_of):
    possible = range(0, MANY, 3)
    companions = companions_of(MANY, (1, 2, 90))  # 2 is no answer however often it is heard with 1
    settings = TrainingSettings(co_listening_weight=0.9)
    closeness = closeness_of(
        factors, settings, rows=possible, companions=companions, votes=voted((1, 4, 10_000, 0))
    )
    for exactly in (False, True):
        found = closeness.nearest({1: 1}, n=20, exactly=exactly)
        assert len(found) == 20
        assert all(row % 3 == 0 for row in rows_of(found))


def test_ties_go_to_the_better_known_artist(closeness_of):
    closeness = closeness_of([[0, 2], [1, 0], [0, 1], [0, 3], [0, 1]])
    assert rows_of(closeness.nearest({0: 1}, n=2)) == [2, 3]


def test_nothing_is_near_to_no_direction_at_all(closeness_of):
    closeness = closeness_of([[0, 0], [1, 0], [-1, 0], [0, 1]])
    assert closeness.nearest({0: 1}, n=3) == []
    assert closeness.nearest({}, n=3) == []
    assert closeness.nearest({1: 1, 2: 1}, n=3) == []


def test_several_artists_are_asked_for_as_one_direction_however_long_each_is(closeness_of):
    closeness = closeness_of([[9, 0, 0], [0, 1, 0], [1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    first, *_ = found = closeness.nearest({0: 1, 1: 1}, n=4)
    assert rows_of(found) == [2, 3, 4, 5]
    assert first.closeness == pytest.approx(1)


def test_away_from_an_artist_is_the_other_way(closeness_of):
    closeness = closeness_of([[1, 0], [0, 1], [1, -1], [1, 1], [-1, 1]])
    assert rows_of(closeness.nearest({0: 1, 1: -1}, n=3)) == [2, 3, 4]


VOTES = [
    (3, 8, 200, 3),
    (3, 9, 2, 400),
    (7, 8, 15, 0),
    (7, 10, 900, 0),
    (11, 10, 500, 0),
    (7, 9, 0, 30),
    (7, 12, 700, 0),
    (11, 12, 0, 700),
]
SEVERAL = [
    {3: 1},
    {0: 1},
    {3: 1, 7: 1},
    {7: 1, 3: -1},
    {3: 1, 7: 1, 11: -1},
    {3: 1, 7: -1, 11: -1},
    {7: 1, 11: -1},
    {3: -1, 7: -1},
    {20: 1, 0: 1, 7: 1},
]


def slowly(plays, factors, settings, votes, signs):
    """The closeness of each artist to those asked for, one at a time, as the documents say it."""
    heard, listeners = plays > 0, (plays > 0).sum(axis=0)
    unit = factors / np.linalg.norm(factors, axis=1, keepdims=True)
    direction = sum(sign * unit[row] for row, sign in signs.items())
    direction /= np.linalg.norm(direction)
    for other in range(len(factors)):
        cosine = float(direction @ unit[other])
        if cosine > 0:
            cosine *= listeners[other] / (listeners[other] + settings.doubt)
        together = voices = 0.0
        for row, sign in signs.items():
            shared = int((heard[:, row] & heard[:, other]).sum())
            if shared >= 2:
                together += sign * by_hand(shared, listeners[row], listeners[other], len(plays))
            for up, down in (given[2:] for given in votes if {*given[:2]} == {row, other}):
                doubts = (10 + max(listeners[row], listeners[other]) ** 0.5) ** 3
                said = abs(up - down) ** 3
                voices += sign * (1 if up > down else -1) * said / (said + doubts)
        asked_for = max(list(signs.values()).count(1), 1)
        weight = settings.co_listening_weight
        found = (1 - weight) * cosine + weight * together / asked_for
        voices = min(max(voices / asked_for, -1), 1)
        yield found + voices * (1 - found if voices > 0 else max(found, 0))


@pytest.mark.parametrize("signs", SEVERAL)
@pytest.mark.parametrize("shift", [0, 0.4, -0.4])
def test_all_the_evidence_is_weighed_as_it_is_documented(signs, shift, closeness_of):
    plays = random_plays()
    listeners = (plays > 0).sum(axis=0)
    factors = np.random.default_rng(2).normal(size=(30, 5))
    settings = TrainingSettings(co_listening_weight=0.4, doubt=6)
    rows = np.flatnonzero(listeners >= 8)
    closeness = closeness_of(
        factors,
        settings,
        companions=Companions.of(plays_of(plays).listeners_x_artists, fewest_listeners=8),
        votes=voted(*VOTES),
        rows=rows,
    )
    expected = dict(enumerate(slowly(plays, factors, settings, VOTES, signs)))
    fame = np.log1p(listeners) / np.log1p(listeners.max())
    answers = sorted(
        (row for row in rows.tolist() if row not in signs),
        key=lambda row: -(expected[row] + shift * fame[row]),
    )
    found = closeness.nearest(signs, n=30, shift=shift)
    assert rows_of(found) == answers
    np.testing.assert_allclose(
        [one.closeness for one in found], [expected[row] for row in answers], atol=1e-5
    )
    assert (closeness.nearest(signs, n=30) == found) == (shift == 0)


def test_fewer_listeners_are_trusted_less_where_they_speak_for_an_artist(closeness_of):
    factors = [[1, 0], [1, 0], [0.9, 0.1], [-1, 0]]
    companions = companions_of(4, listeners=[9, 1, 9, 1])
    settings = TrainingSettings(co_listening_weight=0, doubt=1)
    found = closeness_of(factors, settings, companions=companions).nearest({0: 1}, n=3)
    assert rows_of(found) == [2, 1, 3]
    assert found[1].closeness == pytest.approx(1 / 2)
    assert found[2].closeness == pytest.approx(-1)


def test_without_doubt_one_listener_is_trusted_wholly_and_none_not_at_all(closeness_of):
    companions = companions_of(3, listeners=[9, 1, 0])
    found = closeness_of([[1, 0]] * 3, companions=companions).nearest({0: 1}, n=2)
    assert [one.closeness for one in found] == [1, 0]


def test_whom_taste_space_does_not_propose_companions_and_votes_do(
    factors, closeness_of, tmp_path
):
    unit = unit_length(factors)
    *_, heard, liked = np.argsort(-(unit @ unit[5])).tolist()
    settings = TrainingSettings(co_listening_weight=0.9)
    companions = companions_of(MANY, (5, heard, 100))
    votes = voted((5, liked, 10_000, 0))
    closeness = closeness_of(factors, settings, companions=companions, votes=votes)
    index = Neighbours(factors, np.arange(MANY, dtype=np.int32), tmp_path / "index")
    near = index.candidates(unit[5], answers=5)
    assert not {heard, liked} & set(near.tolist())
    found = closeness.nearest({5: 1}, n=5)
    assert rows_of(found)[:2] == [liked, heard]
    assert found == closeness.nearest({5: 1}, n=5, exactly=True)


def test_the_more_is_left_out_the_further_is_searched(factors, closeness_of):
    """The last of Annoy's usual two hundred are not to be trusted here; the next hundred are."""
    unit = unit_length(factors)
    order = np.argsort(-(unit @ unit[5]))[1:]
    listeners = np.full(MANY, 1000)
    listeners[order[185:200]] = 1
    settings = TrainingSettings(co_listening_weight=0, doubt=5)
    closeness = closeness_of(
        factors, settings, companions=companions_of(MANY, listeners=listeners)
    )
    excluded = order[:185].tolist()
    found = rows_of(closeness.nearest({5: 1}, n=5, excluded=excluded))
    assert found == order[200:205].tolist()


def test_a_shift_moves_fame_up_and_its_opposite_down(factors, closeness_of):
    listeners = np.random.default_rng(3).integers(1, 5000, MANY)
    closeness = closeness_of(factors, companions=companions_of(MANY, listeners=listeners))

    def fame(shift):
        found = rows_of(closeness.nearest({5: 1}, n=10, shift=shift))
        return np.log(listeners[found]).mean()

    shifts = [-1, -0.3, -0.1, 0, 0.1, 0.3, 1]
    fames = [fame(shift) for shift in shifts]
    assert fames == sorted(fames)
    assert fames[1] < fames[3] < fames[5]


def test_closeness_is_the_same_for_pairs_as_in_a_search(closeness_of):
    plays = random_plays()
    closeness = closeness_of(
        np.random.default_rng(2).normal(size=(30, 5)),
        TrainingSettings(),
        companions=Companions.of(plays_of(plays).listeners_x_artists),
        votes=voted(*VOTES),
    )
    pairs = np.asarray([[7, 3], [3, 8], [7, 9], [3, 9], [12, 3]])
    for (row, other), close in zip(pairs.tolist(), closeness.of_pairs(pairs), strict=True):
        answers = closeness.nearest({row: 1}, n=30)
        (searched,) = (one.closeness for one in answers if one.row == other)
        between = closeness.between(row, np.asarray([other]))
        assert [close, *between] == pytest.approx([searched, searched], abs=1e-6)


@pytest.mark.parametrize("source", ["hetrec", "demo"])
def test_recall_at_ten_is_as_promised(source, request, closeness_of):
    """On factors that were trained as a version's are, the data set's own and the demo's."""
    plays = read_demo() if source == "demo" else read_plays(str(request.getfixturevalue(source)))
    settings = TrainingSettings()
    rows = np.flatnonzero(plays.catalog.listeners >= settings.least_listeners)
    closeness = closeness_of(
        train_als(plays.listeners_x_artists, settings, keys=plays.catalog.keys).artist_factors,
        settings,
        companions=Companions.of(
            plays.listeners_x_artists, fewest_listeners=settings.least_listeners
        ),
        rows=rows,
    )
    hits = 0
    asked = rows[:: max(1, len(rows) // 500)].tolist()
    for row in asked:
        found, exact = (
            set(rows_of(closeness.nearest({row: 1}, n=10, exactly=exactly)))
            for exactly in (False, True)
        )
        hits += len(found & exact)
    assert hits / (10 * len(asked)) >= LEAST_RECALL


def test_an_answer_is_the_same_whoever_asked_before(factors, closeness_of):
    first, second, *_ = rows_of(closeness_of(factors).nearest({5: 1}, n=5))
    left_out = [(), (first,), (second, 7), range(100, 160), range(MANY // 2)]
    fresh = [closeness_of(factors).nearest({5: 1}, n=5, excluded=one) for one in left_out]
    closeness = closeness_of(factors)
    for _ in range(2):
        assert [closeness.nearest({5: 1}, n=5, excluded=one) for one in left_out] == fresh
    assert [first in rows_of(found) for found in fresh[:3]] == [True, False, True]
    assert [second in rows_of(found) for found in fresh[:3]] == [True, True, False]


def test_as_many_are_found_as_are_asked_for_however_many_others_wanted(factors, closeness_of):
    closeness = closeness_of(factors)
    first, *_, most = (rows_of(closeness.nearest({5: 1}, n=n)) for n in (3, 10, 400))
    assert [len(first), len(most)] == [3, 400]
    assert most == rows_of(closeness.nearest({5: 1}, n=400, exactly=True))


def test_what_remembers_its_answers_is_let_go_of_when_nobody_uses_it(factors, closeness_of):
    """At once: what was there when a process began is looked through by no collector."""
    closeness = closeness_of(factors)
    closeness.nearest({5: 1}, n=5)
    gone = weakref.ref(closeness)
    gc.disable()
    try:
        del closeness
        assert gone() is None
    finally:
        gc.enable()
