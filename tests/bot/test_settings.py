from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import BadSettings
from bot.settings import Settings

TOKEN = "123456:ABC-secret"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"KINDRED_{name.upper()}", raising=False)


def test_settings_come_from_the_environment_and_then_from_dot_env(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text(f"KINDRED_TOKEN={TOKEN}\nKINDRED_LOG_LEVEL=DEBUG\nOTHER=x\n")
    monkeypatch.setenv("KINDRED_LOG_LEVEL", "ERROR")
    settings = Settings.read()
    assert settings.token == SecretStr(TOKEN)
    assert settings.log_level == "ERROR"
    assert settings.models == Path("data/models")


def test_every_problem_is_named_at_once(monkeypatch):
    monkeypatch.setenv("KINDRED_LOG_LEVEL", "LOUD")
    monkeypatch.setenv("KINDRED_BASE_URL", "ftp://nowhere")
    monkeypatch.setenv("KINDRED_ARTIST_LINK", "https://example.org/")
    with pytest.raises(BadSettings) as refused:
        Settings.read()
    message = str(refused.value)
    for name in ("KINDRED_TOKEN is not set", "KINDRED_LOG_LEVEL", "KINDRED_BASE_URL", "{name}"):
        assert name in message
    assert "\n" not in message


@pytest.mark.parametrize("token", ["nonsense", "abc:def", "1:", ":x", "1:2:3", ""])
def test_what_is_no_token_is_refused_without_being_repeated(monkeypatch, token):
    monkeypatch.setenv("KINDRED_TOKEN", token)
    with pytest.raises(BadSettings, match="BotFather") as refused:
        Settings.read()
    assert not token or f"'{token}'" not in str(refused.value)


def test_the_token_never_prints(monkeypatch):
    monkeypatch.setenv("KINDRED_TOKEN", TOKEN)
    settings = Settings.read()
    assert "secret" not in f"{settings!r} {settings} {settings.model_dump()}"


@pytest.mark.parametrize(
    "link", ["https://x/", "https://x/{name}}", "https://x/{name}{name}", "x"]
)
def test_a_link_has_one_place_for_the_name(monkeypatch, link):
    monkeypatch.setenv("KINDRED_TOKEN", TOKEN)
    monkeypatch.setenv("KINDRED_ARTIST_LINK", link)
    with pytest.raises(BadSettings, match="KINDRED_ARTIST_LINK"):
        Settings.read()


def test_a_dot_env_that_is_no_text_is_said(tmp_path):
    (tmp_path / ".env").write_bytes(b"KINDRED_TOKEN=\xff\xfe")
    with pytest.raises(BadSettings, match="not UTF-8"):
        Settings.read()


def test_settings_cannot_be_changed_later(monkeypatch):
    monkeypatch.setenv("KINDRED_TOKEN", TOKEN)
    with pytest.raises(ValueError, match="frozen"):
        Settings.read().log_level = "DEBUG"
