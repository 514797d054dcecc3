"""Numbers in names, which are typed in words or in digits: "thirty seconds to mars", "maroon 5".

English words, Roman 2 and 3 (Boyz II Men), and what people write as one number by reading it
out: "one eighty two" becomes 1 and 82, which without spaces is 182.
"""

from __future__ import annotations

from collections.abc import Sequence

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"),
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_AND_ONE_TO_NINE = frozenset(_UNITS[1:])
_DIGITS = {
    **{word: str(number) for number, word in enumerate(_UNITS + _TEENS)},
    **{word: f"{first}0" for first, word in enumerate(_TENS, 2)},
    **{
        tens + unit: f"{first}{second}"
        for first, tens in enumerate(_TENS, 2)
        for second, unit in enumerate(_UNITS[1:], 1)
    },
    **{word: f"{number}{_ENDINGS.get(number, 'th')}" for number, word in enumerate(_ORDINALS, 1)},
    "fourty": "40",
    "hundred": "100",
    "thousand": "1000",
    "ii": "2",
    "iii": "3",
}


def in_digits(words: Sequence[str]) -> list[str]:
    """Return words with numbers in digits, "twenty one" as one of them.

    Args:
        words: folded and romanised.
    """
    if _DIGITS.keys().isdisjoint(words):
        return list(words)
    taken: list[str] = []
    before = ""
    for word in words:
        if before in _TENS and word in _AND_ONE_TO_NINE:
            taken[-1] = _DIGITS[before + word]
        else:
            taken.append(_DIGITS.get(word, word))
        before = word
    return taken
