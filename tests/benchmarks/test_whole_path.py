"""The large benchmark, small: that it goes on working, and no word about time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_both_recipes_go_the_whole_path_and_are_told_of(tmp_path):
    command = [
        sys.executable, "-m", "benchmarks.whole_path",
        "--listeners", "400", "1600", "--artists", "3000", "--picture", str(tmp_path / "x.svg"),
    ]  # fmt: skip
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told = dict(re.findall(r"^\| +(.+?) +\| (.+) \|$", ran.stdout, re.MULTILINE))
    assert told["rows used, of all"].split(" | ")[1] == "1"
    small, large, _ = told["listeners"].split(" | ")
    assert (small, large) == ("400", "1,600")
    found = [float(one) for one in told["neighbours found, any artist"].split(" | ")[:2]]
    assert min(found) > 0.99
    assert (tmp_path / "x.svg").stat().st_size > 0
