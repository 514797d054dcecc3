from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.matching.keyboards import retyped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("кфвшщруфв", "radiohead"),  # Russian
        ("сщдвздфн", "coldplay"),
        ("щфіші", "oasis"),  # Ukrainian
        ("ψολδπλαυ", "coldplay"),  # Greek
        ("πινκ φλουδ", "pink floyd"),
        ("רשגןםיקשג", "radiohead"),  # Hebrew
        ("rbyj", "кино"),
        ("cgkby", "сплин"),
        ("vevbq nhjkkm", "мумий тролль"),
        (";erb", "жуки"),
    ],
)
def test_text_on_another_keyboard_is_read_by_its_keys(typed, meant):
    assert meant in list(retyped(typed))


def test_a_reading_comes_once_and_never_half_on_each_board():
    readings = list(retyped("radiohead"))
    assert len(set(readings)) == len(readings)
    assert "radiohead" not in readings
    assert list(retyped("кiно")) == []
    assert list(retyped("1984")) == []


@given(st.text(max_size=60))
def test_any_text_can_be_read_so(text):
    assert text not in list(retyped(text))
