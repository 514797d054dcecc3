"""The benchmark of throughput works at a small size; what it measures is told by nobody here."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.askers import questions

ROOT = Path(__file__).parents[2]


def test_every_second_question_has_a_letter_left_out_and_short_names_none():
    asked = list(islice(questions(["Radiohead", "ABBA"]), 40))
    exact, slips = set(asked[::2]), set(asked[1::2])
    assert exact == {"/similar Radiohead", "/similar ABBA"}
    assert {len(one) for one in slips} == {len("/similar Radiohea"), len("/similar ABBA")}


@pytest.mark.slow
def test_both_bots_are_measured_and_told_side_by_side(tmp_path):
    command = [sys.executable, "-m", "benchmarks.throughput", "--seconds", "0.5"]
    command += ["--artists", "2000", "--models", str(tmp_path / "models")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    floods = re.findall(r"^(echo|kindred) +(\d+) answered a second", ran.stdout, re.MULTILINE)
    assert [name for name, _ in floods] == ["echo", "kindred"] * 3
    assert re.search(r"^ratio: \d\.\d\d", ran.stdout, re.MULTILINE)
    assert len(re.findall(r"30 a second: p50 \d", ran.stdout)) == 2
    share = re.search(r"^([\d.]+)% of what kindred said", ran.stdout, re.MULTILINE)
    assert share is not None
    assert float(share[1]) > 50
