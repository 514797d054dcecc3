"""Everything that can go wrong in the bot, as one tree.

BotError
├── OperatorError           whoever runs Kindred can mend it; the message is one line for them
│   ├── BadSettings         the environment or .env; lists every problem
│   ├── StoreUnavailable    the database cannot be opened or written
│   │   └── StoreReplaced   its file was deleted or replaced while it was open
│   ├── TelegramRefused     Telegram cannot be used with this token or from here
│   └── PortTaken           a port is in use
└── PersonError             told to the person who asked, in their language, by its message key
    ├── AnswerForgotten     a button belongs to an answer that is not kept any more
    ├── ButtonMeaningless   a button that none of ours sends from there
    ├── AnotherPersons      a button belongs to an answer to somebody else's taste
    └── Busy                too many questions wait already
"""

from __future__ import annotations

from typing import ClassVar


class BotError(Exception):
    """Anything the bot refuses."""


class OperatorError(BotError):
    """Something that whoever runs Kindred can mend."""


class BadSettings(OperatorError):
    """The settings are not usable; the message lists every problem."""


class StoreUnavailable(OperatorError):
    """The database cannot be opened, read or written."""


class StoreReplaced(StoreUnavailable):
    """The database's file was deleted or replaced: what is written goes nowhere."""


class TelegramRefused(OperatorError):
    """Telegram does not accept this bot."""


class PortTaken(OperatorError):
    """Something else listens on a port that is asked for."""


class PersonError(BotError):
    """Something that the person who asked is told.

    Attributes:
        message_key: the Fluent message that says so.
    """

    message_key: ClassVar[str]


class AnswerForgotten(PersonError):
    """A button belongs to an answer that is not in the store."""

    message_key: ClassVar[str] = "answer-forgotten"


class ButtonMeaningless(PersonError):
    """A button sends what none of ours would send from that message."""

    message_key: ClassVar[str] = "button-unknown"


class AnotherPersons(PersonError):
    """A button belongs to an answer to somebody else's taste."""

    message_key: ClassVar[str] = "answer-anothers"


class Busy(PersonError):
    """Too many questions wait already: another one would wait too long."""

    message_key: ClassVar[str] = "busy"
