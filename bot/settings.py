"""Environment and `.env` → one frozen `Settings`, or one refusal that lists every problem."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import BadSettings
from bot.links import PLACE_OF_NAME, Site
from model.registry import DEFAULT_MODELS

DEFAULT_DB = Path("data/state/bot.db")
PREFIX = "KINDRED_"
TELEGRAM = "https://api.telegram.org/bot"
_TOKEN_PARTS = 2


class Settings(BaseSettings):
    """What `kindred run` is told, each as the environment variable `KINDRED_` and its name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    token: SecretStr
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

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """How much is logged; never what people type."""

    @field_validator("token")
    @classmethod
    def _token_like(cls, token: SecretStr) -> SecretStr:
        parts = token.get_secret_value().strip().split(":")
        if len(parts) != _TOKEN_PARTS or not parts[0].isdigit() or not parts[1]:
            message = "is not a bot token; @BotFather gives one like 123456:ABC-DEF"
            raise ValueError(message)
        return SecretStr(":".join(parts))

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

    @classmethod
    def read(cls, **given: object) -> Self:
        """Read the environment; what is given here wins over it.

        Raises:
            BadSettings: one line per problem; no value is repeated in it, since one may be the
                token.
        """
        try:
            return cls(**given)  # type: ignore[arg-type]  # pydantic checks what the caller gives
        except UnicodeDecodeError:
            message = "Settings: .env is not UTF-8 text"
            raise BadSettings(message) from None
        except ValidationError as error:
            problems = [
                _problem(each["loc"], each["type"], each["msg"]) for each in error.errors()
            ]
            message = "Settings: " + "; ".join(problems)
            raise BadSettings(message) from None


def _problem(location: tuple[int | str, ...], kind: str, said: str) -> str:
    name = f"{PREFIX}{str(location[0]).upper()}" if location else "the environment"
    if kind == "missing":
        return f"{name} is not set"
    return f"{name}: {said.removeprefix('Value error, ')}"
