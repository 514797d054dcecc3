"""Which updates are as the Bot API promises, and where those that are not differ."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from bot.intake.shape import oddity

PERSON = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "en"}
CHAT = {"id": 7, "type": "private", "first_name": "A"}
MESSAGE = {
    "message_id": 1, "date": 1, "chat": CHAT, "from": PERSON, "text": "/similar x",
    "entities": [{"type": "bot_command", "offset": 0, "length": 8}],
}  # fmt: skip
UPDATES = {
    "message": MESSAGE,
    "edited_message": {**MESSAGE, "edit_date": 2},
    "callback_query": {
        "id": "1", "from": PERSON, "chat_instance": "1", "data": "x", "message": MESSAGE,
    },
    "inline_query": {"id": "1", "from": PERSON, "query": "", "offset": ""},
    "chosen_inline_result": {"result_id": "x", "from": PERSON, "query": ""},
    "message_reaction": {
        "chat": CHAT, "message_id": 1, "date": 1, "user": PERSON, "old_reaction": [],
        "new_reaction": [{"type": "emoji", "emoji": "x"}],
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", UPDATES)
def test_what_is_as_promised_has_no_oddity(kind):
    assert oddity({"update_id": 1, kind: UPDATES[kind]}) == ""


def test_what_this_bot_does_not_read_may_be_anything():
    assert oddity({"update_id": 1, "hologram": {"glow": [1, "x", None]}}) == ""
    assert oddity({"message": {**MESSAGE, "forward_origin": {"sender": []}}}) == ""


def test_other_objects_may_have_a_type_or_data_of_another_kind():
    wallpaper = {"chat_background_set": {"type": {"type": "fill"}}}
    assert oddity({"message": {**MESSAGE, **wallpaper, "passport_data": {"data": []}}}) == ""


def test_null_is_nothing():
    assert oddity({"message": {**MESSAGE, "caption": None, "quote": None}}) == ""


def with_at(kind, path, value):
    content: dict[str, Any] = copy.deepcopy({kind: UPDATES[kind]})
    inside: Any = content
    *outer, last = path.split(".")
    for name in outer:
        inside = inside[int(name)] if isinstance(inside, list) else inside[name]
    inside[last] = value
    return content


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("message.text", 5),
        ("message.date", "x"),
        ("message.date", True),
        ("message.message_id", None),
        ("message.message_id", 2**63),
        ("message.from.id", -(2**63) - 1),
        ("message.chat", None),
        ("message.chat.id", "7"),
        ("message.from.id", None),
        ("message.from.is_bot", 0),
        ("message.entities", {}),
        ("message.entities.0.offset", "0"),
        ("edited_message.from", None),
        ("callback_query.id", 1),
        ("callback_query.data", []),
        ("callback_query.message.chat.id", None),
        ("inline_query.offset", 0),
        ("inline_query.query", None),
        ("chosen_inline_result.result_id", []),
        ("message_reaction.user", None),
        ("message_reaction.message_id", 10**30),
        ("message_reaction.new_reaction", None),
    ],
)
def test_what_is_not_as_promised_is_told_by_its_path(path, value):
    kind = path.partition(".")[0]
    assert oddity(with_at(kind, path, value)) == f"update.{path.replace('.0', '')}"


@pytest.mark.parametrize("update", [None, [], "x", 5])
def test_what_is_no_object_is_odd_itself(update):
    assert oddity(update) == "update"


def test_whoever_speaks_as_a_group_needs_no_person():
    message = {**MESSAGE, "from": None, "sender_chat": CHAT}
    assert oddity({"message": message}) == ""
