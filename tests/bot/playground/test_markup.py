from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.markup import UnparsableMarkup, parsed_html


def test_tags_become_entities_counted_in_utf16_units():
    text, entities = parsed_html(
        '🎧 <b>bold <i>both</i></b> <a href="https://x.y/?a=1&amp;b">link</a>'
    )
    assert text == "🎧 bold both link"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 9},
        {"type": "italic", "offset": 8, "length": 4},
        {"type": "text_link", "offset": 13, "length": 4, "url": "https://x.y/?a=1&b"},
    ]


def test_outer_space_goes_and_entities_move_with_the_text():
    assert parsed_html("  \n<b> x </b> \n") == ("x", [{"type": "bold", "offset": 0, "length": 1}])


@pytest.mark.parametrize(
    "source",
    [
        "AC<DC",
        "<b>open",
        "closed</b>",
        "<b><i>x</b></i>",
        "<script>x</script>",
        "a < b",
        "<>",
        "</>",
    ],
)
def test_what_telegram_refuses_is_refused(source):
    with pytest.raises(UnparsableMarkup):
        parsed_html(source)


@given(st.text())
def test_escaped_text_comes_out_as_it_went_in(text):
    assert parsed_html(html.escape(text)) == (text.strip(), [])


def test_a_lone_ampersand_is_text():
    assert parsed_html("Simon & Garfunkel &copy; &#39;") == ("Simon & Garfunkel &copy; '", [])
