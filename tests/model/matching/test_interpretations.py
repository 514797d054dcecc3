from __future__ import annotations

from model.matching.interpretations import Interpretation, Origin, interpretations_of


def taken(typed):
    return [(one.text, one.origin, one.is_doubted) for one in interpretations_of(typed)]


def test_what_stands_there_comes_first_then_requests_then_keyboards():
    texts = taken("bands like muse")
    assert texts[0] == ("bands like muse", Origin.TYPED, False)
    assert ("muse", Origin.REQUEST, False) in texts
    origins = [origin for _, origin, _ in texts]
    assert origins == sorted(origins, key=lambda origin: origin.value)


def test_everyday_words_are_doubted_unless_the_stands_beside_them():
    assert taken("mouse")[0][2]
    assert not taken("the mouse")[0][2]
    assert not taken("mouse, the")[0][2]
    assert not taken("radiohead")[0][2]


def test_the_final_sigma_is_a_key_of_its_own():
    assert ("white stripes", Origin.KEYBOARD, False) in taken("ςηιτε στριπεσ")


def test_nothing_visible_is_taken_in_no_way():
    for typed in ("", " \n", "\u200b\u200b", "\x00" * 50):
        assert taken(typed) == []


def test_a_long_text_has_no_bent_headings_and_is_compared_in_part():
    long = Interpretation("a" * 200, Origin.TYPED, is_doubted=False)
    assert long.latin_headings == ""
    assert len(long.latin) < len(long.text)


def test_a_few_signs_of_another_script_say_too_little():
    for text, too_little in (("犬", True), ("周杰倫", False), ("ок", True), ("кино", False)):
        one = Interpretation(text, Origin.TYPED, is_doubted=False)
        assert one.says_too_little is too_little
    assert not Interpretation("u2", Origin.TYPED, is_doubted=False).says_too_little
