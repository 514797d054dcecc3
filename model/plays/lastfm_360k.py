"""Reads the Last.fm 360K file: no header, no quoting, four columns parted by tabs.

Source: `usersha1-artmbid-artname-plays.tsv` of O. Celma, "Music Recommendation and Discovery"
    (2010), http://ocelma.net/MusicRecommendationDataset/lastfm-360K.html. About 17.6 million rows.
    Names contain quote characters, some ids are empty, and some lines have stray carriage returns.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from model.plays.dirt import DirtFound
from model.plays.matrix import Plays, plays_from
from model.plays.rows import usable_rows
from model.plays.source import checksum_of
from model.plays.table import Column, decoded, read_table

EXPECTED = (
    "lines of listener, MusicBrainz id, artist name and plays, parted by tabs, with no header"
)
_COLUMNS = ("listener", "musicbrainz_id", "artist", "plays")
_MUSICBRAINZ_ID = re.compile(
    rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)


def read_lastfm_360k(path: Path) -> Plays:
    """Read the file, compressed or not.

    Something in the id column that is no MusicBrainz id counts as none.

    Raises:
        PlaysError: it cannot be read, or holds no usable row.
    """
    dirt = DirtFound()
    table = read_table(path, _COLUMNS, delimiter="\t", skip_header=False, dirt=dirt)
    columns = table.columns
    ids, names = columns["musicbrainz_id"], columns["artist"]
    # A spelling is a name under an id; the pair is coded as one number, so that rows stay numbers.
    pair_of_row = ids.codes.astype(np.int64) * max(len(names.values), 1) + names.codes
    pairs, spelling_of_row = np.unique(pair_of_row, return_inverse=True)
    id_of_pair, name_of_pair = np.divmod(pairs, max(len(names.values), 1))
    texts = decoded(names.values)
    real_ids = [
        value.decode("ascii").lower() if _MUSICBRAINZ_ID.fullmatch(value) else ""
        for value in ids.values
    ]
    rows = usable_rows(
        table,
        file_name=path.name,
        listener=columns["listener"],
        spelling=Column(spelling_of_row.astype(np.int32), ()),
        names=[texts[name] for name in name_of_pair],
        musicbrainz_ids=[real_ids[musicbrainz_id] for musicbrainz_id in id_of_pair],
        plays=columns["plays"],
        dirt=dirt,
    )
    return plays_from(
        rows,
        source=str(path),
        format_name="lastfm-360k",
        checksum=checksum_of(path),
        artists_read=len(pairs),
        dirt=dirt,
        expected=EXPECTED,
    )
