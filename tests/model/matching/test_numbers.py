from __future__ import annotations

import pytest

from model.matching.numbers import in_digits


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("twenty one pilots", "21 pilots"),
        ("blink one eighty two", "blink 1 82"),
        ("seventy six trombones", "76 trombones"),
        ("twenty twenty", "20 20"),
        ("one two three", "1 2 3"),
        ("thousand foot krutch", "1000 foot krutch"),
        ("radiohead", "radiohead"),
        ("", ""),
    ],
)
def test_number_words_become_digits(words, expected):
    assert " ".join(in_digits(words.split())) == expected
