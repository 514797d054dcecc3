"""What is said and pressed in the end-to-end tests."""

from __future__ import annotations

import pytest

from bot.playground.world import Person

GROUP = -1001
ANNA, BORIS = Person(2001, "Anna", "anna"), Person(2002, "Boris", "boris")


@pytest.fixture
def group(playing):
    """A group of two people and the bot; returns the started playground."""
    for person in (ANNA, BORIS):
        playing.world.add_person(person)
    playing.world.add_group(GROUP, "Friends", (ANNA.id, BORIS.id))
    return playing


def buttons(message):
    """All buttons of a message, in rows."""
    return message.get("reply_markup", {}).get("inline_keyboard", [])


def labels(message):
    return [[button["text"] for button in row] for row in buttons(message)]


def payload(message, label, *, row=None):
    """What the button of a label sends; of a thumb, the one in a row."""
    rows = buttons(message) if row is None else [buttons(message)[row]]
    return next(one["callback_data"] for each in rows for one in each if one["text"] == label)


def listed(message):
    """The artists of an answer, in order."""
    return [
        line.split(". ", 1)[1].split(": ")[0]
        for line in message["text"].split("\n")
        if ". " in line
    ]


def rows(services, table):
    """All rows of a table, in order."""
    return list(services.database.table(table).rows_where(order_by="rowid"))
