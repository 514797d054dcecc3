"""Other names of artists: abbreviations, former names, names in other scripts.

`data/aliases.tsv` is ours, two columns under the header `alias`, `artist`. Training attaches to
each artist of a catalogue the names by which it is known besides its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from model.catalog import Catalog
from model.errors import UnreadableAliases
from model.names import compact, folded, romanised, tidied
from model.types import ArtistRow

_HEADER = ["alias", "artist"]
_INSTALLED = Path(__file__).parent / "aliases.tsv"
_IN_CHECKOUT = Path(__file__).parents[1] / "data" / "aliases.tsv"
_TELLING = 7  # letters, in Latin ones; a shorter alias may be somebody else's name


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an artist.

    Attributes:
        alias: the other name.
        artist: the one by which the artist is best known.
    """

    alias: str
    artist: str


def own_aliases() -> Path:
    """Return the file that comes with Kindred, in a checkout or installed."""
    return _INSTALLED if _INSTALLED.exists() else _IN_CHECKOUT


def read_aliases(path: Path) -> list[Alias]:
    """Read a file of aliases: tab-separated, UTF-8, with a header; `#` begins a remark.

    Raises:
        UnreadableAliases: it is missing or not such a file; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        reason = "not UTF-8" if isinstance(error, ValueError) else error.strerror or error
        message = f"{path} cannot be read as aliases: {reason}"
        raise UnreadableAliases(message) from error
    rows = [
        (number, line.split("\t"))
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]
    if not rows or rows[0][1] != _HEADER:
        message = f"{path} must begin with the header 'alias', a tab, 'artist'"
        raise UnreadableAliases(message)
    for number, cells in rows[1:]:
        if len(cells) != len(_HEADER) or not all(folded(cell) for cell in cells):
            message = f"Line {number} of {path} is not an alias, a tab and an artist"
            raise UnreadableAliases(message)
    return [Alias(tidied(alias), tidied(artist)) for _, (alias, artist) in rows[1:]]


def attached(aliases: Iterable[Alias], catalog: Catalog) -> Mapping[ArtistRow, Sequence[str]]:
    """Return the other names of a catalogue's artists.

    All names of an artist belong together, whichever the catalogue has: where it has 周杰倫 and
    not Jay Chou, Jay Chou is an alias of 周杰倫. Of several such artists the one under its
    best-known name gets all, else the one with most listeners. A short alias alone ties nothing:
    JC may be anybody.
    """
    rows: dict[str, ArtistRow] = {}
    for artist in catalog:
        rows.setdefault(folded(artist.name), artist.row)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for one in aliases:
        groups[one.artist].append(one.alias)
    found: defaultdict[ArtistRow, list[str]] = defaultdict(list)
    for best_known, others in groups.items():
        names = {folded(name): name for name in (best_known, *others)}
        row = rows.get(folded(best_known))
        if row is None:
            telling = (name for name in names if _is_telling(name))
            row = min((rows[name] for name in telling if name in rows), default=None)
        if row is not None:
            own = folded(catalog.names[row])
            found[row] += [name for key, name in names.items() if key != own]
    return found


def _is_telling(name: str) -> bool:
    """Say whether a folded name is long enough to be one artist's alone."""
    return len(compact(romanised(name))) >= _TELLING
