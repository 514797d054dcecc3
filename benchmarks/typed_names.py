"""How often the artist meant is found: `python -m benchmarks.typed_names [HETREC]`.

What people type was written by hand (`tests/quality`), over the demo's artists and HetRec's.
`typed_names.tsv` is what the matcher's figures were chosen on; `typed_names_held_out.tsv` was
written apart from it, and no row of it was looked at, though its totals were seen while the last
choices were made. Beside Kindred's matcher stand rapidfuzz's general scorers over all names, as
they are usually called, each at the cutoff that suits it best; ties go to the better-known artist.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from benchmarks.data_sets import hetrec_folder
from model.aliases import attached, own_aliases, read_aliases
from model.catalog import Catalog
from model.matching import Matcher
from model.matching.vocabulary import Vocabulary
from model.plays.demo import read_demo
from model.plays.hetrec import read_hetrec
from model.recommender import Recommender

_CORPORA = Path(__file__).parents[1] / "tests" / "quality"
CHOSEN_ON = _CORPORA / "typed_names.tsv"
HELD_OUT = _CORPORA / "typed_names_held_out.tsv"
TOP = 5


@dataclass(frozen=True, slots=True)
class TypedName:
    """One row of a corpus: what was typed, and who was meant; nobody where `artist` is empty."""

    typed: str
    artist: str
    kind: str


@dataclass(frozen=True, slots=True)
class Guess:
    """What a matcher made of a typed text: names, best first, and how sure it is of the first."""

    names: Sequence[str]
    sureness: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of the rows that name an artist, and of those that do not.

    Attributes:
        first: the right artist first.
        among_five: the right artist among the first five.
        kept: the right artist first, and answered for without asking.
        rejected: of the rows that name nobody: not answered for.
    """

    first: float
    among_five: float
    kept: float
    rejected: float

    def __str__(self) -> str:
        return f"{self.first:.3f}  {self.among_five:.3f}  {self.kept:.3f}     {self.rejected:.3f}"


Guesser = Callable[[str], Guess]


def typed_names(path: Path, catalogue: str) -> list[TypedName]:
    """Return the rows of a corpus that were written for a catalogue, `demo` or `hetrec`."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            TypedName(row["typed"], row["artist"], row["kind"])
            for row in rows
            if row["catalogue"] == catalogue
        ]


def vocabulary_of(catalog: Catalog, *, with_aliases: bool = True) -> Vocabulary:
    """Return the vocabulary as training would build it for these artists."""
    aliases = read_aliases(own_aliases()) if with_aliases else []
    return Vocabulary.of(catalog.names, attached(aliases, catalog))


def matcher_of(catalog: Catalog, *, with_aliases: bool = True) -> Matcher:
    """Return a matcher for these artists."""
    return Matcher(catalog, vocabulary_of(catalog, with_aliases=with_aliases))


def by_kindred(matcher: Matcher | Recommender) -> Guesser:
    """Return Kindred's guesses: sure (1) or not (0)."""

    def guess(typed: str) -> Guess:
        matching = matcher.match(typed, limit=TOP)
        names = [match.artist.name for match in matching.matches]
        return Guess(names, float(matching.is_confident))

    return guess


def by_scorer(catalog: Catalog, scorer: Callable[..., float]) -> Guesser:
    """Return the guesses of a rapidfuzz scorer over all names."""
    names = [default_process(name) for name in catalog.names]

    def guess(typed: str) -> Guess:
        found = process.extract(typed, names, scorer=scorer, processor=default_process, limit=TOP)
        ranked = sorted(found, key=lambda one: (-one[1], one[2]))
        return Guess([catalog.names[row] for _, _, row in ranked], ranked[0][1] if ranked else 0.0)

    return guess


def figures(rows: Iterable[TypedName], guesser: Guesser) -> Figures:
    """Return the figures of a guesser at the cutoff where kept and rejected add up to most."""
    guesses = [(row, guesser(row.typed)) for row in rows]
    named = [(row, guess) for row, guess in guesses if row.artist]
    nobody = [guess.sureness for row, guess in guesses if not row.artist]
    right = [guess.sureness for row, guess in named if [row.artist] == list(guess.names[:1])]
    among = sum(row.artist in guess.names for row, guess in named)
    kept, rejected = max(
        (
            (
                sum(sureness >= cutoff for sureness in right) / len(named),
                sum(sureness < cutoff for sureness in nobody) / len(nobody),
            )
            for cutoff in {*right, *nobody} - {0.0}
        ),
        key=sum,
    )
    return Figures(len(right) / len(named), among / len(named), kept, rejected)


def main() -> None:
    """Print a table for each catalogue and corpus."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else hetrec_folder()
    catalogs = {"demo": read_demo().catalog}
    if folder:
        catalogs["hetrec"] = read_hetrec(folder).catalog
    for name, catalog in catalogs.items():
        guessers = {
            "rapidfuzz QRatio": by_scorer(catalog, fuzz.QRatio),
            "rapidfuzz WRatio": by_scorer(catalog, fuzz.WRatio),
            "Kindred without aliases": by_kindred(matcher_of(catalog, with_aliases=False)),
            "Kindred": by_kindred(matcher_of(catalog)),
        }
        for corpus in (CHOSEN_ON, HELD_OUT):
            rows = typed_names(corpus, name)
            if not rows:
                continue
            nobody = sum(not row.artist for row in rows)
            print(f"{name}, {len(catalog):,} artists, {corpus.name}: {len(rows)} texts,")
            print(f"{nobody} of them nobody's name{'':12}top-1  top-5   kept  rejected")
            for guesser_name, guesser in guessers.items():
                print(f"{guesser_name:36}{figures(rows, guesser)}")


if __name__ == "__main__":
    main()
