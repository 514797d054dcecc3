from __future__ import annotations

import pytest

from model.matching.namesakes import Namesake, in_order, is_clear
from model.types import ArtistRow


def ordered(*namesakes):
    """Each as listeners and whether it was typed to the letter; rows are in order of listeners."""
    ranked = sorted(namesakes, key=lambda one: -one[0])
    return in_order([Namesake(ArtistRow(row), *one) for row, one in enumerate(ranked)])


@pytest.mark.parametrize(
    ("namesakes", "first", "clear"),
    [
        ([(7, False)], 7, True),
        ([(7, True)], 7, True),
        ([(400, True), (200, False)], 400, True),
        ([(400, False), (200, True)], 200, False),
        ([(400, False), (200, False)], 400, False),
        ([(900, False), (3, False)], 900, True),
        ([(900, True), (3, True)], 900, True),
        ([(900, False), (3, True)], 900, True),  # Killers, where The Killers are meant
        ([(59, False), (3, True)], 3, False),
        ([(0, False), (0, False)], 0, False),
        ([(0, True), (0, False)], 0, False),
        ([(5, True), (5, False)], 5, False),
    ],
)
def test_whom_a_name_of_several_means(namesakes, first, clear):
    found = ordered(*namesakes)
    assert found[0].listeners == first
    assert is_clear(found) is clear


def test_what_was_typed_to_the_letter_comes_before_what_is_better_known():
    assert [one.is_to_the_letter for one in ordered((40, False), (30, True), (20, False))] == [
        True,
        False,
        False,
    ]
