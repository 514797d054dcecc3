"""Which font draws which piece of a text, and in what order the pieces stand from left to right.

Inside a piece HarfBuzz and FriBidi know what to do; between pieces they do not see the whole text.
What is done here is the part of Unicode's rules (UAX #9) that names of artists need: no nesting.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from anyascii import anyascii

from bot.rendering.pictures.faces import EAST_ASIAN, OTHERS, Face, Faces
from bot.rendering.pictures.graphemes import JOINERS

_RIGHTWARDS, _LEFTWARDS = frozenset({"L"}), frozenset({"R", "AL"})  # bidirectional classes
_DIGIT = "EN"
_EAST_ASIAN_BLOCKS = (
    range(0x1100, 0x1200),  # Jamo
    range(0x2E80, 0xA000),  # radicals, punctuation, kana, Han
    range(0xA960, 0xA980),  # Jamo
    range(0xAC00, 0xD800),  # Hangul
    range(0xF900, 0xFB00),  # Han
    range(0xFE30, 0xFE50),  # upright punctuation
    range(0xFF00, 0xFFF0),  # full width and half width
    range(0x20000, 0x32000),  # rare Han
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A grapheme and the font that has it."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that one font draws.

    Attributes:
        text: in reading order, even where that is from right to left.
        face: the font.
        is_rightwards: whether it reads from left to right.
    """

    text: str
    face: Face
    is_rightwards: bool


def signs_of(graphemes: Sequence[str], faces: Faces) -> list[Sign]:
    """Return what can be drawn of a text: all of it, but for signs that no font has.

    Letters of such scripts become Latin ones. Emoji and the like go without leaving an empty box;
    marks go where a font has their letter alone.
    """
    order = _east_asian_order(graphemes)
    signs: list[Sign] = []
    for grapheme in graphemes:
        if grapheme == " " and (not signs or signs[-1].text == " "):
            continue  # what stood between two spaces has gone
        is_letter = unicodedata.category(grapheme[0]).startswith("L")
        for text in (grapheme, grapheme[0], anyascii(grapheme) if is_letter else ""):
            face = _face_of(text, faces, order) if text else None
            if face:
                signs.append(Sign(text, face))
                break
    return signs[:-1] if signs and signs[-1].text == " " else signs


def pieces(signs: Sequence[Sign], faces: Faces) -> list[Piece]:
    """Cut a text where the font or the direction changes.

    Spaces, digits and punctuation stay with what is before them if its font has them, so that two
    words of one script are one piece.

    Returns:
        From left to right, as they are seen.
    """
    cut: list[Piece] = []
    for sign, is_rightwards in zip(signs, _directions(signs), strict=True):
        if cut and cut[-1].is_rightwards is is_rightwards:
            before = cut[-1]
            if before.face is sign.face or (
                before.face is not Face.SYMBOLS  # its digits look like nobody else's
                and not unicodedata.category(sign.text[0]).startswith("L")
                and _has(before.face, sign.text, faces)
            ):
                cut[-1] = replace(before, text=before.text + sign.text)
                continue
        cut.append(Piece(sign.text, sign.face, is_rightwards))
    return _from_left(cut)


def _directions(signs: Sequence[Sign]) -> list[bool]:
    """Tell of each sign whether it reads rightwards.

    What has no direction of its own takes that of its neighbours; where they differ and at the
    ends, that of the whole text, which is its first letter's.
    """
    own: list[bool | None] = []
    last: bool | None = None
    for sign in signs:
        kind = unicodedata.bidirectional(sign.text[0])
        if kind in _RIGHTWARDS or (kind == _DIGIT and last):  # the 182 of Blink 182 stays with it
            last = True
            own.append(True)
        elif kind in _LEFTWARDS:
            last = False
            own.append(False)
        else:
            own.append(None)
    whole = next((direction for direction in own if direction is not None), True)
    return [
        direction if direction is not None else _between(own[:place], own[place:], whole=whole)
        for place, direction in enumerate(own)
    ]


def _between(before: Sequence[bool | None], after: Sequence[bool | None], *, whole: bool) -> bool:
    left = next((direction for direction in reversed(before) if direction is not None), whole)
    right = next((direction for direction in after if direction is not None), whole)
    return left if left is right else whole


def _from_left(parts: Sequence[Piece]) -> list[Piece]:
    """Put pieces from reading order into the order in which they stand."""
    stretches = [list(stretch) for _, stretch in groupby(parts, lambda piece: piece.is_rightwards)]
    for stretch in stretches:
        if not stretch[0].is_rightwards:
            stretch.reverse()
    if parts and not parts[0].is_rightwards:
        stretches.reverse()
    return [piece for stretch in stretches for piece in stretch]


def _face_of(grapheme: str, faces: Faces, east_asian: Sequence[Face]) -> Face | None:
    """Return the first font that has all of a grapheme."""
    is_east_asian = any(ord(grapheme[0]) in block for block in _EAST_ASIAN_BLOCKS)
    # Nothing else is worth reading four fonts of 10 MB for.
    order = (*east_asian, *OTHERS) if is_east_asian else OTHERS
    return next((face for face in order if _has(face, grapheme, faces)), None)


def _has(face: Face, grapheme: str, faces: Faces) -> bool:
    return all(sign in JOINERS or faces.has(face, sign) for sign in grapheme)


def _east_asian_order(graphemes: Sequence[str]) -> Sequence[Face]:
    """Return whose Han letters to use: those of the script that stands beside them."""
    text = "".join(graphemes)
    if any("\u3040" <= sign <= "\u30ff" for sign in text):
        return EAST_ASIAN
    has_hangul = any("\uac00" <= sign <= "\ud7a3" for sign in text)
    first = Face.KOREAN if has_hangul else Face.CHINESE
    return (first, *(face for face in EAST_ASIAN if face is not first))
