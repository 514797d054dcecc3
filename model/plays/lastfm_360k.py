"""Reads the Last.fm 360K file: no header, no quoting, four columns parted by tabs.

Source: `usersha1-artmbid-artname-plays.tsv` of O. Celma, "Music Recommendation and Discovery"
    (2010), http://ocelma.net/MusicRecommendationDataset/lastfm-360K.html. About 17.6 million rows.
    Names contain quote characters, some ids are empty, and some lines have stray carriage returns.
"""

from __future__ import annotations

import re
from pathlib import Path

from model.plays.dirt import DirtFound
from model.plays.layout import Layout
from model.plays.matrix import Plays, plays_from
from model.plays.rows import PlayRows, usable_rows
from model.plays.table import Told, decoded, nobody, read_table

EXPECTED = (
    "lines of listener, MusicBrainz id, artist name and plays, parted by tabs, with no header"
)
_COLUMNS = ("listener", "spelling", "plays")
# An id and a name together are a spelling, and read as one value.
_LAYOUT = Layout(fields=4, delimiter="\t", joined=1)
_MUSICBRAINZ_ID = re.compile(
    rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)


def read_lastfm_360k(path: Path, tell: Told = nobody) -> Plays:
    """Read the file, compressed or not.

    Something in the id column that is no MusicBrainz id counts as none.

    Args:
        path: the file.
        tell: how far the reading is.

    Raises:
        PlaysError: it cannot be read, or holds no usable row.
    """
    dirt = DirtFound()
    return plays_from(
        _rows(path, dirt, tell),
        source=str(path),
        files=(path,),
        format_name="lastfm-360k",
        dirt=dirt,
        expected=EXPECTED,
    )


def _rows(path: Path, dirt: DirtFound, tell: Told) -> PlayRows:
    table = read_table(path, _COLUMNS, _LAYOUT, skip_header=False, dirt=dirt, tell=tell)
    spellings = [value.partition(b"\t") for value in table.columns["spelling"].values]
    return usable_rows(
        table,
        file_name=path.name,
        listener=table.columns["listener"],
        spelling=table.columns["spelling"],
        names=decoded(name for _, _, name in spellings),
        musicbrainz_ids=[_musicbrainz_id(value) for value, _, _ in spellings],
        plays=table.columns["plays"],
        dirt=dirt,
    )


def _musicbrainz_id(value: bytes) -> str:
    return value.decode("ascii").lower() if value and _MUSICBRAINZ_ID.fullmatch(value) else ""
