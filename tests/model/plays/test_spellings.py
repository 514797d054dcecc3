from __future__ import annotations

from model.plays.spellings import Merged, artists_of

ID_1, ID_2 = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"


def joined(*spellings):
    """The groups of spellings that became one artist; each given as (name, id, listeners)."""
    names, ids, listeners = zip(*spellings, strict=True)
    artists = artists_of(names, ids, listeners)
    return artists, artists.artist_of_spelling.tolist()


def test_case_spacing_and_unicode_form_are_one_artist_shown_by_the_commonest_spelling():
    artists, groups = joined(
        ("muse", "", 3),
        ("Muse", "", 90),
        ("MUSE", "", 7),
        ("Bjo\u0308rk", "", 1),
        ("Björk", "", 5),
    )
    assert groups == [0, 0, 0, 1, 1]
    assert artists.names == ["Muse", "Björk"]
    assert artists.merged == [
        Merged("Björk", ("Bjo\u0308rk",)),
        Merged("Muse", ("MUSE", "muse")),
    ]


def test_two_musicbrainz_ids_are_two_artists_whatever_they_are_called():
    artists, groups = joined(("Nirvana", ID_1, 90), ("Nirvana", ID_2, 9))
    assert groups == [0, 1]
    assert len(set(artists.keys)) == 2


def test_a_spelling_without_an_id_joins_its_best_known_namesake():
    _, groups = joined(("Nirvana", ID_2, 9), ("Nirvana", ID_1, 90), ("nirvana", "", 4))
    assert groups == [0, 1, 1]


def test_one_id_is_one_artist_however_it_is_spelt():
    artists, groups = joined(("Sean Combs", ID_1, 5), ("Diddy", ID_1, 50), ("diddy", "", 1))
    assert groups == [0, 0, 0]
    assert artists.names == ["Diddy"]


def test_an_accent_is_a_slip_only_where_the_other_spelling_is_twenty_times_as_common():
    assert joined(("Björk", "", 100), ("Bjork", "", 4))[1] == [0, 0]
    assert joined(("Bjork", "", 4), ("Björk", "", 100))[1] == [0, 0]
    assert joined(("Maná", "", 100), ("Mana", "", 5))[1] == [0, 1]


def test_accents_never_join_two_ids():
    assert joined(("Maná", ID_1, 1000), ("Mana", ID_2, 1))[1] == [0, 1]


def test_the_order_in_which_rows_stand_does_not_decide_who_is_shown():
    one, _ = joined(("a b", "", 2), ("A B", "", 2))
    other, _ = joined(("A B", "", 2), ("a b", "", 2))
    assert one.names == other.names == ["A B"]
    assert one.keys == other.keys


def test_who_spells_an_artist_two_ways_is_not_counted_twice():
    assert joined(("Mana", "", 100), ("MANA", "", 100), ("Maná", "", 7))[1] == [0, 0, 1]
