from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest

from model.errors import UnknownArtist
from model.explanation import explanation
from model.pipeline import Promotion, train_version
from model.recommender import Recommender, Taste
from model.registry import Registry
from model.training.settings import TrainingSettings
from model.types import ArtistKey
from model.voted_pairs import VotedPairs
from tests.conftest import NOW, plays_of
from tests.model.test_companions import by_hand, random_plays

LOVED = {
    "radiohead": {
        "Muse",
        "Thom Yorke",
        "Jeff Buckley",
        "The Smile",
        "Coldplay",
        "PJ Harvey",
        "Elbow",
    },
    "miles davis": {
        "John Coltrane",
        "Bill Evans",
        "Wayne Shorter",
        "Thelonious Monk",
        "McCoy Tyner",
    },
    "metallica": {"Megadeth", "Slayer", "Anthrax", "Testament", "Exodus", "Kreator", "Overkill"},
    "周杰倫": {"王力宏", "林俊傑", "陶喆", "五月天", "蔡依林", "孫燕姿", "S.H.E", "梁靜茹"},
    "кино": {"Аквариум", "ДДТ", "Алиса", "Наутилус Помпилиус", "Зоопарк", "Крематорий"},
}


def names(answers):
    return [answer.artist.name for answer in answers]


@pytest.mark.parametrize("typed", LOVED)
def test_the_demo_answers_as_somebody_who_loves_music_would(demo, typed):
    artist = demo.match(typed).matches[0].artist
    assert len(LOVED[typed] & set(names(demo.similar(artist.key, n=10)))) >= 4


def test_the_readmes_three_lines_work(demo_models):
    recommender = Recommender.load(demo_models)
    artist = recommender.match("radiohed").matches[0].artist
    assert artist.name == "Radiohead"
    assert len(recommender.similar(artist.key, n=10)) == 10


def test_an_artist_is_never_similar_to_itself_nor_is_who_is_excluded(demo):
    artist = demo.match("radiohead").matches[0].artist
    first = demo.similar(artist.key, n=10)
    excluded = [answer.artist.key for answer in first] + [ArtistKey("unknown-key")]
    rest = demo.similar(artist.key, n=10, excluded=excluded)
    assert artist.name not in names(first) + names(rest)
    assert len(rest) == 10
    assert not set(names(first)) & set(names(rest))


def test_answers_come_closest_first_with_their_evidence(demo):
    artist = demo.match("metallica").matches[0].artist
    answers = demo.similar(artist.key, n=30)
    closeness = [answer.closeness for answer in answers]
    assert closeness == sorted(closeness, reverse=True)
    assert all(0 <= value <= 1 for value in closeness)
    for answer in answers:
        assert 0 <= answer.shared_listeners <= min(answer.artist.listeners, artist.listeners)
    assert answers[0].shared_listeners > 0


def test_an_unknown_key_is_refused(demo):
    with pytest.raises(UnknownArtist):
        demo.similar(ArtistKey("AAAAAAAAAAA"))


def key_of(recommender, name):
    return recommender.match(name).matches[0].artist.key


def keys_of(answers):
    return [answer.artist.key for answer in answers]


def test_one_artist_asked_for_is_what_several_of_one_are(demo):
    key = key_of(demo, "Metallica")
    assert demo.similar_to([key], n=7) == demo.similar(key, n=7)


def test_what_is_near_to_two_artists_comes_from_both_and_is_neither(demo):
    radiohead, davis = key_of(demo, "Radiohead"), key_of(demo, "Miles Davis")
    both = demo.similar_to([radiohead, davis], n=40)
    for key in (radiohead, davis):
        assert key not in keys_of(both)
        assert len({*keys_of(both)} & {*keys_of(demo.similar(key, n=40))}) >= 5
    shared = {one.artist.key: one.shared_listeners for one in both}
    for one in demo.similar(radiohead, n=100):  # with the first of those asked for
        assert shared.get(one.artist.key, one.shared_listeners) == one.shared_listeners


def test_away_from_an_artist_goes_who_is_like_it(demo):
    radiohead, coldplay = key_of(demo, "Radiohead"), key_of(demo, "Coldplay")
    alone = demo.similar_to([radiohead], n=10)
    away = demo.similar_to([radiohead], far=[coldplay], n=10)
    like_coldplay = {*keys_of(demo.similar(coldplay, n=30))}
    assert coldplay not in keys_of(away)
    assert len(like_coldplay & {*keys_of(away)}) < len(like_coldplay & {*keys_of(alone)})


def test_recommended_is_what_is_near_to_the_likes_and_none_of_what_was_named(demo):
    likes = [key_of(demo, name) for name in ("Miles Davis", "John Coltrane")]
    dislikes = [key_of(demo, "Metallica")]
    first = demo.recommend(likes, dislikes, n=20)
    assert len(first) == 20
    assert not {*keys_of(first)} & {*likes, *dislikes}
    assert {"Bill Evans", "Thelonious Monk"} <= {*names(first)}
    rest = demo.recommend(likes, dislikes, n=20, excluded=keys_of(first))
    assert len(rest) == 20
    assert not {*keys_of(rest)} & {*likes, *dislikes, *keys_of(first)}
    scores = [one.scores[0] for one in first + rest]
    assert scores == sorted(scores, reverse=True)


def test_a_dislike_keeps_others_like_it_away(demo):
    likes = [key_of(demo, name) for name in ("Radiohead", "Metallica")]
    dislike = key_of(demo, "Megadeth")
    like_it = {*keys_of(demo.similar(dislike, n=60))}

    def share(dislikes):
        return len(like_it & {*keys_of(demo.recommend(likes, dislikes, n=40))})

    assert 0 < share([]) > share([dislike])


def test_who_likes_and_dislikes_an_artist_dislikes_it(demo):
    radiohead, muse = key_of(demo, "Radiohead"), key_of(demo, "Muse")
    assert demo.recommend([radiohead, muse], [muse]) == demo.recommend([radiohead], [muse])
    assert demo.recommend([radiohead], [radiohead]) == []


def test_keys_that_a_version_does_not_know_are_ignored(demo):
    radiohead, unknown = key_of(demo, "Radiohead"), ArtistKey("AAAAAAAAAAA")
    known = demo.recommend([radiohead])
    assert demo.recommend([radiohead, unknown], [unknown], excluded=[unknown]) == known
    assert demo.recommend([unknown]) == demo.recommend([]) == demo.mix([]) == []
    assert demo.recommend([], [radiohead]) == []


def test_a_mix_serves_everybody_and_nobodys_dislikes(demo):
    jazz, metal = key_of(demo, "Miles Davis"), key_of(demo, "Metallica")
    disliked = keys_of(demo.recommend([jazz], n=3))
    tastes = [Taste([jazz]), Taste([metal], disliked), Taste([], [key_of(demo, "Slayer")])]
    mixed = demo.mix(tastes, n=30)
    assert len(mixed) == 30
    named = {jazz, metal, key_of(demo, "Slayer"), *disliked}
    assert not named & {*keys_of(mixed)}
    assert {len(one.scores) for one in mixed} == {2}  # who likes nothing has no say
    for person, key in enumerate((jazz, metal)):
        alone = {*keys_of(demo.recommend([key], n=60))}
        assert len(alone & {*keys_of(mixed)}) >= 5, person


def test_a_mix_of_one_is_a_recommendation(demo):
    likes, dislikes = [key_of(demo, "Radiohead")], [key_of(demo, "Coldplay")]
    assert demo.mix([Taste(likes, dislikes)], n=9) == demo.recommend(likes, dislikes, n=9)


def test_jazz_is_recommended_because_of_jazz_and_metal_because_of_metal(demo):
    jazz = [key_of(demo, name) for name in ("Miles Davis", "John Coltrane")]
    metal = [key_of(demo, name) for name in ("Metallica", "Slayer")]
    like_jazz, like_metal = (
        {one.artist.key for key in likes for one in demo.similar(key, n=60)}
        for likes in (jazz, metal)
    )
    answers = demo.recommend([*jazz, *metal], [key_of(demo, "Madonna")], n=30)
    kinds = {"jazz": 0, "metal": 0}
    for one in answers:
        because = {artist.key for artist in one.because}
        assert 1 <= len(one.because) <= 2
        assert because <= {*jazz} or because <= {*metal}, one
        if one.artist.key in like_jazz - like_metal:
            assert because <= {*jazz}
            kinds["jazz"] += 1
        elif one.artist.key in like_metal - like_jazz:
            assert because <= {*metal}
            kinds["metal"] += 1
    assert min(kinds.values()) >= 8


def test_a_recommendation_is_because_of_its_strongest_likes_first(demo):
    rows = list(range(40, 2_000, 150))
    likes = [demo.catalog.keys[row] for row in rows]
    dislike = demo.catalog[77]
    opinions = dict.fromkeys(rows, 1.0) | {dislike.row: -1.0}
    for one in demo.recommend(likes, [dislike.key], n=50):
        shares = demo._version.tastes.shares(opinions, np.asarray([one.artist.row]))[:, 0]
        assert one.scores[0] == pytest.approx(shares.sum(), abs=1e-5)
        strongest = [rows[at] for at in np.argsort(-shares, kind="stable")]
        named = [artist.row for artist in one.because]
        assert named == strongest[: len(named)]
        assert named or one.scores[0] <= 0
        assert one.served == (0,)


def test_a_mix_of_several_is_because_of_nobody(demo):
    tastes = [Taste([key_of(demo, name)]) for name in ("Miles Davis", "Metallica")]
    assert {one.because for one in demo.mix(tastes)} == {()}


SMALL = TrainingSettings(factors=6, least_listeners=1)
EVERYBODY = 90


@pytest.fixture(scope="module")
def small_plays():
    return random_plays(listeners=EVERYBODY, artists=25, density=0.25)


@pytest.fixture(scope="module")
def small(small_plays, tmp_path_factory):
    registry = Registry(tmp_path_factory.mktemp("small"))
    plays = plays_of(small_plays)
    train_version(plays, SMALL, registry, promotion=Promotion.ALWAYS, now=NOW)
    return Recommender.load(registry.folder)


def test_why_two_artists_are_close_is_counted_from_the_plays(small, small_plays):
    heard = small_plays > 0
    listeners = heard.sum(axis=0)

    def strength(one, other):
        shared = int((heard[:, one] & heard[:, other]).sum())
        return by_hand(shared, listeners[one], listeners[other], EVERYBODY) if shared > 1 else 0

    connected = 0
    for one, other in itertools.permutations(range(25), 2):
        why = small.explain(small.catalog[one].key, small.catalog[other].key)
        shared = int((heard[:, one] & heard[:, other]).sum())
        assert (why.artist.row, why.other.row) == (one, other)
        assert why.shared_listeners == shared
        assert why.lift == pytest.approx(shared * EVERYBODY / (listeners[one] * listeners[other]))
        sure = {
            third: min(strength(one, third), strength(other, third))
            for third in range(25)
            if third not in {one, other}
        }
        surest = sorted((third for third in sure if sure[third] > 0), key=lambda row: -sure[row])
        assert [third.row for third in why.connecting] == surest[:3]
        assert (why.up, why.down) == (0, 0)
        connected += len(why.connecting)
    assert connected > 600


def test_why_two_artists_are_close_counts_votes_either_way_round(small):
    version = dataclasses.replace(
        small._version,
        voted=VotedPairs.from_array(
            np.asarray([[3, 3, 5, 8], [5, 8, 3, 3], [7, 1, 7, 1], [2, 0, 2, 0]], np.int32)
        ),
    )
    three, five, eight = (version.catalog[row] for row in (3, 5, 8))
    for one, other, votes in (
        (three, five, (7, 2)),
        (five, three, (7, 2)),
        (three, eight, (1, 0)),
        (five, eight, (0, 0)),
    ):
        why = explanation(version, one, other)
        assert (why.up, why.down) == votes


def test_an_unknown_key_cannot_be_explained(demo):
    with pytest.raises(UnknownArtist):
        demo.explain(key_of(demo, "Muse"), ArtistKey("AAAAAAAAAAA"))


def test_nobody_is_close_to_nobody(demo):
    assert demo.similar_to([]) == []
    assert demo.similar_to([], far=[demo.catalog.keys[0]]) == []
