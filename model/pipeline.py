"""From plays to a version on disk, and to the decision whether it becomes the current one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from importlib.metadata import version as package_version

import numpy as np

from model.aliases import Alias, attached
from model.artifact import write_content, write_manifest
from model.evaluation.trial import asked, by_taste
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
from model.trainer import OnThisMachine, Trainer
from model.training.attempt import Attempt
from model.training.learnt import Learnt
from model.training.settings import TrainingSettings
from model.types import Counts, ListenersByArtists, Rows

_PACKAGES = ("annoy", "anyascii", "numpy", "pandas", "pyarrow", "rapidfuzz", "scipy")

Told = Callable[["Stage", int, int], None]
"""Told how far a training is: at which stage, how much of it is done, and of how much."""


class Stage(StrEnum):
    """What takes long; the value is what a person reads."""

    TRIAL = "Training with artists hidden"
    TRAINING = "Training"
    COMPANIONS = "Counting who is heard together"
    NAMES = "Filing names"
    WRITING = "Writing the version"


def nobody(_stage: Stage, _done: int, _total: int) -> None:
    """Tell nobody."""


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
    tell: Told = nobody,
) -> Trained:
    """Train on this machine's processors and write a version, see `version_by`."""
    return version_by(
        OnThisMachine(plays, settings),
        registry,
        promotion=promotion,
        now=now,
        aliases=aliases,
        votes=votes,
        tried=tried,
        tell=tell,
    )


def version_by(
    trainer: Trainer,
    registry: Registry,
    *,
    promotion: Promotion,
    now: datetime,
    aliases: Iterable[Alias] = (),
    votes: VotesExport | None = None,
    tried: Sequence[Attempt] = (),
    tell: Told = nobody,
) -> Trained:
    """Let somebody train and write a version; promote it if it may be.

    Args:
        trainer: who has the plays.
        registry: where the version goes.
        promotion: whether it becomes current.
        now: in UTC, for the version's id.
        aliases: other names, attached to the artists that the plays have.
        votes: what people asked for and how they voted.
        tried: attempts that the settings were chosen from, kept in the version.
        tell: how far it is.

    Raises:
        NothingToLearn: the plays are too few.
        VersionError: the version cannot be written.
    """
    registry.prepare()  # lest hours of training end at a folder that cannot be written
    catalog, reading, settings = trainer.catalog, trainer.reading, trainer.settings
    opinions = Opinions.of(votes.events if votes else (), catalog, settings)
    floor = floor_of_listeners(catalog.listeners, settings)
    learnt, trials = _learnt(trainer, opinions.people_x_artists, floor, tell)
    answer_rows: Rows = np.flatnonzero(catalog.listeners >= floor).astype(np.int32)
    tell(Stage.COMPANIONS, 0, 1)
    companions = trainer.companions(floor)
    tell(Stage.NAMES, 0, 1)
    spelt_otherwise = (
        Alias(other, merged.shown) for merged in reading.merged for other in merged.others
    )
    others = attached([*spelt_otherwise, *aliases], catalog)
    vocabulary = Vocabulary.of(catalog.names, others)
    tell(Stage.WRITING, 0, 1)
    with ExitStack() as until_judged:
        with registry.staged() as folder:
            files = write_content(
                folder,
                catalog=catalog,
                reading=reading,
                co_listening=trainer.write_co_listening,
                vocabulary=vocabulary,
                learnt=learnt,
                answer_rows=answer_rows,
                companions=companions,
                voted=opinions.voted,
                trial=trials.hidden if trials else None,
                tried=tried,
                settings=settings,
            )
            manifest = Manifest(
                format=FORMAT,
                id=version_id(now, files),
                created_at=now,
                trainer=trainer.name,
                settings=settings,
                regularization=learnt.regularization,
                rounds=learnt.rounds,
                least_listeners=floor,
                source=SourceRecord(
                    description=reading.source, format=reading.format, sha256=reading.checksum
                ),
                votes=_votes(votes, opinions),
                counts=_counts(trainer, answer_rows, sum(map(len, others.values()))),
                trial=_trial_record(trials),
                packages={name: package_version(name) for name in (*_PACKAGES, *trainer.packages)},
                files=files,
            )
            write_manifest(folder, manifest)
            # Until it is judged, lest another training deletes it as an old one.
            until_judged.enter_context(registry.alone())
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


def _learnt(
    trainer: Trainer, people: ListenersByArtists, floor: int, tell: Told
) -> tuple[Learnt, Trials | None]:
    """Train twice, first with artists hidden, and ask both for them; None if there are too few."""
    rest = trainer.learn_from_rest(people, floor, partial(tell, Stage.TRIAL))
    if rest is None:
        return trainer.learn(people, None, partial(tell, Stage.TRAINING)), None
    parts, rounds = rest.parts, rest.learnt.rounds
    hidden = asked(parts, by_taste(rest.learnt, parts.training), floor)
    del rest
    learnt = trainer.learn(people, rounds, partial(tell, Stage.TRAINING))
    return learnt, Trials(hidden, asked(parts, by_taste(learnt, parts.training), floor))


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


def _counts(trainer: Trainer, answer_rows: Rows, aliases: int) -> CountsRecord:
    reading = trainer.reading
    return CountsRecord(
        listeners=trainer.listeners,
        artists=len(trainer.catalog),
        possible_answers=len(answer_rows),
        cells=trainer.cells,
        artists_read=reading.artists_read,
        rows_used=reading.rows_used,
        rows_dropped=reading.dirt.rows,
        artists_merged=len(reading.merged),
        aliases=aliases,
    )
