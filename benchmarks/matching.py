"""How fast the artist meant is found: `python -m benchmarks.matching [ARTISTS]`.

Real names (HetRec's, else the demo's) are grown to 294,000. Asked are the names of a thousand
well-known artists with one slip, with two and with their words swapped, and the texts people typed
by hand, those that are nobody's name included. Beside Kindred's matcher stand rapidfuzz's general
scorers over all names, in processor time of the same run.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz

from benchmarks.data_sets import hetrec_folder
from benchmarks.typed_names import (
    CHOSEN_ON,
    HELD_OUT,
    Guess,
    by_kindred,
    by_scorer,
    figures,
    typed_names,
    vocabulary_of,
)
from benchmarks.vocabularies import grown
from model.catalog import Catalog
from model.matching import Matcher
from model.matching.stored import FILES, read_vocabulary, write_vocabulary
from model.plays.demo import read_demo
from model.plays.hetrec import read_hetrec

ARTISTS = 294_000
ASKED = 1000
ASKED_OF_SCORERS = 20
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MEBIBYTE = 2**20


def main() -> None:
    """Print the tables."""
    folder = hetrec_folder()
    real, name = (read_hetrec(folder), "hetrec") if folder else (read_demo(), "demo")
    catalog = grown(real.catalog, int(sys.argv[1]) if len(sys.argv) > 1 else ARTISTS)
    with tempfile.TemporaryDirectory() as scratch:
        matcher = stored_matcher(catalog, Path(scratch))
        guess = by_kindred(matcher)
        texts = [row.typed for path in (CHOSEN_ON, HELD_OUT) for row in typed_names(path, name)]
        print(f"{'Kindred':26}{'first':>10}{'p50 ms':>10}{'p99 ms':>10}{'most ms':>10}")
        for kind, meant in mistyped(real.catalog, ASKED).items():
            print(f"{kind:26}{found_first(guess, meant):10.3f}{spread(guess, list(meant))}")
        print(f"{'typed by hand':36}{spread(guess, texts)}")
        for corpus in (CHOSEN_ON, HELD_OUT):
            rows = typed_names(corpus, name)
            if rows:
                print(f"{corpus.name:36}{figures(rows, guess)}  (top-1, top-5, kept, rejected)")
        sample = np.random.default_rng(1).permutation(texts)[:ASKED_OF_SCORERS].tolist()
        ours = cpu_ms(guess, sample * 10)
        print(f"{'':36}{'CPU ms':>10}{'times ours':>12}")
        print(f"{'Kindred':36}{ours:10.2f}{1:12}")
        for scorer in (fuzz.QRatio, fuzz.WRatio):
            theirs = cpu_ms(by_scorer(catalog, scorer), sample)
            print(f"{'rapidfuzz ' + scorer.__name__:36}{theirs:10.2f}{theirs / ours:12.0f}")


def stored_matcher(catalog: Catalog, folder: Path) -> Matcher:
    """Return a matcher over a vocabulary that was written and read again; print what that took."""
    before, started = _most_memory(), time.perf_counter()
    write_vocabulary(vocabulary_of(catalog), folder)
    print(f"{len(catalog):,} artists: built in {time.perf_counter() - started:.1f} s, ", end="")
    print(f"{_most_memory() - before:.0f} MiB more at most; ", end="")
    size = sum((folder / file).stat().st_size for file in FILES) / _MEBIBYTE
    before, started = _memory(), time.perf_counter()
    matcher = Matcher(catalog, read_vocabulary(folder))
    print(f"{size:.0f} MiB on disk, loaded in {time.perf_counter() - started:.2f} s, ", end="")
    matcher.match("warm up")
    print(f"{_memory() - before:.0f} MiB more after the first query")
    return matcher


def mistyped(catalog: Catalog, asked: int) -> dict[str, dict[str, str]]:
    """Return slips made in the best-known names, each with the name, by kind of slip."""
    rng = np.random.default_rng(1)
    names = [name for name in catalog.names[: 2 * asked] if name.isascii()][:asked]
    swapped = [name for name in names if " " in name]
    return {
        "one slip": {_slip(name.lower(), rng): name for name in names},
        "two slips": {_slip(_slip(name.lower(), rng), rng): name for name in names},
        "words swapped": {" ".join(name.lower().split()[::-1]): name for name in swapped},
    }


def found_first(guess: Callable[[str], Guess], meant: Mapping[str, str]) -> float:
    """Return the share of mistyped names whose artist comes first."""
    found = sum(list(guess(typed).names[:1]) == [name] for typed, name in meant.items())
    return found / len(meant)


def spread(guess: Callable[[str], Guess], queries: Sequence[str]) -> str:
    """Return the median, the 99th percentile and the most of the milliseconds a query takes."""
    took_ms = []
    for query in queries:
        started = time.perf_counter()
        guess(query)
        took_ms.append(1000 * (time.perf_counter() - started))
    p50, p99 = np.quantile(took_ms, (0.5, 0.99))
    return f"{p50:10.2f}{p99:10.2f}{max(took_ms):10.2f}"


def cpu_ms(guess: Callable[[str], Guess], queries: Sequence[str]) -> float:
    """Return the processor time of a query in milliseconds, on average."""
    started = time.process_time()
    for query in queries:
        guess(query)
    return 1000 * (time.process_time() - started) / len(queries)


def _slip(name: str, rng: np.random.Generator) -> str:
    place, letter = int(rng.integers(len(name))), _LETTERS[rng.integers(len(_LETTERS))]
    ways = (
        name[:place] + name[place + 1 :],
        name[:place] + letter + name[place:],
        name[:place] + letter + name[place + 1 :],
        name[:place] + name[place + 1 : place + 2] + name[place : place + 1] + name[place + 2 :],
    )
    return ways[rng.integers(len(ways))]


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / _MEBIBYTE


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MEBIBYTE


if __name__ == "__main__":
    main()
