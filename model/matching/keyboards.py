"""Text typed with the wrong keyboard layout switched on: "кфвшщруфв" is "radiohead".

Keys are matched by their place on the board, for the Russian, Ukrainian, Greek and Hebrew layouts
against the Latin one, in both directions. QWERTZ and AZERTY boards are left out: they move a few
letters only, and what comes out reads like any slip.
"""

from __future__ import annotations

from collections.abc import Iterator

# Row by row, key by key, from the top left.
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_LAYOUTS = {
    "Russian": (_LATIN, "ёйцукенгшщзхъфывапролджэячсмитьбю"),
    "Ukrainian": (_LATIN, "'йцукенгшщзхїфівапролджєячсмитьбю"),
    "Greek": ("qwertyuiopasdfghjklzxcvbnm", ";ςερτυθιοπασδφγηξκλζχψωβνμ"),
    "Hebrew": ("qwertyuiopasdfghjkl;'zxcvbnm,.", "/'קראטוןםפשדגכעיחלךף,זסבהנמצתץ"),
}
_TO_LATIN = [str.maketrans(there, latin) for latin, there in _LAYOUTS.values()]
_FROM_LATIN = [str.maketrans(latin, there) for latin, there in _LAYOUTS.values()]


def retyped(spelling: str) -> Iterator[str]:
    """Yield what a text would have been on the other layouts, each reading once.

    Args:
        spelling: in lower case, not case-folded, punctuation in place: letters hide behind `;`,
            `,` and the final sigma.
    """
    if not _is_whole(spelling):
        return
    seen = {spelling}
    for table in _FROM_LATIN if spelling.isascii() else _TO_LATIN:
        reading = spelling.translate(table)
        if reading not in seen and _is_whole(reading):
            seen.add(reading)
            yield reading


def _is_whole(text: str) -> bool:
    """Say whether all letters are of one board: half a word on each is nobody's slip."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and len({letter.isascii() for letter in letters}) == 1
