"""Everything that can go wrong in the model, as one tree.

    ModelError
    ├── PlaysError              what was to be read as plays
    │   ├── UnreadablePlays     missing, a folder, damaged, not of the format asked for
    │   └── NothingToLearn      readable, but too little is left to train on
    ├── VersionError            the folder of trained versions
    │   ├── NoCurrentVersion    nothing has been promoted yet
    │   ├── UnknownVersion      no version of that id
    │   ├── BrokenVersion       a file is missing, truncated or altered
    │   ├── NewerFormat         written by a newer Kindred
    │   └── OlderFormat         written by an older Kindred
    ├── UnreadableVotes         the votes export is missing or is not one
    ├── UnreadableTaste         a line of tastes is not one
    ├── UnreadableAliases       the file of other names is not one
    ├── UnwritablePlot          a picture cannot be drawn where it should go
    ├── DuplicateKey            two artists would share one stable key
    └── UnknownArtist           no artist of that key in this version

Each message is one sentence that an operator can act on; none of them needs a traceback.
"""

from __future__ import annotations


class ModelError(Exception):
    """Anything the model refuses, with the reason as its message."""


class PlaysError(ModelError):
    """The plays given cannot be used."""


class UnreadablePlays(PlaysError):
    """The source is missing or is not what its format promises."""


class NothingToLearn(PlaysError):
    """The source was read, but too little of it is left to train on."""


class VersionError(ModelError):
    """The folder of versions does not hold what was asked of it."""


class NoCurrentVersion(VersionError):
    """No version has been promoted in this folder."""


class UnknownVersion(VersionError):
    """No version of that id is in this folder."""


class BrokenVersion(VersionError):
    """A version's file is missing, truncated, altered or contradicts its manifest."""


class NewerFormat(VersionError):
    """The version was written in a format newer than this Kindred reads."""


class OlderFormat(VersionError):
    """The version was written in a format older than this Kindred reads."""


class UnreadableVotes(ModelError):
    """The votes export is missing or not what it should be."""


class UnreadableTaste(ModelError):
    """A line that should name likes and dislikes does not."""


class NoGraphicsCard(ModelError):
    """A training on a graphics card was asked for where there is none that can be used."""


class UnreadableAliases(ModelError):
    """The file of aliases is missing or not what it should be."""


class UnwritablePlot(ModelError):
    """A picture of another format than we draw, or a place that cannot be written."""


class DuplicateKey(ModelError):
    """Two artists would share one stable key."""


class UnknownArtist(ModelError):
    """No artist of this version has the key asked for."""
