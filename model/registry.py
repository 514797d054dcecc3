"""The folder of versions: staged aside, promoted by moving one pointer, rolled back the same way.

    models/
    ├── current.json            which version is current, and which were before it
    ├── 20261124T031500-1a2b3c/ a version
    ├── .staging-…/             one that is being written; never looked at
    └── .lock                   held by whoever adds, chooses or deletes versions

Whatever is interrupted, `current.json` names a whole version or is the one from before. What a
killed process left is cleared away by the next training.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from model.artifact import verify
from model.disk import to_disk
from model.errors import BrokenVersion, NoCurrentVersion, UnknownVersion, VersionError
from model.manifest import MANIFEST
from model.occupied import is_abandoned, occupied, sole_holder
from model.types import VersionId

logger = logging.getLogger(__name__)

DEFAULT_MODELS = Path("data/models")
POINTER = "current.json"
_STAGING = ".staging-"
_LOCK = ".lock"
_HALF_POINTED = re.compile(rf"{re.escape(POINTER)}\.\d+")
_YOUNG_SECONDS = 60  # for who cannot lock, and who has not come to it
_REMEMBERED = 20


class Registry:
    """One folder of versions."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when the first version is prepared for."""
        self.folder = folder
        self._is_held = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else add, choose or delete versions within a block; wait for who does.

        Not for two threads of one registry.

        Raises:
            VersionError: the folder cannot be locked.
        """
        if self._is_held:
            yield
            return
        with ExitStack() as until_end:
            try:
                until_end.enter_context(sole_holder(self.folder / _LOCK, self._wait))
            except OSError as error:
                message = f"{self.folder} cannot be locked: {error.strerror or error}"
                raise VersionError(message) from error
            self._is_held = True
            try:
                yield
            finally:
                self._is_held = False

    def prepare(self) -> None:
        """Make the folder, see that it can be written, and clear away what was left by the killed.

        Raises:
            VersionError: it cannot.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=self.folder).close()
        except OSError as error:
            raise self._unwritable(error) from error
        with self.alone():
            try:
                self._clear_abandoned()
            except OSError as error:
                raise self._unwritable(error) from error

    def _wait(self) -> None:
        logger.warning("Waiting for another process that adds or chooses versions")

    def _unwritable(self, error: OSError) -> VersionError:
        return VersionError(f"{self.folder} cannot be written: {error.strerror or error}")

    @contextmanager
    def staged(self) -> Iterator[Path]:
        """Lend an empty folder to write a version into; it becomes one when the block ends well.

        A version that exists already, to the last byte, is left as it is.

        Raises:
            VersionError: the folder cannot be written.
            BrokenVersion: what was written does not verify.
        """
        self.prepare()
        until_end = ExitStack()
        try:
            with self.alone():
                staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self.folder))
                until_end.enter_context(occupied(staging))
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            yield staging
            version = verify(staging).id
            staging.chmod(0o755)  # mkdtemp's are closed to others, who may well run the bot
            with self.alone():
                if version not in self.versions():
                    staging.rename(self.path_of(version))
                    to_disk(self.folder)
        except OSError as error:
            message = (
                f"The version could not be written to {self.folder}: {error.strerror or error}"
            )
            raise VersionError(message) from error
        finally:
            shutil.rmtree(staging, ignore_errors=True)
            until_end.close()

    def versions(self) -> list[VersionId]:
        """Return the ids of all versions, oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(
            VersionId(path.parent.name) for path in self.folder.glob(f"[!.]*/{MANIFEST}")
        )

    def path_of(self, version: VersionId) -> Path:
        """Return where a version lies, or would."""
        return self.folder / version

    def current(self) -> VersionId:
        """Return the promoted version's id.

        Raises:
            NoCurrentVersion: none was promoted, or there is no such folder.
            BrokenVersion: the pointer is damaged.
        """
        history = self._history()
        if not history:
            message = f"There is no trained model in {self.folder}: run `kindred train` first"
            raise NoCurrentVersion(message)
        return history[-1]

    def promote(self, version: VersionId) -> None:
        """Make a version current, after verifying it; a damaged pointer is written anew.

        Raises:
            UnknownVersion: there is none of that id.
            BrokenVersion: it does not verify; the current one stays.
        """
        if version not in self.versions():
            message = f"There is no version {version} in {self.folder}"
            raise UnknownVersion(message)
        with self.alone():
            self._verify(version)
            try:
                history = self._history()
            except BrokenVersion:
                history = []
            earlier = [before for before in history if before != version]
            self._point([*earlier, version][-_REMEMBERED:])

    def rollback(self) -> VersionId:
        """Make the previous version current again and return its id.

        Raises:
            UnknownVersion: there was none before.
            BrokenVersion: it does not verify any more.
        """
        self._earlier()
        with self.alone():
            before = self._earlier()  # another may have gone back meanwhile
            self._verify(before[-1])
            self._point(before)
        return before[-1]

    def _earlier(self) -> list[VersionId]:
        before = self._history()[:-1]
        if not before:
            message = f"There is no earlier version in {self.folder} to go back to"
            raise UnknownVersion(message)
        return before

    def prune(self, keep: int, *, besides: Collection[VersionId] = ()) -> list[VersionId]:
        """Delete the oldest versions and return their ids, oldest first.

        A bot that still answers from a deleted version goes on: what it has mapped stays until it
        lets go.

        Args:
            keep: how many of the newest to leave; the current one and the one before it are left
                besides, however old they are.
            besides: others to leave, such as what was just trained: another training may have
                begun later and ended sooner.

        Raises:
            BrokenVersion: the pointer is damaged, so that nobody knows which is current.
            VersionError: a version cannot be deleted.
        """
        needed = {*self._history()[-2:], *besides}
        if not self.versions()[:-keep]:
            return []
        with self.alone():
            needed |= {*self._history()[-2:]}  # it may be another's by now
            old = [version for version in self.versions()[:-keep] if version not in needed]
            for version in old:
                self._delete(version)
        return old

    def _delete(self, version: VersionId) -> None:
        try:
            # It is no version any more at once, even if all of it is slow to go.
            aside = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self.folder))
            self.path_of(version).rename(aside / version)
            shutil.rmtree(aside)
        except OSError as error:
            message = f"{self.path_of(version)} cannot be deleted: {error.strerror or error}"
            raise VersionError(message) from error

    def _verify(self, version: VersionId) -> None:
        path = self.path_of(version)
        identifier = verify(path).id
        if identifier != version:
            message = f"{path} is a copy or was renamed: its manifest calls it {identifier}"
            raise BrokenVersion(message)

    def _history(self) -> list[VersionId]:
        path = self.folder / POINTER
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            history = [*content["before"], content["current"]]
            if not all(isinstance(version, str) for version in history):
                message = "its ids are no text"
                raise TypeError(message)  # noqa: TRY301  # answered just below
            return [VersionId(version) for version in history]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            message = f"{path} is damaged: {error}; `kindred promote ID` writes it anew"
            raise BrokenVersion(message) from error

    def _point(self, history: list[VersionId]) -> None:
        *before, current = history
        path = self.folder / f"{POINTER}.{os.getpid()}"
        try:
            with path.open("w", encoding="utf-8") as file:
                json.dump({"current": current, "before": before}, file)
                file.flush()
                os.fsync(file.fileno())
            path.replace(self.folder / POINTER)
            to_disk(self.folder)
        except OSError as error:
            cause = error.strerror or error
            pointer = self.folder / POINTER
            message = f"Version {current} is whole, but {pointer} cannot be written: {cause}"
            raise VersionError(message) from error
        finally:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _clear_abandoned(self) -> None:
        """Delete what was being written, pointed with or deleted by processes that were killed."""
        for path in self.folder.glob(f"{_STAGING}*"):
            if time.time() - path.stat().st_mtime > _YOUNG_SECONDS and is_abandoned(path):
                shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(f"{POINTER}.*"):
            if _HALF_POINTED.fullmatch(path.name) and path.is_file():
                path.unlink(missing_ok=True)
