"""The report of a version: its way of learning beside simpler ones, on its own plays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from model.evaluation.baselines import item_knn, original_recipe, popularity
from model.evaluation.metrics import Mean
from model.evaluation.split import Split
from model.evaluation.trial import ANSWERS, System, Trial, trial

BASELINES: Mapping[str, System] = {
    "popularity": popularity,
    "item-kNN BM25": item_knn,
    "the original recipe": original_recipe,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One system's figures.

    Attributes:
        system: its name.
        recall: at 20, over listeners.
        ndcg: at 20, over listeners.
        coverage: share of the possible answers that somebody was given.
        novelty: in bits.
    """

    system: str
    recall: Mean
    ndcg: Mean
    coverage: float
    novelty: float

    @classmethod
    def of(cls, system: str, came_of_it: Trial) -> Line:
        """Sum a trial up."""
        return cls(
            system,
            Mean.of(came_of_it.recall),
            Mean.of(came_of_it.ndcg),
            came_of_it.coverage,
            came_of_it.novelty,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All systems on one split.

    Attributes:
        listeners: who learnt from.
        judged: listeners from whom artists were hidden.
        hidden: artists hidden in all.
        agreement: share of pairs of a 👍 and a 👎 that the version puts in the right order, of
            the votes given; None where none were given, or only one kind.
        lines: the version's own last.
    """

    listeners: int
    judged: int
    hidden: int
    agreement: float | None
    lines: tuple[Line, ...]


def report(
    parts: Split,
    own: System,
    least_listeners: int,
    *,
    agreement: float | None = None,
    tell: Callable[[str], None] = lambda _name: None,
) -> Report:
    """Try every system on the same split.

    Args:
        parts: a version's plays.
        own: how the version learnt.
        least_listeners: artists with fewer are nobody's answer, in no system.
        agreement: of the version with votes.
        tell: called with each system's name before it is tried.
    """
    lines = []
    for name, system in {**BASELINES, "Kindred": own}.items():
        tell(name)
        lines.append(Line.of(name, trial(parts, system, least_listeners)))
    hidden = sum(map(len, parts.hidden))
    return Report(parts.listener_count, len(parts.judged), hidden, agreement, tuple(lines))


def as_text(found: Report) -> str:
    """Return a table for people."""
    head = (
        f"{found.hidden:,} artists hidden from {found.judged:,} of {found.listeners:,} listeners; "
        f"{ANSWERS} answers each; ± is half of a 95 % interval"
    )
    rows = [
        f"{'':22}{f'recall@{ANSWERS}':>16}{f'nDCG@{ANSWERS}':>16}{'coverage':>10}{'novelty':>9}"
    ]
    rows += [
        f"{line.system:22}{_with_half(line.recall):>16}{_with_half(line.ndcg):>16}"
        f"{line.coverage:>10.3f}{line.novelty:>9.2f}"
        for line in found.lines
    ]
    votes = [] if found.agreement is None else [f"agreement with votes: {found.agreement:.3f}"]
    return "\n".join([head, *rows, *votes])


def as_json(found: Report) -> dict[str, Any]:
    """Return the same figures for programs."""
    return {
        "listeners": found.listeners,
        "judged": found.judged,
        "hidden": found.hidden,
        "agreement_with_votes": found.agreement,
        "systems": [
            {
                "name": line.system,
                "recall_at_20": _interval(line.recall),
                "ndcg_at_20": _interval(line.ndcg),
                "coverage": round(line.coverage, 4),
                "novelty": round(line.novelty, 4),
            }
            for line in found.lines
        ],
    }


def _with_half(figure: Mean) -> str:
    return f"{figure.mean:.4f} ± {figure.high - figure.mean:.4f}"


def _interval(figure: Mean) -> dict[str, float]:
    return {
        "mean": round(figure.mean, 4),
        "low": round(figure.low, 4),
        "high": round(figure.high, 4),
    }
