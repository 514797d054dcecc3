from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import BadSettings
from bot.rehearsal import playground_settings
from bot.settings import Settings

TOKEN = "123456:ABC-secret"
WEBHOOK_SECRET = "wh-0123456789_abc"


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


@pytest.mark.parametrize(
    "token", ["nonsense", "abc:def", "1:", ":x", "1:2:3", "1:a/b", "1:a b", "١:x"]
)
def test_what_is_no_token_is_refused_without_being_repeated(monkeypatch, token):
    monkeypatch.setenv("KINDRED_TOKEN", token)
    with pytest.raises(BadSettings, match="BotFather") as refused:
        Settings.read()
    assert f"'{token}'" not in str(refused.value)


def test_the_token_never_prints(monkeypatch):
    monkeypatch.setenv("KINDRED_TOKEN", TOKEN)
    settings = Settings.read()
    assert "ABC-" not in f"{settings!r} {settings} {settings.model_dump()}"
    assert "ABC-" not in settings.model_dump_json()


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


@pytest.fixture
def chosen(monkeypatch):
    """Set variables, each by its name without the prefix, and read the settings."""

    def read(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(f"KINDRED_{name.upper()}", str(value))
        return Settings.read()

    return read


def refusal(read, **variables):
    with pytest.raises(BadSettings) as refused:
        read(**variables)
    return str(refused.value)


@pytest.mark.parametrize("around", ["{}", "{}\n", "\ufeff {}\r\n"])
def test_a_secret_may_stand_in_a_file(chosen, tmp_path, around):
    (tmp_path / "token").write_text(around.format(TOKEN))
    (tmp_path / "secret").write_text(around.format(WEBHOOK_SECRET))
    settings = chosen(
        token_file=tmp_path / "token",
        webhook_url="https://example.org/",
        webhook_secret_file=tmp_path / "secret",
    )
    assert settings.token == SecretStr(TOKEN)
    assert settings.webhook_secret == SecretStr(WEBHOOK_SECRET)
    printed = f"{settings!r} {settings.model_dump()} {settings.model_dump_json()}"
    assert "ABC-" not in printed
    assert "wh-0" not in printed


def test_a_secret_stands_in_one_place(chosen, tmp_path):
    (tmp_path / "token").write_text(TOKEN)
    message = refusal(
        chosen,
        token=TOKEN,
        token_file=tmp_path / "token",
        webhook_secret=WEBHOOK_SECRET,
        webhook_secret_file=tmp_path / "none",
    )
    assert "KINDRED_TOKEN: KINDRED_TOKEN_FILE is set too; set one of the two" in message
    assert "KINDRED_WEBHOOK_SECRET: KINDRED_WEBHOOK_SECRET_FILE is set too" in message
    assert TOKEN not in message


def test_what_is_set_to_nothing_is_not_set(chosen, tmp_path):
    (tmp_path / "token").write_text(TOKEN)
    settings = chosen(token="", token_file=tmp_path / "token", metrics_port="", webhook_url="")
    assert settings.token == SecretStr(TOKEN)
    assert settings.metrics_port is None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"123456:ABC\xff", "is not a file of text"),
        (b"ABC-nonsense", "its content is not a bot token"),
        (b"KINDRED_TOKEN=123456:ABC-secret", "its content is not a bot token"),
        (b"123456:ABC-secret\n123456:ABC-other", "its content is not a bot token"),
    ],
)
def test_a_file_that_holds_no_token_is_named_and_not_repeated(chosen, tmp_path, content, problem):
    (tmp_path / "token").write_bytes(content)
    message = refusal(chosen, token_file=tmp_path / "token")
    assert message.startswith(f"Settings: KINDRED_TOKEN_FILE: {problem}")
    assert "ABC" not in message.replace("123456:ABC-DEF", "")
    assert ";" not in message.replace("token; @BotFather", "")


@pytest.mark.parametrize("path", [f"/nowhere/{TOKEN}", TOKEN, ".", f"{TOKEN}" * 100])
def test_a_file_that_cannot_be_read_is_said_without_its_path(chosen, path):
    message = refusal(chosen, token_file=path, log_level="LOUD")
    assert "KINDRED_TOKEN_FILE: cannot be read (" in message
    assert "KINDRED_LOG_LEVEL" in message
    assert "KINDRED_TOKEN is not set" not in message
    assert "ABC" not in message


def test_no_problem_repeats_a_value(chosen):
    """Whoever mixes up two lines has put the token anywhere."""
    wrong = dict.fromkeys(set(Settings.model_fields) - {"models", "db"}, f"{TOKEN}/{{}}")
    for free_text in ("webhook_listen", "metrics_listen", "token_file", "webhook_secret_file"):
        del wrong[free_text]
    message = refusal(chosen, **wrong)
    assert "ABC-secret" not in message
    for name in wrong:
        assert f"KINDRED_{name.upper()}: " in message


def test_an_error_of_the_class_itself_repeats_none_either():
    with pytest.raises(ValueError, match="log_level") as refused:
        Settings(token=SecretStr(TOKEN), log_level=TOKEN)  # type: ignore[arg-type]  # the test
    assert "ABC" not in str(refused.value)


@pytest.mark.parametrize(
    "secret", ["short", "x" * 15, "x" * 257, "sixteen letters!", "ünd sechzehn mehr"]
)
def test_a_webhook_secret_is_what_telegram_takes(chosen, secret):
    message = refusal(chosen, token=TOKEN, webhook_secret=secret)
    assert message.startswith("Settings: KINDRED_WEBHOOK_SECRET: must be 16 to 256")
    assert secret not in message


@pytest.mark.parametrize("secret", ["x" * 16, "x" * 256, WEBHOOK_SECRET])
def test_the_shortest_and_the_longest_webhook_secret_are_taken(chosen, secret):
    assert chosen(token=TOKEN, webhook_secret=secret).webhook_secret == SecretStr(secret)


@pytest.mark.parametrize("url", ["https://example.org/hook", "ftp://example.org"])
def test_a_webhook_needs_a_secret_and_polling_none(chosen, url):
    assert chosen(token=TOKEN).webhook_secret == SecretStr("")
    assert "KINDRED_WEBHOOK_SECRET: must be set where KINDRED_WEBHOOK_URL is" in refusal(
        chosen, webhook_url=url
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://example.org/a/b",
        "HTTPS://Example.org:8443/",
        "https://[::1]/",
    ],
)
def test_a_webhook_is_an_https_address(chosen, url):
    settings = chosen(token=TOKEN, webhook_secret=WEBHOOK_SECRET, webhook_url=url)
    assert settings.webhook_url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "example.org",
        "https://",
        "https:///hook",
        "https://example.org/?a=1",
        "https://example.org/?",
        "https://example.org/#a",
        "https://me:word@example.org/",
        "https://example.org:port/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://[::1/",
        "https://exa mple.org/",
        "https://example.org/\x07",
        "https://bücher.example/",
        "https://example.org\\hook",
    ],
)
def test_what_is_no_address_for_telegram_is_refused(chosen, url):
    message = refusal(chosen, token=TOKEN, webhook_secret=WEBHOOK_SECRET, webhook_url=url)
    assert message.startswith("Settings: KINDRED_WEBHOOK_URL: must be an address that begins with")
    assert "example" not in message


def test_a_bot_api_of_ones_own_delivers_over_http_too(chosen):
    secret, url = WEBHOOK_SECRET, "http://127.0.0.1:8443/hook"
    own = "http://127.0.0.1:8081/bot"
    settings = chosen(token=TOKEN, base_url=own, webhook_secret=secret, webhook_url=url)
    assert settings.webhook_url == url
    for telegrams in ("https://api.telegram.org:443/bot", "https://API.telegram.org/bot"):
        assert "KINDRED_WEBHOOK_URL" in refusal(chosen, base_url=telegrams)


@pytest.mark.parametrize("name", ["webhook_port", "metrics_port"])
def test_a_port_is_one(chosen, name):
    for port in (0, 1, 65535):
        assert getattr(chosen(**{"token": TOKEN, name: port}), name) == port
    for wrong in ("-1", "65536", "http"):
        assert f"KINDRED_{name.upper()}: " in refusal(chosen, **{name: wrong})


def test_somebody_may_ask_for_something(chosen):
    assert chosen(token=TOKEN, requests_per_minute=1).requests_per_minute == 1
    assert "KINDRED_REQUESTS_PER_MINUTE: " in refusal(chosen, requests_per_minute=0)


def test_what_is_given_wins_over_the_environment_and_its_files(chosen, monkeypatch, tmp_path):
    monkeypatch.setenv("KINDRED_TOKEN_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("KINDRED_WEBHOOK_SECRET_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("KINDRED_WEBHOOK_URL", "https://example.org/")
    settings = Settings.read(token=TOKEN, webhook_url="", webhook_secret="", metrics_port=None)
    assert settings.token == SecretStr(TOKEN)
    assert (settings.webhook_url, settings.metrics_port) == ("", None)


def test_the_playground_needs_no_token_whatever_is_set(monkeypatch, tmp_path):
    monkeypatch.setenv("KINDRED_TOKEN_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("KINDRED_TOKEN", "nonsense")
    assert playground_settings().token.get_secret_value().startswith("1:")
