"""The commands as a person meets them; that failures become one line is `bot.cli.main`'s."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from bot.errors import OperatorError, StoreUnavailable
from bot.store.database import open_database
from bot.store.events import record_query
from bot.upkeep_cli import app
from tests.bot.store.test_instance import held_by_another
from tests.bot.store.test_store import MUSE, QUERY


@pytest.fixture
def said(tmp_path, monkeypatch):
    """Run a command in a folder with a database of one query where bots have theirs."""
    monkeypatch.chdir(tmp_path)
    database = open_database(tmp_path / "data" / "state" / "bot.db")
    record_query(database, QUERY, [MUSE])
    database.close()

    def run(*arguments):
        ran = CliRunner().invoke(app, arguments)
        if isinstance(ran.exception, OperatorError):
            raise ran.exception
        return ran.exit_code, ran.output

    return run


def test_a_backup_and_a_restore_say_in_one_line_what_was_copied(said, tmp_path):
    status, out = said("backup", "copy.db")
    size_bytes = (tmp_path / "copy.db").stat().st_size
    holds = f"1 queries, 0 votes, {size_bytes:,} bytes"
    assert (status, out) == (0, f"Copied data/state/bot.db to copy.db: {holds}\n")
    status, out = said("restore", "copy.db", "--db", "new.db")
    assert (status, out) == (0, f"Restored copy.db to new.db: {holds}\n")
    status, out = said("restore", "copy.db")
    kept = tmp_path / "data" / "state" / "bot.db.before-restore"
    assert out == (
        f"Restored copy.db to data/state/bot.db: {holds}; what was there before is {kept}\n"
    )


def test_refusals_are_errors_of_one_line(said, tmp_path):
    (tmp_path / "letter").write_text("Dear Sir or Madam,\n")
    with pytest.raises(OperatorError, match="--force"):
        said("backup", "letter")
    assert said("backup", "letter", "--force")[0] == 0
    with pytest.raises(StoreUnavailable, match="There is no database nowhere"):
        said("backup", "copy.db", "--db", "nowhere")
    with (
        held_by_another(tmp_path / "data" / "state" / "bot.db"),
        pytest.raises(StoreUnavailable, match="runs on data/state"),
    ):
        said("restore", "letter")


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_every_command_has_help_and_wants_a_file(said, command):
    status, out = said(command, "--help")
    assert status == 0
    assert "FILE" in out
    assert said(command)[0] == 2
