from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from model.aliases import Alias, attached, own_aliases, read_aliases
from model.catalog import Catalog, artist_key
from model.errors import UnreadableAliases
from model.names import folded

JAY = [Alias("周杰倫", "Jay Chou"), Alias("周杰伦", "Jay Chou"), Alias("JC", "Jay Chou")]


def catalog_of(*names):
    counts = np.arange(len(names), 0, -1, dtype=np.int32)
    return Catalog([artist_key(name) for name in names], names, counts)


def attached_to(*names, aliases=JAY):
    catalog = catalog_of(*names)
    return {catalog.names[row]: others for row, others in attached(aliases, catalog).items()}


def test_an_artist_gets_its_other_names():
    assert attached_to("Muse", "Jay Chou") == {"Jay Chou": ["周杰倫", "周杰伦", "JC"]}


def test_an_artist_known_by_another_of_its_names_gets_the_rest():
    assert attached_to("Muse", "周杰倫") == {"周杰倫": ["Jay Chou", "周杰伦", "JC"]}


def test_of_two_entries_of_one_artist_the_one_under_the_best_known_name_gets_all():
    assert set(attached_to("周杰倫", "Jay Chou")) == {"Jay Chou"}
    assert set(attached_to("周杰伦", "周杰倫")) == {"周杰伦"}


def test_an_abbreviation_finds_no_artist():
    assert attached_to("JC", "Muse") == {}
    assert attached_to("Muse") == {}


def test_a_file_of_aliases_is_read_with_its_remarks_left_out(tmp_path):
    path = tmp_path / "aliases.tsv"
    path.write_text(
        "\ufeffalias\tartist\n# remark\n\nNIN\tNine Inch Nails\nG'n'R\tGuns N' Roses\n",
        encoding="utf-8",
    )
    assert read_aliases(path) == [
        Alias("NIN", "Nine Inch Nails"),
        Alias("G'n'R", "Guns N' Roses"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "must begin with the header"),
        (b"NIN\tNine Inch Nails\n", "must begin with the header"),
        (b"alias\tartist\nNIN\n", "Line 2"),
        (b"alias\tartist\nA\tB\nNIN\tNine Inch Nails\tx\n", "Line 3"),
        (b"alias\tartist\n\tNine Inch Nails\n", "Line 2"),
        (b"alias\tartist\nNIN\t \n", "Line 2"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_what_is_no_file_of_aliases_is_refused_by_line(tmp_path, content, reason):
    path = tmp_path / "aliases.tsv"
    path.write_bytes(content)
    with pytest.raises(UnreadableAliases, match=reason):
        read_aliases(path)


@pytest.mark.parametrize("name", ["missing.tsv", "."])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, name):
    with pytest.raises(UnreadableAliases, match="cannot be read as aliases"):
        read_aliases(tmp_path / name)


def test_our_own_file_names_everybody_once():
    aliases = read_aliases(own_aliases())
    assert len(aliases) > 600
    times = Counter(folded(one.alias) for one in aliases)
    assert [alias for alias, count in times.items() if count > 1] == []
    artists = {folded(one.artist) for one in aliases}
    assert [one for one in aliases if folded(one.alias) in artists] == []
    ordered = sorted(aliases, key=lambda one: (folded(one.artist), folded(one.alias)))
    assert aliases == ordered
