"""What the documentation says is there, and what is there it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from bot.cli import app
from bot.settings import Settings
from bot.store.export import COLUMNS
from docs.privacy_page import page
from model.artifact import FILES
from model.manifest import Manifest

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md")
]
PAGES += sorted((ROOT / "docs").rglob("*.md"))


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def commands(group, before=()):
    """All commands, with those of groups under their full name."""
    for name, command in typer.main.get_group(group).commands.items():
        below = getattr(command, "commands", None)
        yield from ((f"{name} {one}" for one in below) if below else (name,))


@pytest.mark.parametrize("command", list(commands(app)))
def test_every_command_is_documented(command):
    assert f"`kindred {command}" in read("docs/operations.md")


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_documented_with_its_default(name):
    variable = f"KINDRED_{name.upper()}"
    assert f"| `{variable}` |" in read("docs/operations.md")
    default = Settings.model_fields[name].default
    example = re.search(rf"^#?{variable}=(.*)$", read(".env.example"), re.MULTILINE)
    assert example
    written = str(default) if default and not isinstance(default, tuple) else ""
    if name != "token":
        assert example[1] == written
        assert f"| `{variable}` | {f'`{written}`' if written else ''}" in read(
            "docs/operations.md"
        )


def test_no_setting_is_documented_that_does_not_exist():
    mentioned = set(
        re.findall(r"KINDRED_(\w+)", read("docs/operations.md") + read(".env.example"))
    )
    assert mentioned == {name.upper() for name in Settings.model_fields}


def test_the_formats_name_every_file_column_and_field_of_the_manifest():
    formats = read("docs/formats.md")
    for name in (*FILES, *COLUMNS, *Manifest.model_fields):
        assert f"`{name}`" in formats


def test_the_privacy_page_is_what_the_bot_says():
    assert read("docs/privacy.md") == page()


PATHS = r"`((?:bot|model|tests|docs|data/demo|benchmarks)/[\w./-]+|data/aliases\.\w+)`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_every_path_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", text):
        assert (page.parent / target).exists(), target
    for path in re.findall(PATHS, text):
        assert (ROOT / path).exists(), path


def test_the_readme_shows_what_it_is_before_anything_else():
    readme = read("README.md")
    assert readme.index("docs/pictures/playground.png") < readme.index("make playground")
    assert readme.index("make playground") < readme.index("make test") < 2000
