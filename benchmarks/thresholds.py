"""What each threshold of the matcher would cost: `python -m benchmarks.thresholds [HETREC]`.

On the texts that the matcher's figures were chosen on, and on names that nobody should be given
for: those of artists that only the other catalogue has, and everyday words. A few of the former
are other spellings of a name that is there, and are rightly answered for.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.data_sets import hetrec_folder
from benchmarks.typed_names import (
    CHOSEN_ON,
    TypedName,
    by_kindred,
    figures,
    typed_names,
    vocabulary_of,
)
from model.catalog import Catalog
from model.matching import Matcher, Outcome
from model.matching.everyday import everyday_words
from model.matching.trust import CHOSEN, Thresholds
from model.names import folded
from model.plays.demo import read_demo
from model.plays.hetrec import read_hetrec

CONFIDENT = (76.0, 78.0, 80.0, 82.0, 84.0)
UNSURE = (58.0, 62.0, 66.0, 70.0, 74.0)
ASKED_OF_OTHERS = 3000


def main() -> None:
    """Print the tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else hetrec_folder()
    if folder is None:
        print("HetRec Last.fm 2K is not below data/raw, and the demo alone cannot choose.")
        return
    catalogs = {"demo": read_demo().catalog, "hetrec": read_hetrec(folder).catalog}
    vocabularies = {name: vocabulary_of(catalog) for name, catalog in catalogs.items()}
    strangers = {
        "demo": names_missing(catalogs["demo"], catalogs["hetrec"]),
        "hetrec": names_missing(catalogs["hetrec"], catalogs["demo"]),
    }
    words = sorted(everyday_words())
    for name, catalog in catalogs.items():
        rows = typed_names(CHOSEN_ON, name)
        print(f"{name:12}   kept rejected  strangers  words  answered for")
        for confident in CONFIDENT:
            at = Thresholds(confident, CHOSEN.clear_lead, CHOSEN.unsure)
            matcher = Matcher(catalog, vocabularies[name], at)
            found = figures(rows, by_kindred(matcher))
            of_others = share_answered(matcher, strangers[name])
            of_words = share_answered(matcher, words)
            print(f"{confident:12.0f}{found.kept:7.3f}{found.rejected:9.3f}", end="")
            print(f"{of_others:11.4f}{of_words:7.4f}")
        print(f"{name:12}  nobody's names unknown   names unknown")
        for unsure in UNSURE:
            at = Thresholds(CHOSEN.confident, CHOSEN.clear_lead, unsure)
            matcher = Matcher(catalog, vocabularies[name], at)
            nobody, somebody = (
                share_unknown(matcher, [row for row in rows if bool(row.artist) is named])
                for named in (False, True)
            )
            print(f"{unsure:12.0f}{nobody:24.3f}{somebody:16.3f}")


def names_missing(catalog: Catalog, other: Catalog) -> list[str]:
    """Return names of the other catalogue, the best known first, that a catalogue has not."""
    known = {folded(name) for name in catalog.names}
    return [name for name in other.names[:ASKED_OF_OTHERS] if folded(name) not in known]


def share_answered(matcher: Matcher, texts: Sequence[str]) -> float:
    """Return the share of texts that are answered for though they are no artist's very name."""
    matchings = [matcher.match(text) for text in texts]
    return sum(one.is_confident and not one.is_exact for one in matchings) / len(texts)


def share_unknown(matcher: Matcher, rows: Sequence[TypedName]) -> float:
    """Return the share of texts that are told to be unknown."""
    outcomes = [matcher.match(row.typed).outcome for row in rows]
    return outcomes.count(Outcome.UNKNOWN) / len(rows)


if __name__ == "__main__":
    main()
