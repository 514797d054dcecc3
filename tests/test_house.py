"""The house rules that no linter knows."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = [path for folder in ("bot", "model") for path in sorted((ROOT / folder).rglob("*.py"))]
LONGEST_MODULE = 300


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_one_idea_and_not_a_drawer(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    assert path.stem not in {"utils", "helpers", "manager", "common", "misc"}


def test_the_locks_pin_and_hash_everything_and_name_no_host():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        pins = re.findall(r"^[a-z0-9][\w.-]*==\S+", text, re.MULTILINE | re.IGNORECASE)
        blocks = re.split(r"^(?=[a-z0-9][\w.-]*==)", text, flags=re.MULTILINE)[1:]
        assert len(pins) == len(blocks) > 3
        assert all("--hash=sha256:" in block for block in blocks)


def test_the_locks_agree_on_every_version():
    pins = {
        lock.name: set(re.findall(r"^([\w.-]+==[\w.]+)", lock.read_text(), re.MULTILINE))
        for lock in ROOT.glob("requirements*.lock")
    }
    assert pins["requirements.lock"] <= pins["requirements-dev.lock"]


@pytest.mark.skipif(platform.machine() != "x86_64", reason="looks for x86-64 registers")
@pytest.mark.skipif(shutil.which("objdump") is None, reason="objdump is not installed")
def test_annoy_is_built_for_any_processor():
    """Compiled for the builder's own processor it would use registers that older ones lack."""
    spec = find_spec("annoy.annoylib")
    assert spec is not None
    assert spec.origin is not None
    code = subprocess.run(
        ["objdump", "--disassemble", spec.origin], capture_output=True, text=True, check=True
    ).stdout
    assert "%xmm" in code
    assert "%ymm" not in code
    assert "%zmm" not in code


def test_no_pickle_is_read_or_written_and_no_handler_escapes_its_update():
    for path in PYTHON:
        text = path.read_text(encoding="utf-8")
        assert "import pickle" not in text
        assert "allow_pickle=True" not in text
        assert "block=False" not in text
