"""Where an artist's name leads: a site's page of the artist, or its search for the name."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import quote

PLACE_OF_NAME = "{name}"


class Site(StrEnum):
    """What a person may choose."""

    LASTFM = "lastfm"
    SPOTIFY = "spotify"
    YOUTUBE = "youtube"
    MUSICBRAINZ = "musicbrainz"
    LISTENBRAINZ = "listenbrainz"

    @property
    def label(self) -> str:
        """Its name, the same in every language."""
        return _LABELS[self]

    @property
    def template(self) -> str:
        """An address with `{name}` where the artist's name belongs."""
        return _TEMPLATES[self]


_LABELS = {
    Site.LASTFM: "Last.fm",
    Site.SPOTIFY: "Spotify",
    Site.YOUTUBE: "YouTube",
    Site.MUSICBRAINZ: "MusicBrainz",
    Site.LISTENBRAINZ: "ListenBrainz",
}
_TEMPLATES = {
    Site.LASTFM: "https://www.last.fm/music/{name}",
    Site.SPOTIFY: "https://open.spotify.com/search/{name}/artists",
    Site.YOUTUBE: "https://www.youtube.com/results?search_query={name}",
    Site.MUSICBRAINZ: "https://musicbrainz.org/search?type=artist&query={name}",
    Site.LISTENBRAINZ: "https://listenbrainz.org/search/?search_type=artist&search_term={name}",
}


def address_of(name: str, template: str) -> str:
    """Return the address of an artist; whatever the name holds, it stays in its place."""
    return template.replace(PLACE_OF_NAME, quote(name, safe=""))
