"""How a name sounds, roughly: what is left when people write down what they have heard.

Two forms. `heard` spells one sound one way ("metallica" and "metalika" both become "metalika"),
keeping vowels. `skeleton` keeps consonants alone and does not tell apart those that scripts
exchange: katakana has one letter for l and r, Hangul none for f and z. The rules are ours and
coarse on purpose: they find candidates and measure likeness, and never decide alone.
"""

from __future__ import annotations

import re

from model.names import compact

# A spelling stands before those it begins with; z stands for every sibilant.
_SOUNDS = {
    "shch": "z",
    "ght": "t",
    "tsch": "z",
    "sch": "z",
    "tch": "z",
    "sh": "z",
    "ch": "z",
    "zh": "z",
    "ts": "z",
    "tz": "z",
    "cz": "z",
    "ce": "ze",
    "ci": "zi",
    "cy": "zi",
    "ph": "f",
    "th": "t",
    "kh": "h",
    "gh": "g",
    "ck": "k",
    "qu": "kv",
    "ee": "i",
    "ea": "i",
    "ey": "i",
    "ie": "i",
    "oo": "u",
    "ou": "u",
    "ew": "iu",
    "au": "o",
    "ay": "ei",
    "ai": "ei",
    "yu": "iu",
    "q": "k",
    "c": "k",
    "x": "kz",
    "s": "z",
    "j": "z",
    "w": "v",
    "y": "i",
}
_SOUND = re.compile("|".join(_SOUNDS))
_DOUBLED = re.compile(r"(.)\1+")
_SILENT_ENDING = re.compile(r"(?<=[^aeiou ])e\b")
_NOT_HEARD = re.compile(r"(?<=.)[aeiouh]|[^a-z0-9]|h(?=.)")
_VAGUE = str.maketrans("aiu", "eeo")
_EXCHANGED = str.maketrans("rvp", "lbf")


def heard(romanised_name: str) -> str:
    """Return a name in Latin letters, each sound spelt one way; spaces stay.

    Args:
        romanised_name: as `model.names.romanised` returns it.
    """
    spelt = _SILENT_ENDING.sub("", romanised_name)
    return _DOUBLED.sub(r"\1", _SOUND.sub(lambda found: _SOUNDS[found[0]], spelt))


def skeleton(heard_name: str) -> str:
    """Return the consonants of a name, and an `a` in front where it begins with a vowel.

    Args:
        heard_name: as `heard` returns it.
    """
    joined = compact(heard_name)
    if not joined:
        return ""
    first = "a" if joined[0] in "aeiou" else joined[0]
    return _NOT_HEARD.sub("", first + joined[1:]).translate(_EXCHANGED)


def with_vague_vowels(heard_name: str) -> str:
    """Return a name with two vowels, a bright and a dark one: which of them was meant is a guess.

    Args:
        heard_name: as `heard` returns it.
    """
    return heard_name.translate(_VAGUE)
