"""Tells when more rounds of training bring nothing: recall of hidden artists, round by round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model.evaluation.split import Split
from model.evaluation.trial import asked, by_taste
from model.training.learnt import Learnt

_ASKED = 1_000  # listeners: each round asks the same, so that chance moves recall little
_FEWEST_ASKED = 200  # with fewer it moves too much to stop for it
_PATIENCE = 2  # rounds that together bring nothing
_NOTHING = 0.005  # of the recall there was; on HetRec a round brings less from the seventh on


class Flattening:
    """Watches the training on what was not hidden.

    Attributes:
        recalls: at 20, after each round, of a sample of the listeners who are judged.
    """

    def __init__(self, parts: Split, least_listeners: int) -> None:
        """Take the split that is learnt from, and how many listeners an answer needs."""
        self.recalls: list[float] = []
        self._least_listeners = least_listeners
        self._parts = replace(
            parts,
            judged=parts.judged[:_ASKED],
            hashes=parts.hashes[:_ASKED],
            hidden=parts.hidden[:_ASKED],
        )

    def __call__(self, learnt: Learnt) -> bool:
        """Say whether recall has flattened with these rounds."""
        if len(self._parts.judged) < _FEWEST_ASKED:
            return False
        scored = by_taste(learnt, self._parts.training)
        came_of_it = asked(self._parts, scored, self._least_listeners)
        self.recalls.append(float(came_of_it.recall.mean()))
        return is_flat(self.recalls)


def is_flat(recalls: Sequence[float]) -> bool:
    """Say whether the last two rounds have brought less than half a percent of what there was."""
    before, last = recalls[:-_PATIENCE], recalls[-_PATIENCE:]
    return bool(before) and max(last) < max(before) * (1 + _NOTHING)
