"""Words of any script in Latin letters, as people would type them.

anyascii goes letter by letter. Kana need more, for there a small letter alters the sound of the
one before it (テ and ィ, te and a small i, are ti) and a mark lengthens it; and so do Hebrew and
Arabic, which write the vowels of foreign names with consonants.
"""

from __future__ import annotations

from anyascii import anyascii

_SMALL_VOWELS = frozenset("ァィゥェォぁぃぅぇぉ")
_SMALL_Y = frozenset("ャュョゃゅょ")
# Marks of length: people write the letter beside them once or twice, and we compare with once.
_LENGTHENS = frozenset("ッっー")
_HAVE_THEIR_OWN_Y = ("sh", "ch", "j")  # シャ is sha, not shya
_VOWELS = frozenset("aeiou")
# With these Hebrew and Arabic write the vowels of a foreign name.
_CONSONANTS_AS_VOWELS = {
    **dict.fromkeys("אעاأآعىة", "a"),
    **dict.fromkeys("יإيی", "i"),
    **dict.fromkeys("וو", "o"),
}


def romanised_word(word: str) -> str:
    """Return a word of letters and digits in lower-case Latin letters and digits.

    Args:
        word: folded, without spaces. A letter that anyascii does not know stays as it is.
    """
    syllables: list[str] = []
    for letter in word:
        if letter in _LENGTHENS:
            continue
        if letter in _SMALL_VOWELS and syllables:
            syllables[-1] = _with_vowel(syllables[-1], anyascii(letter))
        elif letter in _SMALL_Y and syllables:
            syllables[-1] = _with_y(syllables[-1], anyascii(letter))
        else:
            syllables.append(_latin(letter))
    return "".join(syllables) or word


def _latin(letter: str) -> str:
    if letter.isascii() or not letter.isalnum():
        return letter
    if letter in _CONSONANTS_AS_VOWELS:
        return _CONSONANTS_AS_VOWELS[letter]
    return "".join(c for c in anyascii(letter).lower() if c.isalnum()) or _if_written(letter)


def _if_written(letter: str) -> str:
    """Return a letter without a Latin one, unless it is a sign that only alters its neighbour."""
    return "" if anyascii(letter) else letter


def _with_vowel(syllable: str, vowel: str) -> str:
    if syllable == "u":  # ウィ
        return f"w{vowel}"
    return f"{syllable[:-1]}{vowel}" if syllable[-1:] in _VOWELS else f"{syllable}{vowel}"


def _with_y(syllable: str, y_and_vowel: str) -> str:
    if not syllable.endswith("i"):
        return f"{syllable}{y_and_vowel}"
    consonant = syllable[:-1]
    own = consonant.startswith(_HAVE_THEIR_OWN_Y)
    return f"{consonant}{y_and_vowel[1:] if own else y_and_vowel}"
