"""From plays to a version on disk, and to the decision whether it becomes the current one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from importlib.metadata import version as package_version

import numpy as np

from model.aliases import Alias, attached
from model.artifact import write_content, write_manifest
from model.companions import Companions
from model.errors import NothingToLearn
from model.evaluation.split import split
from model.evaluation.trial import asked, by_taste, learning, trial
from model.gate import Trials, Verdict, judged
from model.manifest import (
    FORMAT,
    CountsRecord,
    Manifest,
    SourceRecord,
    TrialRecord,
    VotesRecord,
    version_id,
)
from model.matching.vocabulary import Vocabulary
from model.opinions import Opinions
from model.plays.matrix import Plays
from model.plays.votes import VotesExport
from model.registry import Registry
from model.training.als import Learnt, Progress, train_als
from model.training.attempt import Attempt
from model.training.settings import TrainingSettings
from model.types import Counts, ListenersByArtists, Rows

_PACKAGES = ("annoy", "anyascii", "implicit", "numpy", "pandas", "pyarrow", "rapidfuzz", "scipy")


class Promotion(StrEnum):
    """When a new version becomes the current one."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of a training.

    Attributes:
        manifest: the new version's.
        is_current: whether it was promoted.
        reason: why, or why not, as a clause.
    """

    manifest: Manifest
    is_current: bool
    reason: str


def train_version(
    plays: Plays,
    settings: TrainingSettings,
    registry: Registry,
    *,
    promotion: Promotion,
    now: datetime,
    aliases: Iterable[Alias] = (),
    votes: VotesExport | None = None,
    tried: Sequence[Attempt] = (),
    progress: Progress | None = None,
) -> Trained:
    """Train on plays and write a version; promote it if it may be.

    Args:
        plays: what to learn from.
        settings: how.
        registry: where the version goes.
        promotion: whether it becomes current.
        now: in UTC, for the version's id.
        aliases: other names, attached to the artists that the plays have.
        votes: what people asked for and how they voted.
        tried: attempts that the settings were chosen from, kept in the version.
        progress: called after each round of training.

    Raises:
        NothingToLearn: the plays are too few.
        VersionError: the version cannot be written.
    """
    opinions = Opinions.of(votes.events if votes else (), plays.catalog, settings)
    learn = partial(
        train_als,
        settings=settings,
        keys=plays.catalog.keys,
        people_x_artists=opinions.people_x_artists,
        progress=progress,
    )
    floor = floor_of_listeners(plays.catalog.listeners, settings)
    learnt = learn(plays.listeners_x_artists)
    trials = _tried(plays, learn, learnt, floor)
    answer_rows: Rows = np.flatnonzero(plays.catalog.listeners >= floor).astype(np.int32)
    reading = plays.reading
    spelt_otherwise = (
        Alias(other, merged.shown) for merged in reading.merged for other in merged.others
    )
    others = attached([*spelt_otherwise, *aliases], plays.catalog)
    with registry.staged() as folder:
        files = write_content(
            folder,
            plays=plays,
            vocabulary=Vocabulary.of(plays.catalog.names, others),
            learnt=learnt,
            answer_rows=answer_rows,
            companions=Companions.of(plays.listeners_x_artists, fewest_listeners=floor),
            voted=opinions.voted,
            trial=trials.hidden if trials else None,
            tried=tried,
            settings=settings,
        )
        manifest = Manifest(
            format=FORMAT,
            id=version_id(now, files),
            created_at=now,
            settings=settings,
            regularization=learnt.regularization,
            least_listeners=floor,
            source=SourceRecord(
                description=reading.source, format=reading.format, sha256=reading.checksum
            ),
            votes=_votes(votes, opinions),
            counts=_counts(plays, answer_rows, sum(map(len, others.values()))),
            trial=_trial_record(trials),
            packages={name: package_version(name) for name in _PACKAGES},
            files=files,
        )
        write_manifest(folder, manifest)
    if promotion is Promotion.NEVER:
        return Trained(manifest, is_current=False, reason="it was not to be promoted")
    verdict = Verdict(passes=True, reason="it was to be promoted in any case")
    if promotion is Promotion.AUTO:
        verdict = judged(manifest, registry, trials, opinions)
    if verdict.passes:
        registry.promote(manifest.id)
    return Trained(manifest, is_current=verdict.passes, reason=verdict.reason)


def floor_of_listeners(listeners: Counts, settings: TrainingSettings) -> int:
    """Return how many listeners an answer needs: the setting, or less in small data."""
    for floor in range(settings.least_listeners, 1, -1):
        if np.count_nonzero(listeners >= floor) >= settings.least_answers:
            return floor
    return 1


def _tried(
    plays: Plays, learn: Callable[[ListenersByArtists], Learnt], learnt: Learnt, floor: int
) -> Trials | None:
    """Train once more with artists hidden, and ask both for them; None if there are too few."""
    try:
        parts = split(plays.listeners_x_artists, plays.catalog.keys)
        hidden = trial(parts, learning(learn), floor)
    except NothingToLearn:
        return None
    return Trials(hidden, asked(parts, by_taste(learnt, parts.training), floor))


def _trial_record(trials: Trials | None) -> TrialRecord | None:
    if trials is None:
        return None
    return TrialRecord(
        listeners=len(trials.hidden.hashes),
        recall_at_20=float(trials.hidden.recall.mean()),
        ndcg_at_20=float(trials.hidden.ndcg.mean()),
        coverage=trials.hidden.coverage,
        novelty=trials.hidden.novelty,
    )


def _votes(votes: VotesExport | None, opinions: Opinions) -> VotesRecord | None:
    if votes is None:
        return None
    return VotesRecord(
        description=votes.source,
        sha256=votes.checksum,
        people=opinions.people_x_artists.shape[0],
        judgements=len(opinions.thumbs),
        unknown=opinions.unknown,
    )


def _counts(plays: Plays, answer_rows: Rows, aliases: int) -> CountsRecord:
    listeners, artists = plays.listeners_x_artists.shape
    return CountsRecord(
        listeners=listeners,
        artists=artists,
        possible_answers=len(answer_rows),
        cells=plays.listeners_x_artists.nnz,
        artists_read=plays.reading.artists_read,
        rows_used=plays.reading.rows_used,
        rows_dropped=plays.reading.dirt.rows,
        artists_merged=len(plays.reading.merged),
        aliases=aliases,
    )
