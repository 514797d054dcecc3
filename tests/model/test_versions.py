"""A version on disk, the folder of versions, and what is refused of either."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from model.aliases import Alias
from model.arrays import mapped_array, write_array
from model.artifact import FILES, verify, write_manifest
from model.companions import Companions
from model.errors import (
    BrokenVersion,
    NewerFormat,
    NoCurrentVersion,
    OlderFormat,
    UnknownVersion,
    VersionError,
)
from model.gate import Verdict
from model.live import LiveRecommender
from model.manifest import FORMAT, MANIFEST, FileRecord, read_manifest
from model.pipeline import Promotion, floor_of_listeners, train_version
from model.plays.spellings import Merged
from model.recommender import Recommender
from model.registry import Registry
from model.taste import TasteSpace
from model.training.als import train_als
from model.training.settings import TrainingSettings
from model.types import ArtistRow, VersionId
from model.version import read_listeners_x_artists, read_version
from tests.conftest import NOW, checkerboard, plays_of

SETTINGS = TrainingSettings(factors=8)


def trained(registry, *, listeners=40, promotion=Promotion.ALWAYS, now=NOW):
    plays = plays_of(checkerboard(listeners, 20))
    return train_version(plays, SETTINGS, registry, promotion=promotion, now=now)


@pytest.fixture
def registry(tmp_path):
    return Registry(tmp_path / "models")


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """A folder of versions with one in it, to be copied."""
    folder = tmp_path_factory.mktemp("trained") / "models"
    trained(Registry(folder))
    return folder


@pytest.fixture
def version(registry, models):
    shutil.copytree(models, registry.folder)
    return registry.path_of(registry.current())


def test_what_was_written_is_what_is_read(version):
    read = read_version(version)
    assert [artist.name for artist in read.catalog][:3] == ["artist 0", "artist 1", "artist 2"]
    assert read.manifest.settings == SETTINGS
    assert read.manifest.counts.listeners == 40
    assert read.manifest.created_at == NOW
    assert set(read.manifest.packages) >= {"implicit", "annoy", "numpy"}


def test_a_version_holds_arrays_parquet_and_json_and_nothing_that_runs(version):
    assert {path.name for path in version.iterdir()} == {*FILES, MANIFEST}
    for path in version.glob("*.npy"):
        np.load(path, allow_pickle=False)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["altered", "truncated", "missing"])
def test_a_damaged_file_is_refused_by_name(version, name, damage):
    path = version / name
    content = bytearray(path.read_bytes())
    if damage == "altered":
        content[len(content) // 2] ^= 1
    path.write_bytes(content[:-1] if damage == "truncated" else content)
    if damage == "missing":
        path.unlink()
    with pytest.raises(BrokenVersion, match=name):
        Recommender.load(version)


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("like_weights.npy", np.ones(19, np.float32)),
        ("companion_offsets.npy", np.zeros(20, np.int64)),
        ("companions.npy", np.zeros(1, np.int32)),
        ("companion_counts.npy", np.zeros(1, np.int32)),
        ("voted_pairs.npy", np.zeros((3, 0), np.int32)),
        ("artist_factors.npy", np.ones((20, 7), np.float32)),
        ("answer_rows.npy", np.zeros(3, np.int32)),
        ("answer_rows.npy", np.arange(1, 21, dtype=np.int32)),
        ("answer_rows.npy", np.arange(20.0)),
        ("answer_rows.npy", np.int32(0)),
        ("like_weights.npy", np.float32(1)),
        ("factor_lengths.npy", np.ones((20, 1), np.float32)),
        ("everybody.npy", np.ones((8, 7), np.float32)),
    ],
)
def test_arrays_that_do_not_fit_each_other_are_refused(version, name, array):
    np.save(version / name, array)
    manifest = read_manifest(version)
    content = (version / name).read_bytes()
    record = FileRecord(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
    write_manifest(
        version, manifest.model_copy(update={"files": {**manifest.files, name: record}})
    )
    verify(version)
    with pytest.raises(BrokenVersion, match=r"contradicts itself|cannot be loaded"):
        read_version(version)


def test_the_plays_learnt_from_can_be_read_again(version):
    plays = read_listeners_x_artists(version, read_manifest(version))
    np.testing.assert_array_equal(plays.toarray(), checkerboard(40, 20))
    np.save(version / "plays.npy", np.ones(3, np.float32))
    with pytest.raises(BrokenVersion, match="plays"):
        read_listeners_x_artists(version, read_manifest(version))


def test_what_training_knows_is_kept_for_tastes_and_companions(version):
    plays = plays_of(checkerboard(40, 20))
    learnt = train_als(plays.listeners_x_artists, SETTINGS, keys=plays.catalog.keys)
    kept = read_version(version)
    assert kept.manifest.regularization == learnt.regularization
    likes = {ArtistRow(4): 1.0, ArtistRow(7): -1.0}
    tastes = TasteSpace(learnt.artist_factors, learnt.like_weights, learnt.regularization)
    np.testing.assert_array_equal(kept.tastes.point(likes), tastes.point(likes))
    companions = Companions.of(
        plays.listeners_x_artists, fewest_listeners=kept.manifest.least_listeners
    )
    for row in range(20):
        for stored, counted in zip(
            kept.companions.of_artist(row), companions.of_artist(row), strict=True
        ):
            np.testing.assert_array_equal(stored, counted)


def test_spellings_that_were_joined_and_aliases_lead_to_the_artist(registry):
    plays = plays_of(checkerboard(40, 20))
    joined = replace(plays.reading, merged=[Merged("artist 4", ("The Fourth One",))])
    version = train_version(
        replace(plays, reading=joined), SETTINGS, registry, promotion=Promotion.ALWAYS, now=NOW,
        aliases=[Alias("Number Five", "artist 5")],
    )  # fmt: skip
    assert version.manifest.counts.aliases == 2
    recommender = Recommender.load(registry.path_of(registry.current()))
    for typed, name in (("the fourth one", "artist 4"), ("number five", "artist 5")):
        matching = recommender.match(typed)
        assert matching.matches[0].artist.name == name
        assert matching.is_confident
        assert not matching.is_exact


def edit(version, **changes):
    path = version / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_an_edited_manifest_is_refused(version):
    edit(version, least_listeners=1_000)
    with pytest.raises(BrokenVersion, match=r"manifest.json was altered"):
        verify(version)


def test_a_newer_format_is_refused_with_what_to_do(version):
    edit(version, format=FORMAT + 1)
    with pytest.raises(NewerFormat, match="install a newer Kindred"):
        verify(version)


@pytest.mark.parametrize("older", [1, 2])
def test_an_older_format_is_refused_with_what_to_do(version, older):
    edit(version, format=older)
    with pytest.raises(OlderFormat, match="train anew"):
        verify(version)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"format": "x"}', "\x00"])
def test_what_is_no_manifest_is_refused(version, content):
    (version / MANIFEST).write_text(content)
    with pytest.raises(BrokenVersion, match=MANIFEST):
        verify(version)


def test_there_is_no_current_version_until_one_is_promoted(registry):
    with pytest.raises(NoCurrentVersion, match="kindred train"):
        registry.current()
    kept_back = trained(registry, promotion=Promotion.NEVER)
    assert not kept_back.is_current
    with pytest.raises(NoCurrentVersion):
        registry.current()
    assert registry.versions() == [kept_back.manifest.id]


def test_promotion_moves_one_pointer_and_rollback_moves_it_back(registry):
    first = trained(registry).manifest.id
    second = trained(registry, now=NOW + timedelta(hours=1)).manifest.id
    assert registry.versions() == [first, second]
    assert registry.current() == second
    assert registry.rollback() == first
    assert registry.current() == first
    with pytest.raises(UnknownVersion, match="no earlier version"):
        registry.rollback()


def test_a_version_can_be_read_by_whoever_runs_the_bot(version):
    assert version.stat().st_mode & 0o777 == 0o755


def test_what_was_current_before_is_gone_back_to_once_and_not_without_end(registry, version):
    first = registry.current()
    others = [
        trained(registry, now=NOW + timedelta(hours=hour), promotion=Promotion.NEVER).manifest.id
        for hour in (1, 2)
    ]
    for promoted in (others[0], first, others[1], *(others * 15)):
        registry.promote(promoted)
    pointer = json.loads((registry.folder / "current.json").read_text())
    assert pointer == {"current": others[1], "before": [first, others[0]]}
    assert [registry.rollback(), registry.rollback()] == [others[0], first]
    with pytest.raises(UnknownVersion):
        registry.rollback()


def test_the_same_training_in_the_same_second_is_the_same_version(registry, version):
    again = trained(registry).manifest.id
    assert registry.versions() == [again]
    assert registry.current() == again


def test_a_version_that_does_not_verify_is_never_promoted(registry, version):
    good = registry.current()
    bad = trained(registry, now=NOW + timedelta(hours=1), promotion=Promotion.NEVER).manifest.id
    (registry.path_of(bad) / "artist_factors.npy").write_bytes(b"")
    with pytest.raises(BrokenVersion):
        registry.promote(bad)
    with pytest.raises(UnknownVersion):
        registry.promote("20200101T000000-abcdef")
    assert registry.current() == good


def test_a_failed_writing_leaves_nothing_behind(registry, version):
    before = sorted(registry.folder.iterdir())
    message = "the disk is full"
    with pytest.raises(VersionError, match="could not be written"), registry.staged():
        raise OSError(28, message)
    with pytest.raises(BrokenVersion), registry.staged() as folder:
        (folder / MANIFEST).write_text("{}")
    assert sorted(registry.folder.iterdir()) == before


def test_what_a_killed_writing_left_is_not_a_version_and_is_cleared_away(registry, version):
    left = registry.folder / ".staging-abc"
    shutil.copytree(version, left)
    long_ago = time.time() - 100
    os.utime(left, (long_ago, long_ago))
    half_pointed = registry.folder / "current.json.4711"
    half_pointed.write_text("{")
    assert len(registry.versions()) == 1
    trained(registry, now=NOW + timedelta(hours=1))
    assert not left.exists()
    assert not half_pointed.exists()
    assert len(registry.versions()) == 2


def test_what_others_have_put_there_is_left_alone(registry, version):
    folders = [registry.folder / name for name in ("notes", "current.json.d", ".staging-young")]
    for folder in folders:
        folder.mkdir()
    half_copied = registry.folder / "20200101T000000-abcdef"
    shutil.copytree(version, half_copied)
    (half_copied / MANIFEST).unlink()
    kept = registry.folder / "current.json.bak"
    kept.write_text("{}")
    trained(registry, now=NOW + timedelta(hours=1))
    assert all(path.exists() for path in (*folders, half_copied, kept))


def test_a_version_that_is_slow_to_go_is_none_any_more_at_once(registry, version, monkeypatch):
    trained(registry, now=NOW + timedelta(hours=1), promotion=Promotion.NEVER)
    newest = trained(registry, now=NOW + timedelta(hours=2), promotion=Promotion.NEVER)

    def refuse(_path):
        raise OSError(16, "it is in use")

    monkeypatch.setattr("model.registry.shutil.rmtree", refuse)
    with pytest.raises(VersionError, match="cannot be deleted"):
        registry.prune(1)
    assert registry.versions() == [version.name, newest.manifest.id]


def test_who_goes_back_while_another_does_waits_and_finds_nothing_left(registry, version, caplog):
    other = trained(registry, now=NOW + timedelta(hours=1)).manifest.id
    outcome: list[BaseException] = []

    def go_back():
        try:
            Registry(registry.folder).rollback()
        except VersionError as error:
            outcome.append(error)

    second = threading.Thread(target=go_back)
    with registry.alone():
        second.start()
        second.join(0.3)
        assert second.is_alive()
        assert registry.rollback() == version.name != other
    second.join(10)
    assert [type(one) for one in outcome] == [UnknownVersion]
    assert "Waiting for another" in caplog.text


def test_a_file_system_without_locks_is_said_to_be_one(registry, version, monkeypatch):
    def refuse(*_given):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("model.occupied.fcntl.flock", refuse)
    with pytest.raises(VersionError, match="cannot be locked: Operation not supported"):
        registry.promote(VersionId(version.name))


def test_what_another_training_writes_is_not_cleared_away_however_long_it_takes(registry):
    with registry.staged() as folder:
        long_ago = time.time() - 100_000
        os.utime(folder, (long_ago, long_ago))
        trained(Registry(registry.folder))
        assert folder.exists()
        shutil.copytree(registry.path_of(registry.current()), folder, dirs_exist_ok=True)
    assert len(registry.versions()) == 1


def test_what_was_just_trained_is_not_deleted_before_it_is_judged(registry, monkeypatch):
    """Another training may have begun later, ended sooner, and delete what is old."""
    trained(registry, now=NOW + timedelta(hours=2), promotion=Promotion.NEVER)
    other = Registry(registry.folder)
    deleting = threading.Thread(target=other.prune, args=[1])

    def judged_slowly(*_given):
        deleting.start()
        deleting.join(0.3)
        assert deleting.is_alive()
        return Verdict(passes=True, reason="it is good")

    monkeypatch.setattr("model.pipeline.judged", judged_slowly)
    made = trained(registry, promotion=Promotion.AUTO)
    deleting.join(10)
    assert registry.current() == made.manifest.id
    assert made.manifest.id in registry.versions()


def test_what_is_to_be_left_is_left_however_old_it_is(registry, version):
    newer = trained(registry, now=NOW + timedelta(hours=1), promotion=Promotion.NEVER).manifest.id
    newest = trained(registry, now=NOW + timedelta(hours=2), promotion=Promotion.NEVER).manifest.id
    assert registry.prune(1, besides=[newer]) == []
    assert registry.prune(1) == [newer]
    assert registry.versions() == [version.name, newest]


ENDED = """
import os, signal, sys
from pathlib import Path
import model.artifact
from model.registry import Registry
sys.path.insert(0, sys.argv[2])
from tests.model.test_versions import trained
from datetime import timedelta
from tests.conftest import NOW
from model.termination import obeyed
def ended(*given):
    os.kill(os.getpid(), getattr(signal, sys.argv[3]))
model.pipeline.write_manifest = ended
with obeyed():
    trained(Registry(Path(sys.argv[1])), now=NOW + timedelta(hours=1))
"""


@pytest.mark.parametrize(
    ("by", "status", "left"), [("SIGKILL", -signal.SIGKILL, 1), ("SIGTERM", 128 + 15, 0)]
)
def test_a_training_that_is_ended_leaves_the_current_version_as_it_was(
    registry, version, pytestconfig, by, status, left
):
    current = registry.current()
    program = f"import model.pipeline\n{ENDED}"
    root = str(pytestconfig.rootpath)
    run = subprocess.run(
        [sys.executable, "-c", program, str(registry.folder), root, by], cwd=root, check=False
    )
    assert run.returncode == status
    assert len(list(registry.folder.glob(".staging-*"))) == left
    assert registry.versions() == [current]
    assert registry.current() == current
    assert Recommender.load(registry.folder).version_id == current


def test_a_damaged_pointer_is_said_and_mended_by_promoting(registry, version):
    (registry.folder / "current.json").write_text("{")
    with pytest.raises(BrokenVersion, match="damaged"):
        Recommender.load(registry.folder)
    registry.promote(registry.versions()[0])
    assert Recommender.load(registry.folder).version_id == version.name


@pytest.mark.parametrize("content", ["{", "[]", '{"current": 5, "before": []}', "[" * 100_000])
def test_whatever_the_pointer_holds_is_refused_in_one_line(registry, version, content):
    (registry.folder / "current.json").write_text(content)
    with pytest.raises(BrokenVersion, match="damaged"):
        registry.current()


def test_a_copied_version_is_not_promoted_under_another_name(registry, version):
    shutil.copytree(version, registry.folder / "copy")
    with pytest.raises(BrokenVersion, match="copy or was renamed"):
        registry.promote("copy")
    assert Recommender.load(registry.folder / "copy").version_id == version.name


def test_a_version_from_far_fewer_listeners_of_the_same_source_is_not_promoted_by_itself(registry):
    first = trained(registry, listeners=100)
    small = trained(registry, listeners=40, promotion=Promotion.AUTO, now=NOW + timedelta(hours=1))
    assert not small.is_current
    assert "40 listeners" in small.reason
    assert registry.current() == first.manifest.id
    similar = trained(
        registry, listeners=60, promotion=Promotion.AUTO, now=NOW + timedelta(hours=2)
    )
    assert similar.is_current


def test_old_versions_are_deleted_but_never_the_current_nor_the_one_before(registry):
    first, second, third, fourth, fifth = (
        trained(registry, now=NOW + timedelta(hours=hour), promotion=Promotion.NEVER).manifest.id
        for hour in range(5)
    )
    registry.promote(first)
    registry.promote(second)
    live = LiveRecommender(registry.folder)
    assert registry.prune(1) == [third, fourth]
    assert registry.versions() == [first, second, fifth]
    assert registry.prune(1) == []
    assert registry.rollback() == first
    registry.promote(fifth)
    registry.promote(second)
    assert registry.prune(1) == [first]
    assert live.recommender.similar(live.recommender.catalog.keys[0], n=3)


def test_where_nothing_is_old_nothing_is_deleted(registry, version):
    assert registry.prune(5) == []
    assert Registry(registry.folder / "absent").prune(1) == []


def test_nothing_is_deleted_while_the_pointer_is_damaged(registry, version):
    (registry.folder / "current.json").write_text("{")
    with pytest.raises(BrokenVersion):
        registry.prune(1)
    assert registry.versions() == [version.name]


def test_the_live_recommender_follows_the_pointer(registry, version):
    live = LiveRecommender(registry.folder)
    before = live.recommender
    assert not live.refresh()
    second = trained(registry, now=NOW + timedelta(hours=1)).manifest.id
    assert live.refresh()
    assert live.recommender.version_id == second
    assert before.version_id != second


def test_a_broken_new_version_leaves_the_old_one_answering_until_it_is_mended(registry, version):
    live = LiveRecommender(registry.folder)
    old = live.recommender.version_id
    second = trained(registry, now=NOW + timedelta(hours=1)).manifest.id
    path = registry.path_of(second) / "listeners.npy"
    content = path.read_bytes()
    path.write_bytes(b"x")
    for _ in range(2):
        with pytest.raises(BrokenVersion):
            live.refresh()
    assert live.recommender.version_id == old
    path.write_bytes(content)
    assert live.refresh()
    assert live.recommender.version_id == second


def test_a_single_versions_folder_can_be_served_and_has_nothing_to_follow(version):
    live = LiveRecommender(version)
    assert live.recommender.version_id == version.name
    assert not live.refresh()


def test_a_file_that_may_not_be_read_is_refused_by_name(version):
    (version / "listeners.npy").unlink()
    (version / "listeners.npy").mkdir()
    with pytest.raises(BrokenVersion, match=r"listeners\.npy"):
        verify(version)


def test_an_answer_needs_three_listeners_unless_too_few_artists_would_be_left():
    many = np.asarray([9] * 50 + [3] * 10 + [2] * 10 + [1] * 100, np.int32)
    assert floor_of_listeners(many, TrainingSettings()) == 3
    assert floor_of_listeners(many[40:], TrainingSettings()) == 1
    few = np.asarray([3] * 45 + [2] * 5 + [1] * 40, np.int32)
    assert floor_of_listeners(few, TrainingSettings()) == 2


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_learnt(tmp_path, monkeypatch):
    (tmp_path / "models").write_text("a file where a folder should be")
    monkeypatch.setattr("model.pipeline._learnt", None)
    with pytest.raises(VersionError, match="cannot be written"):
        trained(Registry(tmp_path / "models"))


def test_a_disk_that_is_full_is_said_in_the_systems_words(tmp_path):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_array(tmp_path / "array.npy", np.zeros(1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize(
    "array", [np.zeros(0), np.float32(3), np.zeros((3, 4), "f4").T, np.arange(5, dtype=np.int64)]
)
def test_an_array_is_read_as_it_was_written(tmp_path, array):
    write_array(tmp_path / "array.npy", array)
    read = mapped_array(tmp_path / "array.npy")
    assert read.dtype == array.dtype
    assert np.array_equal(read, array)
