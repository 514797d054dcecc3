from __future__ import annotations

import pytest

from model.matching.completion import completions
from model.matching.vocabulary import Vocabulary
from model.types import ArtistRow

NAMES = [
    "Radiohead", "The Rolling Stones", "Björk", "Кино", "TV on the Radio", "AC/DC", "!!!",
    "椎名林檎", "Radical Face",
]  # fmt: skip
VOCABULARY = Vocabulary.of(NAMES, {ArtistRow(1): ["Stones"], ArtistRow(3): ["Kino"]})


def completed(typed, limit=10):
    return [NAMES[row] for row in completions(VOCABULARY, typed, limit=limit)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("rad", ["Radiohead", "Radical Face", "TV on the Radio"]),
        ("RADIO", ["Radiohead", "TV on the Radio"]),
        ("radiohead", ["Radiohead"]),
        ("stone", ["The Rolling Stones"]),
        ("roll", ["The Rolling Stones"]),
        ("bjo", ["Björk"]),
        ("кин", ["Кино"]),
        ("kin", ["Кино"]),
        ("ac/d", ["AC/DC"]),
        ("!", ["!!!"]),
        ("椎", ["椎名林檎"]),
        ("adiohead", []),
        ("", []),
        ("  ", []),
    ],
)
def test_names_that_go_on_come_first_and_then_names_with_a_word_that_does(typed, names):
    assert completed(typed) == names


def test_no_more_come_than_are_wanted_the_best_known_of_each_kind():
    assert completed("rad", limit=2) == ["Radiohead", "Radical Face"]
    assert completed("rad", limit=0) == []


def test_who_is_found_by_name_and_by_alias_comes_once():
    assert completed("k") == ["Кино"]


@pytest.mark.parametrize("typed", ["x" * 100_000, "\ud83d", "\x00", "%_", "🎉"])
def test_anything_may_be_typed(typed):
    assert completed(typed) == []
