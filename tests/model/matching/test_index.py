from __future__ import annotations

import numpy as np

from model.matching.index import TrigramIndex


def candidates(names, text, fame=None, **options):
    index = TrigramIndex.of(names)
    fame = np.zeros(len(names), np.float32) if fame is None else np.asarray(fame, np.float32)
    found = index.candidates(text, fame, **{"n": 3, **options})
    return [names[number] for number in found.names]


def test_names_that_share_letters_are_candidates_and_others_are_not():
    names = ["radiohead", "radio dept", "muse", "coheed and cambria", "björk"]
    assert "radiohead" in candidates(names, "radiohed")
    assert "muse" not in candidates(names, "radiohed")
    assert candidates(names, "zzz") == []


def test_the_order_of_words_and_the_script_of_letters_do_not_matter():
    assert "miles davis" in candidates(["miles davis", "muse"], "davis miles")
    assert candidates(["∆∆∆∆", "muse"], "∆∆∆∆") == ["∆∆∆∆"]


def test_of_many_equals_the_better_known_are_candidates():
    names = [f"blackbird {letter}" for letter in "abcdefgh"]
    fame = [0.0] * 7 + [1.0]
    assert "blackbird h" in candidates(names, "blackbird", fame, n=1)


def test_of_names_that_have_the_text_as_a_part_the_famous_one_is_a_candidate():
    others = [f"somebody else {number}" for number in range(200)]
    names = [f"floyd {letter * 3}" for letter in "abcdefgh"] + others
    names[3] = "floyd and a very long name with a great many other words"
    fame = [float(place == 3) for place in range(len(names))]
    assert names[3] in candidates(names, "floyd", fame, n=1)


def test_a_text_too_far_from_every_name_has_no_candidates_where_likeness_is_asked_for():
    names = ["radiohead", "radio dept", "muse"]
    assert candidates(names, "radio for everybody", least_alike=0.9) == []
    assert candidates(names, "radiohead", least_alike=0.9)


def test_no_names_are_an_index_too():
    assert len(TrigramIndex.of([]).candidates("muse", np.empty(0, np.float32), n=3).names) == 0
