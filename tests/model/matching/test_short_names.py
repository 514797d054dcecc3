from __future__ import annotations

import pytest

from model.matching.short_names import ShortNames
from model.matching.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.of(["Radiohead", "The Beatles", "Muse", "Кино"])


@pytest.mark.parametrize("text", ["mues", "muze", "mus", "musee", "umse", "muse"])
def test_a_short_name_is_found_one_slip_away(vocabulary, text):
    numbers = ShortNames(vocabulary).one_slip_away(text)
    assert vocabulary.spellings(numbers)[0] == ["muse"]


@pytest.mark.parametrize("text", ["mu", "seum", "radio", "", "xyz"])
def test_two_slips_away_none_is(vocabulary, text):
    assert len(ShortNames(vocabulary).one_slip_away(text)) == 0
