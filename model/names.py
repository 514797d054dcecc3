"""How an artist's name is folded, from a gentle tidying to what the matcher compares.

Each strength is built on the one before: `tidied` is what a person sees, `same_spelling` decides
which spellings are one artist, `folded` is a name in its own script without anything that people
leave out or exchange, `romanised` the same in Latin letters, `compact` without spaces. Nothing
here knows which artists exist.
"""

from __future__ import annotations

import re
import unicodedata

from model.romanisation import romanised_word

LONGEST_READ = 4096
"""Characters of a name or a typed text worth folding: a Telegram message is no longer."""

# A Cyrillic й is a letter, not an и with an accent.
_ACCENTS = re.compile(
    "(?!(?<=\u0438)\u0306)"
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
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Letters in circles and squares that no Unicode form knows as letters: 🅐 to 🅩, 🅰 to 🆉, 🇦 to 🇿.
_ENCLOSED = {
    first + place: chr(ord("a") + place)
    for first in (0x1F150, 0x1F170, 0x1F1E6)
    for place in range(26)
}
_DROPPED = re.compile(r"['’‘`´.·]")
_DOLLAR_AS_S = re.compile(r"(?<=\w)\$|\$(?=\w)")
_EXCLAMATION_AS_I = re.compile(r"(?<=\w)!(?=\w)")  # P!nk; between letters only: Wham! is no Whami
_AND = re.compile(r"[&+]")
_NOT_LETTERS_OR_DIGITS = re.compile(r"[\W_]+")


def tidied(name: str) -> str:
    """Return a name as it is shown: composed Unicode, single spaces, nothing invisible."""
    if name.isascii() and name.isprintable():
        return " ".join(name.split())
    visible = unicodedata.normalize("NFC", _BREAKS.sub(" ", name))
    return " ".join(_INVISIBLE.sub("", visible).split())


def same_spelling(name: str) -> str:
    """Return what spellings share that differ only in case, spacing or Unicode form.

    Accents stay: Maná and Mana are two bands.
    """
    if name.isascii():
        return tidied(name).lower()
    return " ".join(unicodedata.normalize("NFKC", _compatible(name).casefold()).split())


def without_accents(name: str) -> str:
    """Return the spelling with its accents taken off, everything else as in `same_spelling`.

    The marks of Japanese and Indic scripts tell sounds apart and are kept.
    """
    return unaccented(same_spelling(name))


def unaccented(spelling: str) -> str:
    """Take the accents off what `same_spelling` returned."""
    if spelling.isascii():
        return spelling
    apart = unicodedata.normalize("NFKD", spelling)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart)).translate(_PLAIN_LETTERS)


def folded(name: str) -> str:
    """Return what a name is compared by, in its own script.

    Gone are case, accents, punctuation and "the" at either end; `&`, `+` and a lone "n" between
    words are "and"; `$` beside a letter is s, `!` between two is i. Folding what is folded changes
    nothing. A name that is all punctuation (`!!!`) keeps it, so only text without anything visible
    folds to the empty string. What stands behind `LONGEST_READ` characters is not read.
    """
    words = _words(name)
    first, last = 0, len(words)
    while last - first > 1 and words[first] == "the":
        first += 1
    while last - first > 1 and words[last - 1] == "the":
        last -= 1
    return " ".join(words[first:last])


def has_the(name: str) -> bool:
    """Say whether "the" stands at either end of a name and is not all of it."""
    if name.isascii() and "the" not in name.lower():  # nearly all names, and at no cost
        return False
    words = _words(name)
    return len(words) > 1 and "the" in (words[0], words[-1])


def romanised(folded_name: str) -> str:
    """Return a folded name in Latin letters: кино is kino, 周杰倫 and 周杰伦 are both zhoujielun.

    Letter by letter, as `model.romanisation` says; what has no Latin letters stays as it is, so
    nothing becomes empty that was not.
    """
    if folded_name.isascii():
        return folded_name
    return " ".join(romanised_word(word) for word in folded_name.split())


def compact(folded_name: str) -> str:
    """Return a folded name without its spaces, since "ac dc" is typed "acdc" as well."""
    return folded_name.replace(" ", "")


def _words(name: str) -> list[str]:
    """Return the words of a name, folded but for "the"; all of it where it is punctuation."""
    plain = without_accents(name[:LONGEST_READ])
    if not plain.replace(" ", "").isalnum():
        if not any(character.isalnum() for character in plain):
            return plain.replace(" ", "").split()
        lettered = _EXCLAMATION_AS_I.sub("i", _DOLLAR_AS_S.sub("s", _DROPPED.sub("", plain)))
        plain = _NOT_LETTERS_OR_DIGITS.sub(" ", _AND.sub(" and ", lettered))
    words = plain.split()
    for place in range(1, len(words) - 1):  # a lone N at an end is a letter
        if words[place] == "n":
            words[place] = "and"
    return words


def _compatible(name: str) -> str:
    """Tidy a name and exchange full-width and other compatibility forms for the plain ones."""
    return tidied(unicodedata.normalize("NFKC", tidied(name)).translate(_ENCLOSED))
