"""An installed wheel is whole: both packages, the demo catalogue, the words and the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder that holds what the wheel installs, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("kindred-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.slow
def test_the_wheel_answers_from_any_folder(installed, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    where = "import bot, model.plays.demo as d; print(bot.__file__, d.demo_folder(), sep='\\n')"
    files = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path, env=environment, check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    assert all(Path(file).is_relative_to(installed) for file in files)
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "playground", "--say", "/similar radiohead", "--json"],
        cwd=tmp_path, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "Muse" in json.loads(ran.stdout)["answers"][0]["text"]


@pytest.mark.slow
def test_the_wheel_holds_nothing_it_should_not(installed):
    (metadata,) = installed.glob("kindred-*.dist-info/METADATA")
    assert "License-Expression: MIT" in metadata.read_text(encoding="utf-8")
    tops = {path.name for path in installed.iterdir()} - {metadata.parent.name}
    assert tops == {"bot", "model"}
    for name in ("index.html", "page.js", "style.css", "icon.svg"):
        assert (installed / "bot" / "playground" / "page" / name).is_file()
    for name in ("aliases.tsv", "matching/everyday_words.txt", "matching/request_words.toml"):
        assert (installed / "model" / name).is_file()
    assert (installed / "bot" / "i18n" / "locales" / "en" / "bot.ftl").is_file()
