"""`kindred train --trainer spark`, as an operator types it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from model.manifest import read_manifest
from model.recommender import Recommender
from model.registry import Registry
from tests.conftest import checkerboard

pytestmark = pytest.mark.slow


def train(url, models, **environment):
    command = [
        sys.executable, "-m", "bot", "train", str(url),
        "--trainer", "spark", "--master", "local[2]", "--models", str(models), "--json",
    ]  # fmt: skip
    return subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java for Spark to run on")
def test_a_version_trained_on_spark_is_a_version_like_any_other(tmp_path):
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    plays = checkerboard(300, 60)
    listeners, artists = np.nonzero(plays)
    names = [f"artist {artist}" for artist in artists]
    columns = {"listener": listeners, "artist": names, "plays": plays[listeners, artists]}
    pq.write_table(pa.table(columns), tmp_path / "plays.parquet")
    ran = train(tmp_path / "plays.parquet", tmp_path / "models")
    assert ran.returncode == 0, ran.stderr
    assert "WARN" not in ran.stderr
    told = json.loads(ran.stdout)
    assert (told["promoted"], told["listeners"], told["artists"]) == (True, 300, 60)
    registry = Registry(tmp_path / "models")
    manifest = read_manifest(registry.path_of(registry.current()))
    assert (manifest.trainer, "pyspark" in manifest.packages) == ("spark", True)
    recommender = Recommender.load(tmp_path / "models")
    asked = recommender.match("artist 4").matches[0].artist
    found = recommender.similar(asked.key, n=10)
    assert {int(one.artist.name.split()[1]) % 2 for one in found} == {0}


def test_without_java_one_line_says_so(tmp_path):
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    ran = train(tmp_path, tmp_path / "models", JAVA_HOME=str(tmp_path))
    assert ran.returncode == 1
    assert ran.stderr.startswith("kindred: Spark runs on Java 17")
    assert ran.stderr.count("\n") == 1


def test_without_pyspark_one_line_says_how_to_get_it(tmp_path):
    (tmp_path / "pyspark.py").write_text("raise ModuleNotFoundError('No module named pyspark')")
    (tmp_path / "py4j.py").write_text("raise ModuleNotFoundError('No module named py4j')")
    ran = train(tmp_path, tmp_path / "models", PYTHONPATH=str(tmp_path))
    assert ran.returncode == 1
    assert ran.stderr == "kindred: Training on Spark needs pyspark: pip install 'kindred[spark]'\n"
