from __future__ import annotations

import pytest

from bot.rendering.pictures.graphemes import graphemes


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Björk", ["B", "j", "ö", "r", "k"]),
        ("Bjo\u0308rk", ["B", "j", "ö", "r", "k"]),
        ("लता", ["ल", "ता"]),
        ("क्षि", ["क्षि"]),
        ("น้ำ", ["น้ำ"]),
        ("முத்து", ["மு", "த்து"]),
        ("a\n\t b", ["a", " ", "b"]),
        ("", []),
    ],
)
def test_a_letter_keeps_its_marks_and_consonants_that_are_tied_stay_together(text, cut):
    assert graphemes(text) == cut


def test_what_is_not_seen_and_marks_without_a_letter_are_dropped():
    assert graphemes("\u0301a\u202eb\u0000c\ufe0f \u0301d\ud800") == ["a", "b", "c", " ", "d"]


def test_towers_of_marks_are_kept_low_but_burmese_keeps_its_five():
    assert graphemes("a" + "\u0329" * 50) == ["a" + "\u0329" * 2]
    assert len(graphemes("ก" + "\u0e47" * 50)[0]) < 10
    assert graphemes("ညွှို့") == ["ညွှို့"]
