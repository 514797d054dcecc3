from __future__ import annotations

import pytest

from model.errors import UnknownArtist
from model.recommender import Recommender
from model.types import ArtistKey

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
