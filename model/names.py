"""How an artist's name is folded, from a gentle tidying to what the matcher compares.

Three strengths, each built on the one before: `tidied` is what a person sees, `same_spelling`
decides which spellings are one artist, `folded` is what typed text is compared with. Nothing here
knows which artists exist.
"""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u1dc0-\u1dff\u20d0-\u20ff]"
)
# Letters that carry their stroke or ligature inside one code point, which no Unicode form takes
# apart.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
_DROPPED = re.compile(r"['’‘`´.·]")
_DOLLAR_AS_S = re.compile(r"(?<=\w)\$|\$(?=\w)")
_AND = re.compile(r"[&+]")
_NOT_LETTERS_OR_DIGITS = re.compile(r"[\W_]+")
_LEADING_THE = re.compile(r"^(?:the )+(?=\S)")


def tidied(name: str) -> str:
    """Return a name as it is shown: composed Unicode, single spaces, nothing invisible."""
    visible = "".join(
        " " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in name
    )
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", visible)).split())


def same_spelling(name: str) -> str:
    """Return what spellings share that differ only in case, spacing or Unicode form.

    Accents stay: Maná and Mana are two bands.
    """
    return " ".join(unicodedata.normalize("NFKC", _compatible(name).casefold()).split())


def without_accents(name: str) -> str:
    """Return the spelling with its accents taken off, everything else as in `same_spelling`.

    The marks of Japanese and Indic scripts tell sounds apart and are kept.
    """
    apart = unicodedata.normalize("NFKD", same_spelling(name))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart)).translate(_PLAIN_LETTERS)


def folded(name: str) -> str:
    """Return what a name is compared by: no case, accents, punctuation or leading "the".

    Folding what is folded changes nothing. A name that is all punctuation (`!!!`) keeps it, so
    only text without anything visible folds to the empty string.
    """
    plain = without_accents(name)
    words = _AND.sub(" and ", _DOLLAR_AS_S.sub("s", _DROPPED.sub("", plain)))
    words = " ".join(_NOT_LETTERS_OR_DIGITS.sub(" ", words).split())
    if not any(character.isalnum() for character in plain):
        return plain.replace(" ", "")
    return _LEADING_THE.sub("", words)


def _compatible(name: str) -> str:
    """Tidy a name and exchange full-width and other compatibility forms for the plain ones."""
    return tidied(unicodedata.normalize("NFKC", tidied(name)))
