"""Where public data sets are looked for; none of them is part of this repository."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).parents[1]
_NAME = "hetrec2011-lastfm-2k"
_PLACES = (_ROOT / "data" / "raw", _ROOT.parent / "shared" / "data")


def hetrec_folder() -> Path | None:
    """Return the folder of HetRec 2011 Last.fm 2K: below `data/raw`, or beside the checkout."""
    folders = (place / _NAME for place in _PLACES)
    return next((folder for folder in folders if folder.is_dir()), None)
