"""Where updates are delivered if the bot does not fetch them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that the bot listens on.

    Attributes:
        url: of the bot's server.
        secret_token: what tells the bot that it is Telegram who calls; may be empty.
        max_connections: as it was set. Updates are delivered one at a time all the same.
    """

    url: str
    secret_token: str
    max_connections: int


@dataclass(frozen=True, slots=True)
class FailedDelivery:
    """The last time that the bot did not take an update.

    Attributes:
        date: in seconds since 1970.
        message: why.
    """

    date: int
    message: str
