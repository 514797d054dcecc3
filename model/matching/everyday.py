"""Words that people say for other reasons than to name a musician.

"florida" typed alone is not yet Flo Rida, nor "banana" Bananarama: a text of such words has to be
a name as it stands, or nearly, before anything is answered without asking. The list is ours,
English and Russian, in `everyday_words.txt`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from model.names import folded

_WORDS = Path(__file__).with_name("everyday_words.txt")


def is_everyday(folded_text: str) -> bool:
    """Say whether a text is made of everyday words and numbers alone."""
    return all(word in everyday_words() or word.isdigit() for word in folded_text.split())


@cache
def everyday_words() -> frozenset[str]:
    """Return the words, folded; read once."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(folded(line) for line in lines if line and not line.startswith("#"))
