"""Two people's tastes held against each other, on the demo."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from model.recommender import Comparison, Taste
from model.types import ArtistKey

UNKNOWN = ArtistKey("AAAAAAAAAAA")


@pytest.fixture
def taste(demo):
    def of(likes=(), dislikes=()):
        return Taste(
            *(
                [demo.match(name).matches[0].artist.key for name in names]
                for names in (likes, dislikes)
            )
        )

    return of


def names(artists):
    return [artist.name for artist in artists]


def test_two_who_like_the_same_overlap_wholly(demo, taste):
    one = taste(["Radiohead", "Björk"], ["Coldplay"])
    compared = demo.compare(one, one)
    assert compared.overlap == pytest.approx(1)
    assert compared.overlap <= 1
    assert names(compared.in_common) == ["Radiohead", "Björk"]
    assert compared.apart == ()
    assert compared.for_first is compared.for_second is None


def test_tastes_overlap_the_more_the_closer_their_music_is(demo, taste):
    jazz = taste(["Miles Davis", "Bill Evans"])
    overlaps = [
        demo.compare(jazz, taste(likes)).overlap
        for likes in (
            ["John Coltrane", "Charles Mingus"],
            ["John Coltrane", "Metallica"],
            ["Metallica", "Slayer"],
        )
    ]
    assert overlaps[0] > 0.7 > overlaps[1] > 0.2
    assert 0 <= overlaps[2] < 0.05


def test_the_overlap_is_the_cosine_of_the_points(demo, taste):
    one, other = taste(["Radiohead", "Madonna"], ["Muse"]), taste(["Muse", "ABBA"], ["Coldplay"])
    points = [demo._version.tastes.point(person.opinions(demo.catalog)) for person in (one, other)]
    cosine = points[0] @ points[1] / np.linalg.norm(points[0]) / np.linalg.norm(points[1])
    assert demo.compare(one, other).overlap == pytest.approx(float(cosine), abs=1e-5)


def test_opposites_overlap_no_less_than_strangers(demo, taste):
    overlaps = []
    for name in ("Metallica", "Radiohead", "Bill Evans", "Madonna", "Bob Marley"):
        compared = demo.compare(taste(["Miles Davis"], [name]), taste([name], ["Miles Davis"]))
        overlaps.append(compared.overlap)
        assert {*names(compared.apart)} >= {"Miles Davis"}
        assert len(compared.apart) == 2
        assert compared.in_common == ()
    assert min(overlaps) == 0


def test_what_is_in_common_and_what_is_not_comes_best_known_first(demo, taste):
    shared = ["Exodus", "Radiohead", "Bill Evans", "Madonna"]
    one = taste([*shared, "Muse", "Slayer"], ["Coldplay", "Megadeth"])
    other = taste([*reversed(shared), "Coldplay", "Megadeth"], ["Slayer"])
    compared = demo.compare(one, other)
    assert {*names(compared.in_common)} == {*shared}
    assert {*names(compared.apart)} == {"Coldplay", "Megadeth", "Slayer"}
    for artists in (compared.in_common, compared.apart):
        rows = [artist.row for artist in artists]
        assert rows == sorted(rows)


def test_each_gets_of_the_others_likes_what_is_closest_to_their_own(demo, taste):
    jazz = taste(["Miles Davis", "Bill Evans", "Aretha Franklin"], ["Megadeth"])
    metal = taste(["Metallica", "Megadeth", "John Coltrane", "Miles Davis"])
    compared = demo.compare(jazz, metal)
    assert compared.for_first.name == "John Coltrane"
    assert compared.for_second.name == "Bill Evans"
    turned = demo.compare(metal, jazz)
    assert turned == dataclasses.replace(
        compared, for_first=compared.for_second, for_second=compared.for_first
    )


def test_what_one_has_an_opinion_on_is_not_for_them(demo, taste):
    one = taste(["Miles Davis", "Metallica"], ["John Coltrane"])
    compared = demo.compare(one, taste(["John Coltrane", "Miles Davis"]))
    assert compared.for_first is None
    assert compared.for_second.name == "Metallica"


def test_of_who_likes_nobody_known_nothing_can_be_said(demo, taste):
    jazz = taste(["Miles Davis"])
    for nobody in (Taste([]), Taste([UNKNOWN], [UNKNOWN]), taste([], ["Miles Davis"])):
        compared = demo.compare(nobody, jazz)
        assert compared.overlap is None
        assert compared.for_first is compared.for_second is None
        assert compared.in_common == ()
        assert demo.compare(jazz, nobody).overlap is None
    assert names(demo.compare(taste([], ["Miles Davis"]), jazz).apart) == ["Miles Davis"]
    assert demo.compare(Taste([]), Taste([])) == Comparison(None, (), (), None, None)
