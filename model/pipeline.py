"""From plays to a version on disk, and to the decision whether it becomes the current one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib.metadata import version as package_version

import numpy as np

from model.aliases import Alias, attached
from model.artifact import write_content, write_manifest
from model.co_listening import CoListening
from model.errors import NoCurrentVersion, OlderFormat, VersionError
from model.manifest import FORMAT, CountsRecord, Manifest, SourceRecord, read_manifest, version_id
from model.matching.vocabulary import Vocabulary
from model.plays.matrix import Plays
from model.registry import Registry
from model.training.als import Progress, train_als
from model.training.settings import TrainingSettings
from model.types import Counts, Rows

_PACKAGES = ("annoy", "anyascii", "implicit", "numpy", "pandas", "pyarrow", "rapidfuzz", "scipy")
_SUSPICIOUSLY_SMALL = 0.5  # of the current version's listeners: more likely a broken export


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
        progress: called after each round of training.

    Raises:
        NothingToLearn: the plays are too few.
        VersionError: the version cannot be written.
    """
    artist_factors = train_als(plays.listeners_x_artists, settings, progress=progress)
    floor = floor_of_listeners(plays.catalog.listeners, settings)
    answer_rows: Rows = np.flatnonzero(plays.catalog.listeners >= floor).astype(np.int32)
    reading = plays.reading
    spelt_otherwise = (
        Alias(other, merged.shown) for merged in reading.merged for other in merged.others
    )
    others = attached([*spelt_otherwise, *aliases], plays.catalog)
    with registry.staged() as folder:
        files = write_content(
            folder,
            catalog=plays.catalog,
            vocabulary=Vocabulary.of(plays.catalog.names, others),
            artist_factors=artist_factors,
            answer_rows=answer_rows,
            co_listening=CoListening.of(plays.listeners_x_artists),
            reading=reading,
            settings=settings,
        )
        manifest = Manifest(
            format=FORMAT,
            id=version_id(now, files),
            created_at=now,
            settings=settings,
            least_listeners=floor,
            source=SourceRecord(
                description=reading.source, format=reading.format, sha256=reading.checksum
            ),
            counts=_counts(plays, answer_rows, sum(map(len, others.values()))),
            packages={name: package_version(name) for name in _PACKAGES},
            files=files,
        )
        write_manifest(folder, manifest)
    return _promoted(manifest, registry, promotion)


def floor_of_listeners(listeners: Counts, settings: TrainingSettings) -> int:
    """Return how many listeners an answer needs: the setting, or less in small data."""
    for floor in range(settings.least_listeners, 1, -1):
        if np.count_nonzero(listeners >= floor) >= settings.least_answers:
            return floor
    return 1


def reason_against(new: Manifest, current: Manifest) -> str | None:
    """Return why a new version must not replace the current one by itself, or None.

    Only versions of one kind of source are compared: from the demo to real plays, fewer listeners
    are no bad sign.
    """
    was, now_is = current.counts.listeners, new.counts.listeners
    if new.source.format == current.source.format and now_is < _SUSPICIOUSLY_SMALL * was:
        return f"it has {now_is:,} listeners where the current version has {was:,}"
    return None


def _promoted(manifest: Manifest, registry: Registry, promotion: Promotion) -> Trained:
    match promotion:
        case Promotion.NEVER:
            return Trained(manifest, is_current=False, reason="it was not to be promoted")
        case Promotion.ALWAYS:
            reason = "it was to be promoted in any case"
        case Promotion.AUTO:
            objection, reason = _compared(manifest, registry)
            if objection:
                return Trained(manifest, is_current=False, reason=objection)
    registry.promote(manifest.id)
    return Trained(manifest, is_current=True, reason=reason)


def _compared(manifest: Manifest, registry: Registry) -> tuple[str | None, str]:
    try:
        current = read_manifest(registry.path_of(registry.current()))
    except NoCurrentVersion:
        return None, "it is the first"
    except OlderFormat:
        return None, "the current version was written by an older Kindred"
    except VersionError:
        return None, "the current version is broken"
    return reason_against(manifest, current), "nothing speaks against it"


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
