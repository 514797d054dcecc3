"""What artists are worth to several, an order that serves everybody, and whom each is for."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from model.adventure import Adventure
from model.mixing import fair_order, served, worth_to_all
from model.recommender import Taste

JAZZ = ["Miles Davis", "John Coltrane"]
METAL = ["Metallica", "Slayer"]
ROCK = ["Radiohead", "Muse", "Coldplay"]
ELECTRONIC = ["Aphex Twin", "Boards of Canada"]
SOUL = ["Kate Bush", "Madonna", "ABBA"]
REGGAE = ["Bob Marley"]
KINDS = (JAZZ, METAL, ROCK, ELECTRONIC, SOUL, REGGAE)
PAIRS = list(itertools.combinations(KINDS, 2))
TRIPLES = list(itertools.combinations(KINDS, 3))


def test_worth_is_half_the_mean_and_half_the_lowest_of_each_ones_best():
    scores = np.asarray([[1.0, 0.5, 0.2], [0.1, 0.2, 0.4]], np.float32)
    happiness = np.asarray([[1, 0.5, 0.2], [0.25, 0.5, 1]])
    expected = (happiness.mean(axis=0) + happiness.min(axis=0)) / 2
    np.testing.assert_allclose(worth_to_all(scores), expected, rtol=1e-6)


def test_what_both_like_beats_what_one_loves_and_the_other_hates():
    loved_and_hated, liked, strange = worth_to_all(
        np.asarray([[1.0, 0.6, 0], [-0.1, 0.6, 0]], np.float32)
    )
    assert liked > loved_and_hated > strange


def test_nobody_with_strong_likes_outweighs_the_rest():
    scores = np.asarray([[0.9, 0.3, 0.1], [0.01, 0.02, 0.03]], np.float32)
    louder = scores * np.asarray([[50], [1]], np.float32)
    np.testing.assert_allclose(worth_to_all(louder), worth_to_all(scores), rtol=1e-6)


def test_where_somebody_likes_nothing_scores_are_taken_as_they_are():
    scores = np.asarray([[-0.5, -0.25]], np.float32)
    np.testing.assert_array_equal(worth_to_all(scores), scores[0])


def test_for_one_person_worth_is_the_order_of_the_scores():
    scores = np.random.default_rng(5).normal(size=(1, 50)).astype(np.float32)
    assert np.argsort(worth_to_all(scores)).tolist() == np.argsort(scores[0]).tolist()
    unhappy = -np.abs(scores)
    assert np.argsort(worth_to_all(unhappy)).tolist() == np.argsort(unhappy[0]).tolist()


def in_order(scores, *, bonus=None, n=99):
    scores = np.asarray(scores, np.float32)
    bonus = np.zeros(scores.shape[1]) if bonus is None else np.asarray(bonus)
    return fair_order(scores, bonus=bonus.astype(np.float32), n=n).tolist()


def slowly(scores, n):
    """Try every artist each time, with everybody's loss written out."""
    noticed = [[max(one / max(person) - 0.2, 0) / 0.8 for one in person] for person in scores]
    gathered, chosen = [1.0] * len(scores), []

    def loss(artist):
        return sum(1 / (has + own[artist]) for has, own in zip(gathered, noticed, strict=True))

    for _ in range(n):
        free = [artist for artist in range(len(scores[0])) if artist not in chosen]
        chosen.append(min(free, key=loss))
        gathered = [has + own[chosen[-1]] for has, own in zip(gathered, noticed, strict=True)]
    return chosen


@pytest.mark.parametrize("people", [2, 3, 7])
def test_each_choice_makes_what_people_lack_smallest(people):
    scores = np.random.default_rng(people).normal(size=(people, 40))
    assert in_order(scores, n=15) == slowly(scores.tolist(), 15)


def test_alone_the_order_is_that_of_the_scores_with_the_bonus_and_ties_go_to_the_first():
    assert in_order([[0.2, 0.4, -0.1, 0.4]]) == [1, 3, 0, 2]
    assert in_order([[0.2, 0.4, -0.1, 0.4]], n=2) == [1, 3]
    assert in_order([[0.2, 0.4, -0.1, 0.4]], bonus=[0.6, 0, 0, 0]) == [0, 1, 3, 2]


def test_two_who_agree_do_not_outvote_a_third():
    alike, other = [1.0, 0.9, 0.8, 0.7, 0, 0], [0, 0, 0, 0, 1.0, 0.9]
    assert in_order([alike, alike, other])[:4] == [0, 4, 1, 5]


def test_half_a_favourite_for_both_goes_before_a_whole_one_for_either():
    assert in_order([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5]])[0] == 2


def test_less_than_that_for_both_does_not():
    assert in_order([[1.0, 0.0, 0.4], [0.0, 1.0, 0.4]])[-1] == 2


def test_who_likes_louder_has_no_more_say():
    scores = np.random.default_rng(1).normal(size=(3, 30))
    assert in_order(scores * [[9], [1], [0.1]]) == in_order(scores)


def test_a_score_below_zero_is_no_harm_but_settles_ties():
    assert in_order([[1.0, 0.95], [-0.05, 0.0]]) == [0, 1]
    assert in_order([[0.9, 0.9, 1.0], [-0.1, 0.0, 1.0]]) == [2, 1, 0]


def test_crumbs_do_not_make_up_for_a_meal():
    scores = [[1.0, 0.9, 0.8, 0.7, 0, 0, 0], [0.15, 0.15, 0.15, 0.15, 1.0, 0.9, 0.8]]
    assert [artist < 4 for artist in in_order(scores, n=6)].count(True) == 3


def test_a_bonus_for_the_less_known_brings_them_forward():
    scores = [[1.0, 0.8, 0.1, 0.1], [0.1, 0.1, 1.0, 0.8]]
    assert {*in_order(scores, n=2)} == {0, 2}
    assert {*in_order(scores, bonus=[-0.3, 0, -0.3, 0], n=2)} == {1, 3}


def test_a_bonus_decides_who_is_chosen_and_makes_nobody_happier():
    """The first counts as half a favourite for the second person, who has nothing of it."""
    assert in_order([[1, 1, 0, 0], [0, 0, 0.4, 1]], bonus=[0.6, 0, 0, -1], n=2) == [0, 2]


@pytest.mark.parametrize("n", [-1, 0])
def test_nobody_is_chosen_where_nobody_is_asked_for(n):
    assert in_order([[1.0, 0.5]], n=n) == in_order([[1.0, 0.5]] * 2, n=n) == []


def test_where_nobody_is_happy_the_order_is_by_worth_and_everybody_comes_once():
    assert in_order([[-0.3, -0.1, -0.2]] * 2) == [1, 2, 0]
    scores = np.random.default_rng(2).normal(size=(3, 500))
    assert sorted(in_order(scores, n=500)) == list(range(500))


def test_of_many_artists_those_considered_give_the_order_that_all_would():
    scores = np.random.default_rng(3).gumbel(size=(4, 3_000))
    assert in_order(scores, n=20) == slowly(scores.tolist(), 20)


def test_what_is_good_for_both_is_found_behind_many_that_are_better_for_one():
    one, other = [1.0] * 60 + [0.0] * 900, [0.0] * 900 + [1.0] * 60
    assert in_order([[*one, 0.9, 0.8], [*other, 0.9, 0.8]], n=2) == [960, 961]


def test_an_artist_is_for_those_whom_it_makes_as_happy_as_a_good_one_of_their_own():
    happy = np.asarray([[1, 0.5, 0.39, 0.1, -0.1], [0, 0.4, 1, 0.2, -0.2]], np.float32)
    assert served(happy) == [(0,), (0, 1), (1,), (1,), (0,)]
    assert served(np.zeros((2, 0), np.float32)) == []


def keys(demo, names):
    return [demo.match(name).matches[0].artist.key for name in names]


def picks(mixed, person):
    return sum(person in one.served for one in mixed)


def gathered(mixed, best):
    """What each person has of a list, in favourites."""
    scores = np.asarray([one.scores for one in mixed])
    return (np.maximum(scores, 0) / best).sum(axis=0)


def plainly(demo, tastes, n):
    """The list that worth alone would make, and each person's best score."""
    everybody = demo.mix(tastes, n=len(demo.catalog))
    scores = np.asarray([one.scores for one in everybody], np.float32).T
    order = np.argsort(-worth_to_all(scores), kind="stable")[:n]
    return [everybody[at] for at in order], scores.max(axis=1)


@pytest.mark.parametrize("n", [6, 10])
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_people_of_different_taste_are_served_about_equally(demo, one, other, n):
    mixed = demo.mix([Taste(keys(demo, one)), Taste(keys(demo, other))], n=n)
    assert len(mixed) == n
    for person in (0, 1):
        assert picks(mixed, person) >= n / 3


@pytest.mark.parametrize("kinds", [*PAIRS, *TRIPLES])  # a greedy list may miss by hundredths
def test_the_least_happy_person_is_no_worse_off_than_by_worth_alone(demo, kinds):
    tastes = [Taste(keys(demo, likes)) for likes in kinds]
    for n in (6, 10, 20):
        plain, best = plainly(demo, tastes, n)
        fair = gathered(demo.mix(tastes, n=n), best)
        assert fair.min() >= 0.96 * gathered(plain, best).min()


def test_where_two_of_three_agree_the_third_is_served_near_the_top(demo):
    tastes = [Taste(keys(demo, likes)) for likes in (["Miles Davis"], ["Bill Evans"], METAL)]
    mixed = demo.mix(tastes, n=12)
    assert picks(mixed[:3], 2) >= 1
    assert picks(mixed, 2) >= 3
    assert min(picks(mixed, 0), picks(mixed, 1)) >= 6
    _, best = plainly(demo, tastes, 12)
    least_by_worth = gathered(plainly(demo, tastes, 12)[0], best).min()
    assert gathered(mixed, best).min() > least_by_worth + 2  # it left the third with nothing


@pytest.mark.parametrize("adventure", Adventure)
def test_people_of_one_taste_get_what_one_of_them_would(demo, adventure):
    taste = Taste(keys(demo, ROCK), keys(demo, ["Keane"]))
    alone = demo.recommend(taste.likes, taste.dislikes, n=30, adventure=adventure)
    for people in (2, 5):
        mixed = demo.mix([taste] * people, n=30, adventure=adventure)
        assert [one.artist for one in mixed] == [one.artist for one in alone]
        assert {one.served for one in mixed[:5]} == {tuple(range(people))}


def test_an_artist_between_two_tastes_is_for_both_and_any_other_for_one(demo):
    mixed = demo.mix([Taste(keys(demo, ROCK)), Taste(keys(demo, ELECTRONIC))], n=10)
    for_whom = {one.artist.name: one.served for one in mixed}
    assert for_whom["Thom Yorke"] == (0, 1)
    assert mixed[0].artist.name == "Thom Yorke"
    assert {(0,), (1,)} <= {*for_whom.values()}
    apart = demo.mix([Taste(keys(demo, JAZZ)), Taste(keys(demo, METAL))], n=10)
    assert {one.served for one in apart} == {(0,), (1,)}
    assert {one.artist.name: one.served for one in apart}["Megadeth"] == (1,)


def test_for_whom_an_artist_is_counts_those_without_a_say(demo):
    nobody = Taste([], keys(demo, ["Madonna"]))
    with_others = [nobody, Taste(keys(demo, JAZZ)), nobody, Taste(keys(demo, METAL))]
    mixed = demo.mix(with_others, n=10)
    assert {one.served for one in mixed} == {(1,), (3,)}
    assert {len(one.scores) for one in mixed} == {2}
    assert {one.served for one in demo.mix([nobody, Taste(keys(demo, JAZZ))], n=10)} == {(1,)}
