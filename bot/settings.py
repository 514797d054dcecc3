"""Environment and `.env` → one frozen `Settings`, or one refusal that lists every problem."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import BadSettings
from bot.links import PLACE_OF_NAME, Site
from bot.secret_settings import bot_token, secret_in, webhook_secret
from model.registry import DEFAULT_MODELS

DEFAULT_DB = Path("data/state/bot.db")
PREFIX = "KINDRED_"
TELEGRAM = "https://api.telegram.org/bot"
_SECRETS = {"token": bot_token, "webhook_secret": webhook_secret}
_MISSING, _IN_FILE = "missing", "in_file"  # kinds of problems; the first is pydantic's own

LogLevel: TypeAlias = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat: TypeAlias = Literal["text", "json"]
Port: TypeAlias = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseSettings):
    """What `kindred run` is told, each as the environment variable `KINDRED_` and its name.

    Some are checked by those above them, so their order matters.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    token_file: Path | None = None
    """A file that holds the token, instead of `token`."""

    token: SecretStr = Field(default=SecretStr(""), validate_default=True)
    """From @BotFather, like `123456:ABC-DEF`. Never printed."""

    base_url: str = Field(default=TELEGRAM, pattern="^https?://")
    """Where the Bot API is, up to the token."""

    models: Path = DEFAULT_MODELS
    """The folder of model versions."""

    db: Path = DEFAULT_DB
    """The SQLite file of queries and votes; it is made if it is not there."""

    artist_link: str = Field(default=Site.LASTFM.template, pattern="^https?://")
    """Where an artist's name leads unless a person chooses; `{name}` stands for the name."""

    admins: Annotated[tuple[int, ...], NoDecode] = ()
    """Telegram's numbers of those who may ask for /stats, /model, /reload and /export."""

    requests_per_minute: int = Field(default=60, ge=1)
    """How much one person may ask for; who asks for more is told once and then passed over."""

    webhook_url: str = ""
    """The address at which Telegram shall deliver; empty: the bot fetches."""

    webhook_secret_file: Path | None = None
    """A file that holds the webhook's secret, instead of `webhook_secret`."""

    webhook_secret: SecretStr = Field(default=SecretStr(""), validate_default=True)
    """What tells Telegram's deliveries from anybody's. Never printed."""

    webhook_listen: str = "127.0.0.1"
    """The address at which the bot takes what a proxy passes on from `webhook_url`."""

    webhook_port: Port = 8443
    """The port there; 0 takes a free one."""

    metrics_port: Port | None = None
    """The port of /healthz and /metrics; none unless set, and 0 takes a free one."""

    metrics_listen: str = "127.0.0.1"
    """The address at which they are answered."""

    log_level: LogLevel = "INFO"
    """How much is logged; never what people type."""

    log_format: LogFormat = "text"
    """Lines for people, or one JSON object a line."""

    @field_validator(*_SECRETS)
    @classmethod
    def _here_or_in_its_file(cls, given: SecretStr, info: ValidationInfo) -> SecretStr:
        name = str(info.field_name)
        well_formed = _SECRETS[name]
        file = info.data.get(f"{name}_file")
        if given and file:
            message = f"{PREFIX}{name.upper()}_FILE is set too; set one of the two"
            raise ValueError(message)
        if given:
            return well_formed(given)
        if not file:
            return _unset(name, info)
        try:
            found = secret_in(file)
        except ValueError as error:
            raise PydanticCustomError(_IN_FILE, str(error)) from None
        try:
            return well_formed(found)
        except ValueError as error:
            raise PydanticCustomError(_IN_FILE, f"its content {error}") from None

    @field_validator("admins", mode="before")
    @classmethod
    def _numbers_between_commas(cls, admins: object) -> object:
        if not isinstance(admins, str):
            return admins
        numbers = admins.replace(",", " ").split()
        if not all(number.isascii() and number.isdigit() for number in numbers):
            message = "must be Telegram's numbers with commas between them, like 123,456"
            raise ValueError(message)
        return tuple(map(int, numbers))

    @field_validator("artist_link")
    @classmethod
    def _has_a_place_for_the_name(cls, link: str) -> str:
        before, name, after = link.partition(PLACE_OF_NAME)
        if not name or set("{}") & set(before + after):
            message = "must contain {name} once and no other braces"
            raise ValueError(message)
        return link

    @field_validator("webhook_url")
    @classmethod
    def _can_be_delivered_to(cls, url: str, info: ValidationInfo) -> str:
        is_telegram = _host(info.data.get("base_url", "")) == _host(TELEGRAM)
        schemes = ("https://",) if is_telegram else ("https://", "http://")
        is_plain = url.isascii() and url.isprintable() and not set(url) & set(" ?#@\\")
        if url and not (url.lower().startswith(schemes) and is_plain and _host(url)):
            message = (
                f"must be an address that begins with {' or '.join(schemes)}, names a host,"
                " and has no user, query or fragment"
            )
            raise ValueError(message)
        return url

    @classmethod
    def read(cls, **given: object) -> Self:
        """Read the environment; what is given here wins over it, a secret over its file too.

        Raises:
            BadSettings: one line per problem; no value is repeated in it, since one may be the
                token.
        """
        no_files = {f"{name}_file": None for name in _SECRETS if name in given}
        try:
            return cls(**{**no_files, **given})  # type: ignore[arg-type]  # pydantic checks them
        except UnicodeDecodeError:
            message = "Settings: .env is not UTF-8 text"
            raise BadSettings(message) from None
        except ValidationError as error:
            problems = [
                _problem(each["loc"], each["type"], each["msg"]) for each in error.errors()
            ]
            message = "Settings: " + "; ".join(problems)
            raise BadSettings(message) from None


def _unset(name: str, info: ValidationInfo) -> SecretStr:
    """Return an empty secret where none is needed."""
    if name == "token":
        raise PydanticCustomError(_MISSING, "is not set")
    if info.data.get("webhook_url", "refused"):
        message = f"must be set where {PREFIX}WEBHOOK_URL is"
        raise ValueError(message)
    return SecretStr("")


def _host(url: str) -> str | None:
    """Return the host of an address in lower case; None where there is none or its port is bad."""
    try:
        parts = urlsplit(url)
        is_usable = parts.port != 0
    except ValueError:
        return None
    return parts.hostname if is_usable else None


def _problem(location: tuple[int | str, ...], kind: str, said: str) -> str:
    name = f"{PREFIX}{str(location[0]).upper()}" if location else "the environment"
    if kind == _MISSING:
        return f"{name} is not set"
    if kind == _IN_FILE:
        name += "_FILE"
    return f"{name}: {said.removeprefix('Value error, ')}"
