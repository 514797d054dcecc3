"""Reads the HetRec 2011 Last.fm folder: `artists.dat` and `user_artists.dat`.

Its tags are not read: they are an opinion about artists that judges a model, so no model may learn
from them.

Source: I. Cantador, P. Brusilovsky, T. Kuflik, "2nd Workshop on Information Heterogeneity and
Fusion in Recommender Systems", RecSys 2011; https://grouplens.org/datasets/hetrec-2011/.
"""

from __future__ import annotations

from pathlib import Path

from model.errors import UnreadablePlays
from model.plays.dirt import Dirt, DirtFound
from model.plays.layout import Layout
from model.plays.matrix import Plays, plays_from
from model.plays.rows import usable_rows
from model.plays.source import shown
from model.plays.table import TextTable, decoded, read_table

ARTISTS, PLAYS = "artists.dat", "user_artists.dat"
EXPECTED = (
    f"a folder with {ARTISTS} (id, name, url, pictureURL) and {PLAYS} (userID, artistID, weight)"
)


def read_hetrec(folder: Path) -> Plays:
    """Read the folder.

    Raises:
        PlaysError: a file is missing or unreadable, or no row is usable.
    """
    for path in (folder / ARTISTS, folder / PLAYS):
        if not path.is_file():
            message = f"There is no {path}; expected {EXPECTED}"
            raise UnreadablePlays(message)
    dirt = DirtFound()
    artists = read_table(
        folder / ARTISTS,
        ("id", "name", None, None),
        Layout(fields=4, delimiter="\t"),
        skip_header=True,
        dirt=dirt,
    )
    table = read_table(
        folder / PLAYS,
        ("listener", "artist", "plays"),
        Layout(fields=3, delimiter="\t"),
        skip_header=True,
        dirt=dirt,
    )
    name_of_id = _names_by_id(artists, dirt)
    artist = table.columns["artist"]
    rows = usable_rows(
        table,
        file_name=PLAYS,
        listener=table.columns["listener"],
        spelling=artist,
        names=[name_of_id.get(artist_id.strip()) for artist_id in artist.values],
        musicbrainz_ids=[""] * len(artist.values),
        plays=table.columns["plays"],
        dirt=dirt,
        nameless=Dirt.UNKNOWN_ARTIST,
    )
    return plays_from(
        rows,
        source=shown(folder),
        files=(folder / ARTISTS, folder / PLAYS),
        format_name="hetrec",
        artists_read=artists.rows,
        dirt=dirt,
        expected=EXPECTED,
    )


def _names_by_id(artists: TextTable, dirt: DirtFound) -> dict[bytes, str]:
    """Return the names that can be read; an id given twice keeps its first name."""
    ids, names = artists.columns["id"], artists.columns["name"]
    texts = decoded(names.values)
    name_of_id: dict[bytes, str] = {}
    for row, (id_code, name_code) in enumerate(zip(ids.codes, names.codes, strict=True)):
        artist_id, name = ids.values[id_code].strip(), texts[name_code]
        if name is None:
            fault = Dirt.UNDECODABLE
        elif not name.strip():
            fault = Dirt.EMPTY_NAME
        elif artist_id in name_of_id:
            fault = Dirt.DUPLICATE_ARTIST
        else:
            name_of_id[artist_id] = name
            continue
        dirt.add(ARTISTS, fault, rows=1, first_line=artists.line_of(row))
    return name_of_id
