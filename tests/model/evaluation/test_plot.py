from __future__ import annotations

import os
import subprocess
import sys

import pytest

from model.errors import UnwritablePlot
from model.evaluation.metrics import Mean
from model.evaluation.plot import check_drawable, write_plot
from model.evaluation.report import Line, Report

LINES = tuple(
    Line(name, Mean(recall, recall - 0.01, recall + 0.01), Mean(0.2, 0.1, 0.3), 0.5, 4.0)
    for name, recall in (("popularity", 0.1), ("Kindred", 0.3))
)
REPORT = Report(listeners=30, judged=20, hidden=200, agreement=None, lines=LINES)


@pytest.mark.parametrize(
    ("name", "begins"), [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml"), ("a.pdf", b"%PDF")]
)
def test_the_suffix_says_the_format(tmp_path, name, begins):
    path = tmp_path / name
    check_drawable(path)
    write_plot(REPORT, path)
    assert path.read_bytes().startswith(begins)


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "a.png").mkdir()
    with pytest.raises(UnwritablePlot, match=r"a\.png cannot be written"):
        write_plot(REPORT, tmp_path / "a.png")


def test_other_commands_do_not_import_matplotlib():
    """It would complain wherever there is no home folder to write to, as in a container."""
    code = "import sys, bot.cli; sys.exit('matplotlib' in sys.modules)"
    environment = {**os.environ, "HOME": "/nowhere"}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
