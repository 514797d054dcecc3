from __future__ import annotations

import hashlib

import numpy as np
import pytest

from model.matching.headings import Bend
from model.matching.vocabulary import Vocabulary
from model.types import ArtistRow

WRITTEN_BY_FORMAT_2 = "48beb5b624ebe9b9"
NAMES = ["Radiohead", "The Beatles", "Muse", "Кино", "周杰倫", "!!!", "Red Hot Chili Peppers"]
ALIASES = {ArtistRow(4): ["Jay Chou", "周杰伦"], ArtistRow(6): ["RHCP", "Chilis"]}


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.of(NAMES, ALIASES)


def test_a_name_is_found_under_itself_and_an_alias_as_an_alias(vocabulary):
    assert (0, Bend.NAME) in list(vocabulary.found_under("radiohead"))
    assert (6, Bend.ALIAS) in list(vocabulary.found_under("rhcp"))
    assert (4, Bend.ALIAS) in list(vocabulary.found_under("jay chou"))
    assert (3, Bend.SCRIPT) in list(vocabulary.found_under("kino"))
    assert (6, Bend.INITIALS) in list(vocabulary.found_under("I:rhcp"))
    assert list(vocabulary.found_under("nobody")) == []


def test_every_artist_has_a_spelling_of_its_own_name_first(vocabulary):
    firsts = np.flatnonzero(np.diff(vocabulary.rows, prepend=-1) > 0)
    texts, sounds = vocabulary.spellings(firsts.astype(np.int32))
    assert vocabulary.rows[firsts].tolist() == list(range(len(NAMES)))
    assert texts[:4] == ["radiohead", "beatles", "muse", "kino"]
    assert len(sounds) == len(texts)


def test_names_that_fold_to_nothing_and_no_names_at_all_are_a_vocabulary():
    assert list(Vocabulary.of(["\u200b", "Muse"]).found_under("muse")) == [(1, Bend.NAME)]
    assert list(Vocabulary.of([]).found_under("muse")) == []


def test_names_get_the_headings_and_texts_they_have_in_every_version_written():
    """If this fails, what is typed no longer meets the names in older versions: raise FORMAT."""
    vocabulary = Vocabulary.of([*NAMES, "Florence + the Machine", "Björk", "30 Seconds to Mars"])
    digest = hashlib.sha256()
    for column in (vocabulary.heading_hashes, vocabulary.heading_rows, vocabulary.heading_bends):
        digest.update(column.tobytes())
    texts, sounds = vocabulary.spellings(np.arange(len(vocabulary.rows), dtype=np.int32))
    digest.update("\n".join(texts + sounds).encode())
    digest.update(vocabulary.trigrams.names.tobytes())
    assert digest.hexdigest()[:16] == WRITTEN_BY_FORMAT_2
