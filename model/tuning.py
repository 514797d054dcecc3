"""Finds settings for the plays at hand by trying them: what is best differs between data sets.

Each attempt trains on a split and is asked two questions, as people ask them: artists for a whole
taste, and artists similar to one artist, counting those that the listener was found to play. What
was tried is written down at once, so a search that was stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import optuna
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend

from model.closeness import Closeness, EveryArtist
from model.companions import Companions
from model.evaluation.metrics import hits, ndcg
from model.evaluation.split import Split, split
from model.evaluation.trial import asked, by_taste
from model.plays.matrix import Plays
from model.training.als import train_als
from model.training.attempt import Attempt
from model.training.learnt import Learnt
from model.training.settings import TrainingSettings
from model.types import ArtistRow
from model.voted_pairs import VotedPairs

_MOST_LISTENERS = 20_000  # of more, a sample: settings that suit it suit them all
_MOST_JUDGED = 2_000
_NEIGHBOURS = 10
_SPACE = 1  # raised when what is searched or asked changes: older attempts do not compare


Tell = Callable[[int, Attempt], None]
"""Told of each attempt: its number from 1, and what came of it."""


def tuned(
    plays: Plays, start: TrainingSettings, folder: Path, *, attempts: int, tell: Tell
) -> tuple[TrainingSettings, list[Attempt]]:
    """Return the best settings of so many attempts, and all that were tried.

    Args:
        plays: what to suit.
        start: tried first; settings that are not searched are taken from it.
        folder: where attempts are written down, in a file named after the plays.
        attempts: how many in all; those written down before count.
        tell: called after each attempt.

    Raises:
        NothingToLearn: the plays are too few to hide any.

    Source:
        Optuna's tree-structured Parzen estimator: J. Bergstra et al., "Algorithms for
        Hyper-Parameter Optimization" (2011).
    """
    parts = split(
        plays.listeners_x_artists,
        plays.catalog.keys,
        most_listeners=_MOST_LISTENERS,
        most_judged=_MOST_JUDGED,
    )
    companions = Companions.of(parts.training, fewest_listeners=start.least_listeners)
    study = _study(plays, start, folder)

    def attempt(trial: optuna.Trial) -> float:
        searched = _searched(trial)
        settings = TrainingSettings.model_validate({**start.model_dump(), **searched})
        learnt = train_als(parts.training, settings, keys=plays.catalog.keys)
        came = (
            _of_tastes(learnt, settings, parts),
            _of_neighbours(learnt, settings, parts, companions),
        )
        trial.set_user_attr("of_tastes", came[0])
        trial.set_user_attr("of_neighbours", came[1])
        done = Attempt(searched, *came)
        tell(len(_finished(study)) + 1, done)
        return done.value

    missing = attempts - len(_finished(study))
    if missing > 0:
        study.optimize(attempt, n_trials=missing)
    tried = [
        Attempt(one.params, one.user_attrs["of_tastes"], one.user_attrs["of_neighbours"])
        for one in _finished(study)
    ]
    best = max(tried, key=lambda one: one.value)
    return TrainingSettings.model_validate({**start.model_dump(), **best.settings}), tried


def _study(plays: Plays, start: TrainingSettings, folder: Path) -> optuna.Study:
    folder.mkdir(parents=True, exist_ok=True)
    identity = f"{_SPACE} {plays.reading.format} {plays.reading.checksum} {start.seed}"
    name = hashlib.sha256(identity.encode()).hexdigest()[:12]
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(
        storage=JournalStorage(JournalFileBackend(str(folder / f".tuning-{name}.jsonl"))),
        study_name=name,
        direction="maximize",
        load_if_exists=True,
    )
    study.sampler = optuna.samplers.TPESampler(seed=start.seed + len(study.trials))
    first = {key: value for key, value in start.model_dump().items() if key in _SEARCHED}
    study.enqueue_trial(first, skip_if_exists=True)
    return study


# Not `doubt`: what is hidden is famous more often than what is similar, so more doubt always finds
# more of it, while answers get further from the artist asked for (docs/evaluation.md).
_SEARCHED: dict[str, dict[str, Any]] = {
    "factors": {"low": 32, "high": 192, "step": 32},
    "regularization": {"low": 2.0, "high": 20.0, "log": True},
    "bm25_k1": {"low": 0.05, "high": 50.0, "log": True},
    "bm25_b": {"low": 0.0, "high": 1.0},
    "co_listening_weight": {"low": 0.0, "high": 0.6},
}


def _searched(trial: optuna.Trial) -> dict[str, float]:
    return {
        name: trial.suggest_int(name, **space)
        if name == "factors"
        else trial.suggest_float(name, **space)
        for name, space in _SEARCHED.items()
    }


def _finished(study: optuna.Study) -> list[optuna.trial.FrozenTrial]:
    return study.get_trials(deepcopy=False, states=[optuna.trial.TrialState.COMPLETE])


def _of_tastes(learnt: Learnt, settings: TrainingSettings, parts: Split) -> float:
    came_of_it = asked(parts, by_taste(learnt, parts.training), settings.least_listeners)
    return float(came_of_it.ndcg.mean())


def _of_neighbours(
    learnt: Learnt, settings: TrainingSettings, parts: Split, companions: Companions
) -> float:
    """Ask about one artist of each judged listener, one that the library's hash points at."""
    answer_rows = np.flatnonzero(companions.listeners >= settings.least_listeners)
    everybody = EveryArtist(learnt.artist_factors, answer_rows.astype(np.int32))
    closeness = Closeness(everybody, companions, VotedPairs.none(), settings)
    answers = np.full((len(parts.judged), _NEIGHBOURS), -1, np.int32)
    for at, (listener, library) in enumerate(zip(parts.judged, parts.hashes, strict=True)):
        left = parts.training[listener].indices
        seed = ArtistRow(int(left[int(library) % len(left)]))
        known = set(left.tolist()) - {seed}
        found = closeness.nearest({seed: 1}, n=_NEIGHBOURS, excluded=known)
        answers[at, : len(found)] = [one.row for one in found]
    return float(ndcg(hits(answers, parts.hidden), parts.hidden).mean())
