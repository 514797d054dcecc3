from __future__ import annotations

import hashlib

import numpy as np
import pyarrow as pa
import pytest

from model.matching.index import TrigramIndex
from model.matching.keys import Bend
from model.matching.short_names import ShortNames
from model.matching.stored import FILES, TRIGRAM_SPELLINGS, read_vocabulary, write_vocabulary
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


def test_what_is_written_is_read_again_without_being_copied(vocabulary, tmp_path):
    write_vocabulary(vocabulary, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(FILES)
    read = read_vocabulary(tmp_path)
    assert read.texts.equals(vocabulary.texts)
    assert read.sounds.equals(vocabulary.sounds)
    for column in ("rows", "key_hashes", "key_rows", "key_bends"):
        assert np.array_equal(getattr(read, column), getattr(vocabulary, column))
        assert not getattr(read, column).flags.owndata
    for column in ("offsets", "names", "lengths"):
        assert np.array_equal(getattr(read.trigrams, column), getattr(vocabulary.trigrams, column))


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_none_of_ours_is_refused(vocabulary, tmp_path, name):
    write_vocabulary(vocabulary, tmp_path)
    (tmp_path / name).write_bytes(b"nonsense")
    with pytest.raises((OSError, ValueError, KeyError, pa.ArrowException)):
        read_vocabulary(tmp_path)


def test_files_of_two_vocabularies_are_refused(vocabulary, tmp_path):
    write_vocabulary(vocabulary, tmp_path)
    np.save(tmp_path / TRIGRAM_SPELLINGS, np.zeros(3, np.int32))
    with pytest.raises(ValueError, match="do not belong together"):
        read_vocabulary(tmp_path)


def candidates(names, text, fame=None, **options):
    index = TrigramIndex.of(names)
    fame = np.zeros(len(names), np.float32) if fame is None else np.asarray(fame, np.float32)
    found = index.candidates(text, fame, **{"n": 3, **options})
    return [names[number] for number in found.names]


def test_names_that_share_letters_are_candidates_and_others_are_not():
    names = ["radiohead", "radio dept", "muse", "coheed and cambria", "björk"]
    assert "radiohead" in candidates(names, "radiohed")
    assert "muse" not in candidates(names, "radiohed")
    assert candidates(names, "zzz") == []


def test_the_order_of_words_and_the_script_of_letters_do_not_matter():
    assert "miles davis" in candidates(["miles davis", "muse"], "davis miles")
    assert candidates(["∆∆∆∆", "muse"], "∆∆∆∆") == ["∆∆∆∆"]


def test_of_many_equals_the_better_known_are_candidates():
    names = [f"blackbird {letter}" for letter in "abcdefgh"]
    fame = [0.0] * 7 + [1.0]
    assert "blackbird h" in candidates(names, "blackbird", fame, n=1)


def test_a_text_too_far_from_every_name_has_no_candidates_where_likeness_is_asked_for():
    names = ["radiohead", "radio dept", "muse"]
    assert candidates(names, "radio for everybody", least_alike=0.9) == []
    assert candidates(names, "radiohead", least_alike=0.9)


@pytest.mark.parametrize("text", ["mues", "muze", "mus", "musee", "umse", "muse"])
def test_a_short_name_is_found_one_slip_away(vocabulary, text):
    numbers = ShortNames(vocabulary).one_slip_away(text)
    assert vocabulary.spellings(numbers)[0] == ["muse"]


@pytest.mark.parametrize("text", ["mu", "seum", "radio", "", "xyz"])
def test_two_slips_away_none_is(vocabulary, text):
    assert len(ShortNames(vocabulary).one_slip_away(text)) == 0


def test_names_get_the_keys_and_texts_they_have_in_every_version_written():
    """If this fails, what is typed no longer meets the names in older versions: raise FORMAT."""
    vocabulary = Vocabulary.of([*NAMES, "Florence + the Machine", "Björk", "30 Seconds to Mars"])
    digest = hashlib.sha256()
    for column in (vocabulary.key_hashes, vocabulary.key_rows, vocabulary.key_bends):
        digest.update(column.tobytes())
    texts, sounds = vocabulary.spellings(np.arange(len(vocabulary.rows), dtype=np.int32))
    digest.update("\n".join(texts + sounds).encode())
    digest.update(vocabulary.trigrams.names.tobytes())
    assert digest.hexdigest()[:16] == WRITTEN_BY_FORMAT_2
