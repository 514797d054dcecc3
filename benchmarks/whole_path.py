"""From a file of plays to a bot that answers, beside the original recipe.

`python -m benchmarks.whole_path [--listeners N …] [--artists N] [--picture FILE]`

A file shaped like Last.fm 360K is written, the original recipe and Kindred go through it, each
in a process of its own, and what came of it is asked. Kindred does it for smaller populations
too. Written are tables in Markdown, and a picture.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from annoy import AnnoyIndex
from rapidfuzz import fuzz

from benchmarks.answering import with_slip
from benchmarks.growth import write_picture
from benchmarks.lastfm_file import Written, write_lastfm
from benchmarks.listening import ARTISTS, LISTENERS, Listening
from benchmarks.matching import cpu_ms
from benchmarks.measured import Measured, measured
from benchmarks.original_path import FACTORS, INDEX
from benchmarks.typed_names import by_kindred, by_scorer
from model.neighbours import unit_length
from model.recommender import Recommender

_JUDGED = 300
_ANSWERS = 10
_ASKED = 300
_ASKED_OF_SCORER = 10
_MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Path360K:
    """Kindred's whole path over one population.

    Attributes:
        written: what the file held.
        training: from the file to a promoted version; `told` is `kindred train --json`'s.
        told: the same, read.
        disk_mib: of the version.
        answering: what `benchmarks.answering` found.
        starting: what `benchmarks.starting` found.
    """

    written: Written
    training: Measured
    told: dict[str, Any]
    disk_mib: float
    answering: dict[str, Any]
    starting: list[dict[str, float]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    sizes = [LISTENERS // 16, LISTENERS // 4, LISTENERS]
    parser.add_argument("--listeners", type=int, nargs="+", default=sizes)
    parser.add_argument("--artists", type=int, default=ARTISTS)
    parser.add_argument("--picture", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        paths = [
            kindred_path(Listening(listeners, given.artists), folder)
            for listeners in sorted(given.listeners)
        ]
        original, found = original_path(folder)
        print(beside_the_original(paths[-1], original, found, folder / "models"))
        print(by_size(paths))
    if given.picture:
        write_picture(
            [(one.written.rows, one.told["seconds"]) for one in paths],
            json.loads(original.told)["seconds"],
            given.picture,
        )


def kindred_path(listening: Listening, folder: Path) -> Path360K:
    """Write a population's file into a folder, train on it, and ask."""
    plays, models = folder / "plays.tsv", folder / "models"
    written = write_lastfm(plays, listening)
    arguments = ["train", str(plays), "--format", "lastfm-360k", "--models", str(models)]
    training = measured("bot", [*arguments, "--promote", "always", "--keep", "1", "--json"])
    told = json.loads(training.told)
    size = sum(file.stat().st_size for file in (models / told["version"]).iterdir())
    return Path360K(
        written,
        training,
        told,
        size / _MEBIBYTE,
        json.loads(measured("benchmarks.answering", [str(models)]).told),
        json.loads(measured("benchmarks.starting", [str(models)]).told),
    )


def original_path(folder: Path) -> tuple[Measured, float]:
    """Let the original recipe go through the last file; return what it took and its recall."""
    took = measured("benchmarks.original_path", [str(folder / "plays.tsv"), str(folder)])
    unit = unit_length(np.load(folder / FACTORS))
    index = AnnoyIndex(unit.shape[1], "angular")
    index.load(str(folder / INDEX))
    hits = 0
    drawn = np.random.default_rng(1).permutation(len(unit))[:_JUDGED].tolist()
    for row in drawn:
        cosines = unit @ unit[row]
        cosines[row] = -np.inf
        true = set(np.argpartition(-cosines, _ANSWERS)[:_ANSWERS].tolist())
        hits += len(true & set(index.get_nns_by_item(row, _ANSWERS + 1)))
    return took, hits / (_ANSWERS * len(drawn))


def beside_the_original(
    kindred: Path360K, original: Measured, original_recall: float, models: Path
) -> str:
    """Return the table of both recipes, and of every figure by itself."""
    theirs, told, answers = json.loads(original.told), kindred.told, kindred.answering
    recommender = Recommender.load(models)
    names = recommender.catalog.names[:_ASKED]
    texts = [with_slip(name) for name in names]
    our_cpu = cpu_ms(by_kindred(recommender), texts)
    their_cpu = cpu_ms(by_scorer(recommender.catalog, fuzz.WRatio), texts[:_ASKED_OF_SCORER])
    of_all = kindred.written.rows
    whole, recall = sum(theirs["seconds"].values()), answers["recall"]
    rows = [
        ("whole path, s", original.seconds, kindred.training.seconds),
        ("  processor time, s", original.cpu_seconds, kindred.training.cpu_seconds),
        ("memory at most, MiB", original.peak_mib, kindred.training.peak_mib),
        ("reading, s", theirs["seconds"]["reading"], told["seconds"]["Reading"]),
        ("training, s", theirs["seconds"]["training"], told["seconds"]["Training"]),
        ("rows used, of all", theirs["rows"] / of_all, told["plays"] / of_all),
        ("true neighbours found, of 10", original_recall, recall[0]),
        ("processor time to find a name, ms", their_cpu, our_cpu),
    ]
    lines = ["| | the original recipe | Kindred | ratio |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {_shown(a)} | {_shown(b)} | {a / b:.2f} |" for name, a, b in rows]
    lines += ["", f"The original's steps alone: {whole:.0f} s.", ""]
    return "\n".join(lines)


def by_size(paths: list[Path360K]) -> str:
    """Return the table of all sizes, with how each figure grows with rows."""
    figures: list[tuple[str, list[float]]] = [
        ("rows", [one.written.rows for one in paths]),
        ("listeners", [one.told["listeners"] for one in paths]),
        ("artists", [one.told["artists"] for one in paths]),
        ("whole path, s", [one.training.seconds for one in paths]),
        *(
            (f"  {stage.lower()}, s", [one.told["seconds"][stage] for one in paths])
            for stage in paths[-1].told["seconds"]
        ),
        ("rounds", [one.told["rounds"] for one in paths]),
        ("memory at most, MiB", [one.training.peak_mib for one in paths]),
        ("version on disk, MiB", [one.disk_mib for one in paths]),
        ("`kindred run` ready, s", [one.starting[0]["ready_seconds"] for one in paths]),
        ("  resident, MiB", [one.starting[0]["resident_mib"] for one in paths]),
        ("  of that its own, MiB", [one.starting[1]["own_mib"] for one in paths]),
        *(
            (f"`{name}` {part}, ms", [one.answering[name][at] for one in paths])
            for name in ("similar", "match", "match_slip", "recommend", "map")
            for at, part in enumerate(("p50", "p99"))
        ),
        ("neighbours found, any artist", [one.answering["recall"][0] for one in paths]),
        ("neighbours found, well-known", [one.answering["recall"][1] for one in paths]),
    ]
    rows = np.log([one.written.rows for one in paths])
    lines = ["| |" + " |" * len(paths) + " grows as rows to the |"]
    lines += ["| --- |" + " --- |" * (len(paths) + 1)]
    for name, values in figures:
        power = ""
        if len(paths) > 1 and min(values) > 0:
            power = f"{np.polyfit(rows, np.log(values), 1)[0]:.2f}"
        lines.append(f"| {name} | {' | '.join(map(_shown, values))} | {power} |")
    return "\n".join(lines)


def _shown(value: float) -> str:
    if value >= 100:  # noqa: PLR2004  # three digits say enough
        return f"{value:,.0f}"
    return f"{value:.3g}"


if __name__ == "__main__":
    main()
