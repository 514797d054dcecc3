"""What killed processes leave is cleared away, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pytest

from model.occupied import occupied
from model.spark.scratch import scratch_folder


@pytest.fixture
def temporary(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(folder, age_seconds):
    folder.mkdir()
    (folder / "java.log").touch()
    made = folder.stat().st_mtime - age_seconds
    os.utime(folder, (made, made))
    return folder


def test_a_folder_is_gone_after_its_block_however_it_ends(temporary):
    def ended():
        with scratch_folder() as folder:
            (folder / "java.log").touch()
            raise SystemExit(143)

    with pytest.raises(SystemExit):
        ended()
    assert not list(temporary.iterdir())


def test_what_a_killed_process_left_is_cleared_away(temporary):
    lent = "import os, signal; from model.spark.scratch import scratch_folder\n"
    lent += "with scratch_folder(): os.kill(os.getpid(), signal.SIGKILL)"
    environment = {**os.environ, "TMPDIR": str(temporary)}
    ended = subprocess.run([sys.executable, "-c", lent], env=environment, check=False)
    assert ended.returncode < 0
    [folder] = temporary.iterdir()
    with scratch_folder():
        assert folder.exists()  # only just made: its owner may be about to lock it
    os.utime(folder, (0, 0))
    with scratch_folder() as own:
        assert list(temporary.iterdir()) == [own]


def test_what_a_living_process_owns_stays_and_so_does_what_is_not_ours(temporary):
    own = left(temporary / "kindred-spark-a", age_seconds=3600)
    other = left(temporary / "kindred-b", age_seconds=3600)
    link = temporary / "kindred-spark-c"
    link.symlink_to(other)
    with occupied(own), scratch_folder():
        assert (own / "java.log").exists()
    assert (other / "java.log").exists()
