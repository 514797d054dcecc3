from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw

from bot.rendering.pictures.faces import REGULAR, SEMIBOLD, Face, Faces
from bot.rendering.pictures.graphemes import JOINERS, graphemes
from bot.rendering.pictures.typeface import NOTHING_TO_DRAW, Typeface

NO_SIGN = "\U0010ffff"  # no font has it


def text_of(line):
    return "".join(piece.text for piece in line.pieces)


def faces_of(line):
    return [piece.face for piece in line.pieces]


def empty_boxes(line, faces):
    """Return the signs of a line for which its font draws .notdef, or nothing."""
    found = []
    for piece in line.pieces:
        font = faces.font(piece.face, line.size_px, line.weight)
        notdef = bytes(font.getmask(NO_SIGN))
        for sign in set(piece.text) - JOINERS - {" "}:
            drawn = bytes(font.getmask(sign))
            if drawn == notdef or not any(drawn):
                found.append(sign)
    return found


def test_the_test_for_empty_boxes_finds_one(typeface):
    faces = Faces()
    line = typeface.line("ab", 24)
    assert not empty_boxes(line, faces)
    thai_in_latin = Typeface().line("ก", 24).pieces[0]
    font = faces.font(Face.SANS, 24, REGULAR)
    assert bytes(font.getmask(thai_in_latin.text)) == bytes(font.getmask(NO_SIGN))


def test_no_name_of_any_script_has_an_empty_box_or_loses_a_letter(typeface, world, demo_names):
    faces = Faces()
    for name in [*world, *demo_names]:
        line = typeface.line(name, 24)
        assert not empty_boxes(line, faces), name
        whole = unicodedata.normalize("NFC", name)
        assert sorted(text_of(line)) == sorted(whole), name


def test_all_ink_is_inside_the_room_a_line_asks_for(typeface, world):
    for name in [*world, "Z̸̢̛͖̦̗͔͕̣̩͊̈́̾a̵̘͊l̶̡̛g̵o"]:
        line = typeface.line(name, 30)
        image = Image.new("L", (1000, 200))
        typeface.draw(ImageDraw.Draw(image), line, 100, 100, "white")
        left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
        assert left >= 99, name
        assert top >= 100 - line.above_px - 1, name
        assert right <= 101 + line.width_px, name
        assert bottom <= 101 + line.below_px, name


def test_han_letters_are_those_of_the_script_beside_them(typeface):
    assert faces_of(typeface.line("直 ひかる", 24)) == [Face.JAPANESE]
    assert faces_of(typeface.line("直 방탄", 24)) == [Face.KOREAN]
    assert faces_of(typeface.line("直", 24)) == [Face.CHINESE]


def test_a_cut_name_keeps_the_letters_of_its_script(typeface):
    cut = typeface.line("直直直直直直直直ひかる", 24, longest_px=120)
    assert faces_of(cut) == [Face.JAPANESE]


def test_two_words_of_one_script_are_one_piece_with_their_digits(typeface):
    assert [piece.text for piece in typeface.line("أم كلثوم 2", 24).pieces] == ["أم كلثوم 2"]
    assert [piece.text for piece in typeface.line("Blink 182", 24).pieces] == ["Blink 182"]


def test_a_digit_beside_a_thumb_looks_like_any_other(typeface):
    assert faces_of(typeface.line("👍 3", 24)) == [Face.SYMBOLS, Face.SANS]


@pytest.mark.parametrize(
    ("text", "from_left"),
    [
        ("עידן & Friends", ["Friends", "עידן &"]),
        ("Friends & עידן", ["Friends &", "עידן"]),
        ("عمرو ft. 50 Cent", ["ft. 50 Cent", "عمرو"]),
        ("עידן Blink 182", ["Blink 182", "עידן"]),
        ("BTS 방탄", ["BTS", "방탄"]),
    ],
)
def test_a_text_runs_from_the_side_where_its_first_letter_begins(typeface, text, from_left):
    line = typeface.line(text, 24)
    assert sorted(line.lefts_px) == list(line.lefts_px)
    words = " ".join(text_of(line).split())
    assert line.pieces[0].text.strip() == from_left[0], words
    assert line.pieces[-1].text.strip() == from_left[-1], words


def test_the_ellipsis_of_a_text_from_the_right_stands_at_its_left(typeface):
    cut = typeface.line("עידן רייכל והפרויקט של כולם", 24, longest_px=150)
    assert not cut.pieces[0].is_rightwards
    assert cut.pieces[0].text.endswith("…")


def test_a_cut_name_is_as_long_as_fits_and_no_letter_is_torn(typeface, world):
    for name in world:
        if "…" in name:
            continue
        whole = graphemes(name)
        width_px = typeface.line(name, 24).width_px
        for share in (0.3, 0.6, 0.9):
            longest_px = max(30, share * width_px)
            line = typeface.line(name, 24, longest_px=longest_px)
            assert line.width_px <= max(longest_px, 30), name
            text = "".join(piece.text for piece in reading_order(line))
            if text.endswith("…"):
                kept = graphemes(text[:-1])
                assert kept == whole[: len(kept)], name
            else:
                assert width_px <= longest_px, name


def reading_order(line):
    """Return the pieces of a text of one direction as they are read."""
    return line.pieces if line.pieces[0].is_rightwards else line.pieces[::-1]


def test_a_longer_limit_never_shows_less(typeface):
    name = "Godspeed You! Black Emperor"
    shown = [len(text_of(typeface.line(name, 24, longest_px=px))) for px in range(30, 400, 10)]
    assert all(one <= next_one for one, next_one in pairwise(shown))
    assert text_of(typeface.line(name, 24, longest_px=400)) == name


def test_an_emoji_without_a_font_goes_and_leaves_no_gap(typeface):
    assert text_of(typeface.line("Sun 🔥 Band 🎸", 24)) == "Sun Band"


@pytest.mark.parametrize("text", ["", " \n", "🔥", "\u202e\u0301"])
def test_where_nothing_is_left_a_question_mark_stands(typeface, text):
    assert text_of(typeface.line(text, 24)) == NOTHING_TO_DRAW


def test_letters_of_a_script_without_a_font_become_latin(typeface):
    assert text_of(typeface.line("ರಘು ದೀಕ್ಷಿತ್", 24)).startswith("rghu ")


def test_a_weight_is_what_was_asked_for_and_not_the_fonts_first(typeface):
    for name in ("Radiohead", "椎名林檎", "עידן"):
        regular, bold = (ink(typeface, name, weight) for weight in (REGULAR, SEMIBOLD))
        assert bold > 1.1 * regular, name
        thin = ink(typeface, name, 100)
        assert regular > 1.3 * thin, name


def ink(typeface, name, weight):
    image = Image.new("L", (400, 100))
    typeface.draw(ImageDraw.Draw(image), typeface.line(name, 40, weight=weight), 10, 70, "white")
    return sum(image.tobytes())


def test_a_latin_name_opens_one_font_only():
    faces = Typeface()
    faces.line("Radiohead", 24)
    assert set(faces._faces._signs) == {Face.SANS}
    assert {face for face, _, _ in faces._faces._fonts} == {Face.SANS}
