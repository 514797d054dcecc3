"""What a trained version says of itself: `manifest.json`, format 4.

The manifest names every file with its size and SHA-256, and carries a checksum of its own, so
neither a truncated file nor an edited setting goes unnoticed. `docs/formats.md` describes it for
other programs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from model.errors import BrokenVersion, NewerFormat, OlderFormat
from model.training.settings import TrainingSettings
from model.types import VersionId

FORMAT = 4
MANIFEST = "manifest.json"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileRecord(_Frozen):
    """One file of the version."""

    bytes: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class SourceRecord(_Frozen):
    """Which plays the version was trained on."""

    description: str
    format: str
    sha256: str
    """Of the bytes read; empty where nothing was."""


class CountsRecord(_Frozen):
    """How much was read and how much of it is left."""

    listeners: int
    artists: int
    possible_answers: int
    """Artists with enough listeners to be an answer."""
    cells: int
    """Pairs of a listener and an artist."""
    artists_read: int
    rows_used: int
    rows_dropped: int
    artists_merged: int
    aliases: int
    """Other names under which artists are found."""


class VotesRecord(_Frozen):
    """Which votes the version learnt from."""

    description: str
    sha256: str
    people: int
    judgements: int
    """Last words of a person on a pair of artists."""
    unknown: int
    """Events about artists that the plays do not have."""


class TrialRecord(_Frozen):
    """How the training did on artists that were hidden from it, see `docs/evaluation.md`."""

    listeners: int
    """From whom artists were hidden."""
    recall_at_20: float
    ndcg_at_20: float
    coverage: float
    novelty: float


class Manifest(_Frozen):
    """Everything that describes one version."""

    format: int
    id: VersionId
    created_at: datetime
    trainer: str
    """Who trained: `implicit` or `spark`."""
    settings: TrainingSettings
    regularization: float = Field(gt=0)
    """That the factors were trained with, in the units of the weights."""
    rounds: int = Field(ge=0)
    """Of training, at most as many as the settings allow."""
    least_listeners: int
    """The floor that was applied; below the setting only where the data is small."""
    source: SourceRecord
    votes: VotesRecord | None
    counts: CountsRecord
    trial: TrialRecord | None
    """None where the data is too small to hide anything."""
    packages: dict[str, str]
    files: dict[str, FileRecord]

    def as_text(self) -> str:
        """Return the manifest as it is written, its own checksum added."""
        content = self.model_dump(mode="json")
        return json.dumps(
            {**content, "checksum": _checksum(content)}, indent=2, ensure_ascii=False
        )


def version_id(created_at: datetime, files: Mapping[str, FileRecord]) -> VersionId:
    """Return an id that sorts by age and tells apart what was trained in the same second.

    Args:
        created_at: in UTC.
        files: of the version.
    """
    digest = hashlib.sha256("".join(files[name].sha256 for name in sorted(files)).encode())
    return VersionId(f"{created_at:%Y%m%dT%H%M%S}-{digest.hexdigest()[:6]}")


def read_manifest(folder: Path) -> Manifest:
    """Read and check a version's manifest.

    Raises:
        BrokenVersion: it is missing, not JSON, altered, or not as its format says.
        NewerFormat: a newer Kindred wrote it.
        OlderFormat: an older Kindred wrote it.
    """
    path = folder / MANIFEST
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"{folder} is not a model version: there is no {MANIFEST}"
        raise BrokenVersion(message) from error
    except (OSError, ValueError, RecursionError) as error:
        message = f"{path} cannot be read: {error}"
        raise BrokenVersion(message) from error
    if not isinstance(content, dict) or not isinstance(content.get("format"), int):
        message = f"{path} is not the manifest of a model version"
        raise BrokenVersion(message)
    if content["format"] > FORMAT:
        message = (
            f"{folder} has format {content['format']}, this Kindred reads up to {FORMAT}: "
            "install a newer Kindred or train anew"
        )
        raise NewerFormat(message)
    if content["format"] < FORMAT:
        message = (
            f"{folder} has format {content['format']}, this Kindred reads {FORMAT}: train anew"
        )
        raise OlderFormat(message)
    checksum = content.pop("checksum", None)
    if checksum != _checksum(content):
        message = f"{path} was altered: its checksum does not fit"
        raise BrokenVersion(message)
    try:
        return Manifest.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        message = f"{path} is not a manifest of format {FORMAT}: {first['loc']}: {first['msg']}"
        raise BrokenVersion(message) from error


def _checksum(content: dict[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
