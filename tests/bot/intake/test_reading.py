"""What can be told of an update before it is understood, and that nothing makes it raise."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.reading import arrival_of, kind_of

MESSAGE = {"chat": {"id": -5}, "from": {"id": 7}, "text": "x"}


@pytest.mark.parametrize(
    ("content", "kind", "chat_id", "person_id"),
    [
        ({"message": MESSAGE}, "message", -5, 7),
        ({"edited_message": MESSAGE}, "edited_message", -5, 7),
        (
            {"callback_query": {"from": {"id": 8}, "message": MESSAGE}},
            "callback_query", -5, 8,
        ),
        ({"message_reaction": {"chat": {"id": -5}, "user": {"id": 9}}}, "message_reaction", -5, 9),
        ({"inline_query": {"from": {"id": 7}, "query": "m"}}, "inline_query", None, 7),
        ({"callback_query": {"from": {"id": 8}}}, "callback_query", None, 8),
        (
            {"message": {**MESSAGE, "from": {"id": 1087968824}, "sender_chat": {"id": -5}}},
            "message", -5, -5,
        ),
        ({"hologram": MESSAGE}, "hologram", -5, 7),
        ({"message": "garbage"}, "message", None, None),
        ({"message": {"chat": 5, "from": []}}, "message", None, None),
        ({"message": {"chat": {"id": True}}}, "message", None, None),
        ({"message": {"chat": {"id": 2**70}}}, "message", None, None),
        ({}, "unknown", None, None),
        ({"message": MESSAGE, "poll": {}}, "unknown", -5, 7),
    ],
)  # fmt: skip
def test_chat_and_person_are_told_where_they_can_be(content, kind, chat_id, person_id):
    raw = {"update_id": 3, **content}
    arrival = arrival_of(raw)
    assert (arrival.update_id, arrival.chat_id, arrival.person_id) == (3, chat_id, person_id)
    assert kind_of(raw) == kind


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("message"), inner),
)


@given(JSON)
def test_nothing_that_json_can_say_raises(raw):
    arrival = arrival_of(raw)
    assert arrival.payload.isascii()
    assert json.dumps(json.loads(arrival.payload)) == arrival.payload
    kind_of(raw)


def test_half_a_surrogate_pair_can_be_written_down():
    assert arrival_of({"update_id": 1, "message": {"text": "\ud800"}}).payload.isascii()
