from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.signs import parts_of


def cut(typed):
    return [("+" if part.sign > 0 else "-") + part.text for part in parts_of(typed)]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("radiohead", ["+radiohead"]),
        ("radiohead + björk - coldplay", ["+radiohead", "+björk", "-coldplay"]),
        ("radiohead +björk -coldplay", ["+radiohead", "+björk", "-coldplay"]),
        ("- coldplay", ["-coldplay"]),
        ("+ radiohead", ["+radiohead"]),
        ("radiohead – coldplay − muse", ["+radiohead", "-coldplay", "-muse"]),
        ("周杰倫，林俊傑＋王力宏－孫燕姿", ["+周杰倫", "+林俊傑", "+王力宏", "-孫燕姿"]),
        ("radiohead\n+ muse", ["+radiohead", "+muse"]),
        ("blink-182", ["+blink-182"]),
        ("radiohead+björk", ["+radiohead+björk"]),
        ("muse + +44 - -M-", ["+muse", "++44", "--M-"]),
        ("radiohead +", ["+radiohead"]),
        ("- + -", ["-+"]),
        (" ", []),
        ("", []),
    ],
)
def test_a_text_is_cut_where_a_sign_stands_behind_a_space_or_is_full_width(typed, parts):
    assert cut(typed) == parts


@given(st.text("ab +-－，\n", max_size=40))
def test_every_part_stands_where_it_says_in_what_was_typed(text):
    typed = text.strip()
    parts = parts_of(typed)
    assert [part.start for part in parts] == sorted(part.start for part in parts)
    for part in parts:
        assert part.text == part.text.strip() != ""
        assert typed[part.start :].startswith(part.text)
