from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.names import folded, same_spelling, tidied, without_accents


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sigur Rós", "sigur ros"),
        ("The Beatles", "beatles"),
        ("The The", "the"),
        ("AC/DC", "ac dc"),
        ("Guns N' Roses", "guns n roses"),
        ("R.E.M.", "rem"),
        ("Earth, Wind & Fire", "earth wind and fire"),
        ("Florence + the Machine", "florence and the machine"),
        ("A$AP Rocky", "asap rocky"),
        ("Ｒａｄｉｏｈｅａｄ", "radiohead"),
        ("Mötley Crüe", "motley crue"),
        ("КИНО", "кино"),
        ("Ёлка", "елка"),
        ("がんばれ", "がんばれ"),
        ("周杰倫", "周杰倫"),
        ("아이유", "아이유"),
        ("!!!", "!!!"),
        ("Röyksopp", "royksopp"),
        ("UnderØath", "underoath"),
        ("  Nine \u200bInch\tNails ", "nine inch nails"),
        ("", ""),
        ("\u200b \n", ""),
    ],
)
def test_a_name_is_compared_without_case_accents_punctuation_and_leading_the(name, expected):
    assert folded(name) == expected


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(min_size=1).filter(lambda text: any(c.isalnum() for c in text)))
def test_a_name_with_a_letter_or_digit_in_any_script_never_folds_to_nothing(text):
    assert folded(text)


@given(st.text(st.characters(codec=None)))
def test_any_text_at_all_can_be_folded(text):
    for form in (tidied, same_spelling, without_accents, folded):
        form(text)


def test_case_spacing_and_unicode_form_do_not_make_another_spelling_but_accents_do():
    assert same_spelling("SIGUR  ro\u0301s") == same_spelling("Sigur Rós")
    assert same_spelling("Maná") != same_spelling("Mana")
    assert without_accents("Maná") == without_accents("Mana")


def test_what_is_shown_keeps_its_case_and_punctuation_and_loses_what_cannot_be_seen():
    assert tidied(" The\u00a0\x00Beatles\u202e\r ") == "The Beatles"
    assert tidied("Bjo\u0308rk") == "Björk"
