"""What plays can be read from."""

from __future__ import annotations

from enum import StrEnum


class PlaysFormat(StrEnum):
    """The formats that can be asked for; a version keeps which one its plays had."""

    AUTO = "auto"
    LASTFM_360K = "lastfm-360k"
    HETREC = "hetrec"
    LISTENBRAINZ = "listenbrainz"
    DELIMITED = "delimited"
    DEMO = "demo"
