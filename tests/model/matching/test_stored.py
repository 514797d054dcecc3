from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from model.matching.stored import FILES, TRIGRAM_SPELLINGS, read_vocabulary, write_vocabulary
from model.matching.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.of(["Radiohead", "The Beatles", "Muse", "Кино", "周杰倫", "!!!"])


def test_what_is_written_is_read_again_without_being_copied(vocabulary, tmp_path):
    write_vocabulary(vocabulary, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(FILES)
    read = read_vocabulary(tmp_path)
    assert read.texts.equals(vocabulary.texts)
    assert read.sounds.equals(vocabulary.sounds)
    for column in ("rows", "heading_hashes", "heading_rows", "heading_bends"):
        assert np.array_equal(getattr(read, column), getattr(vocabulary, column))
        assert not getattr(read, column).flags.owndata
    for column in ("offsets", "names", "norms"):
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
