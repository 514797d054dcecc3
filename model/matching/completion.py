"""Artists whose names go on from what is typed so far, for lists that change with every letter."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from model.matching.headings import in_latin
from model.matching.vocabulary import Vocabulary
from model.names import LONGEST_READ, folded
from model.types import ArtistRow


def completions(vocabulary: Vocabulary, typed: str, *, limit: int) -> list[ArtistRow]:
    """Return artists one of whose spellings begins with a text, then those with a word that does.

    Case, accents and scripts do not matter: what is compared is folded and in Latin letters.

    Args:
        vocabulary: the spellings.
        typed: the beginning of a name.
        limit: how many at most.

    Returns:
        Rows, the best known of each kind first, nobody twice; nobody for a text without letters
        and digits.
    """
    beginning, _ = in_latin(folded(typed[:LONGEST_READ]))
    if not beginning:
        return []
    texts = vocabulary.texts
    of_names = pc.starts_with(texts, beginning).to_numpy(zero_copy_only=False)
    of_words = pc.match_substring(texts, f" {beginning}").to_numpy(zero_copy_only=False)
    rows: dict[ArtistRow, None] = {}
    for fits in (of_names, of_words):
        if len(rows) < limit:
            rows |= dict.fromkeys(_rows(vocabulary, fits))
    return list(rows)[:limit]


def _rows(vocabulary: Vocabulary, fits: NDArray[np.bool_]) -> list[ArtistRow]:
    return [ArtistRow(row) for row in np.unique(vocabulary.rows[fits]).tolist()]
