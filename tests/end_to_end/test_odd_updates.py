"""Updates that are no plain message or press: answered where somebody waits, else let be."""

from __future__ import annotations

import pytest

from bot.rehearsal import YOU
from tests.end_to_end.conftest import ANNA, GROUP, labels, payload, rows

CHAT = {"id": YOU.id, "type": "private", "first_name": "You"}
SENDER = YOU.as_user()
PHOTO = [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]


def message(**content):
    return {"message_id": 900, "date": 1_700_000_000, "chat": CHAT, "from": SENDER, **content}


SILENT = {
    "edited photo": {"edited_message": message(photo=PHOTO, edit_date=1_700_000_001)},
    "channel post": {
        "channel_post": {
            "message_id": 5,
            "date": 1_700_000_000,
            "chat": {"id": -5, "type": "channel", "title": "News"},
            "text": "radiohead",
        }
    },
    "pinned": {"message": message(pinned_message=message(text="radiohead"))},
    "blocked": {
        "my_chat_member": {
            "chat": CHAT,
            "from": SENDER,
            "date": 1_700_000_000,
            "old_chat_member": {"status": "member", "user": SENDER},
            "new_chat_member": {"status": "kicked", "user": SENDER, "until_date": 0},
        }
    },
    "something new": {"hologram": {"id": 1}},
}


@pytest.mark.parametrize("update", SILENT.values(), ids=SILENT)
async def test_what_asks_nothing_gets_no_answer_and_the_bot_goes_on(playing, services, update):
    assert await playing.happened(update) == []
    assert rows(services, "queries") == []
    assert await playing.said("radiohead")


ASKED_FOR_A_NAME = {
    "photo": {"photo": PHOTO},
    "sticker": {
        "sticker": {
            "file_id": "x",
            "file_unique_id": "y",
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        }
    },
    "voice": {"voice": {"file_id": "x", "file_unique_id": "y", "duration": 3}},
    "captioned photo": {"photo": PHOTO, "caption": "radiohead"},
}


@pytest.mark.parametrize("content", ASKED_FOR_A_NAME.values(), ids=ASKED_FOR_A_NAME)
async def test_what_is_no_text_is_asked_for_a_name_in_private(playing, content):
    (answer,) = await playing.happened({"message": message(**content)})
    assert "names only" in answer["text"]


async def test_a_forwarded_text_with_new_fields_is_an_artist_like_any_other(playing):
    update = {"message": message(text="radiohead", glow="strong", is_topic_message=False)}
    (answer,) = await playing.happened(update)
    assert "Radiohead" in answer["text"]


async def test_an_anonymous_admin_votes_as_the_group(group, services):
    chat = {"id": GROUP, "type": "supergroup", "title": "Friends"}
    bot_of_all = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GAB"}
    update = {
        "message": {
            "message_id": 901,
            "date": 1_700_000_000,
            "chat": chat,
            "from": bot_of_all,
            "sender_chat": chat,
            "text": "/similar radiohead",
            "entities": [{"type": "bot_command", "offset": 0, "length": 8}],
        }
    }
    (answer,) = await group.happened(update, chat_id=GROUP)
    assert "Radiohead" in answer["text"]
    (query,) = rows(services, "queries")
    assert query["person_id"] == GROUP


def too_old(answer, data):
    """A press on a message of which Telegram tells no more than that it was there."""
    return {
        "callback_query": {
            "id": "77",
            "from": SENDER,
            "chat_instance": "1",
            "data": data,
            "message": {"chat": CHAT, "message_id": answer["message_id"], "date": 0},
        }
    }


async def test_buttons_of_a_message_too_old_to_edit_still_work(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    (muse,) = await playing.happened(too_old(answer, payload(answer, "Muse")))
    assert muse["text"].startswith("Those who listen to Muse")
    (page,) = await playing.happened(too_old(answer, payload(answer, "More ▶")))
    assert "Page 2 of 5" in page["text"]
    await playing.happened(too_old(answer, payload(answer, "👍", row=0)))
    assert [row["vote"] for row in rows(services, "votes")] == [1]
    (again,) = await playing.said("/similar radiohead")
    assert labels(again)[0][1] == "👍 ✓"


async def test_a_press_below_an_inline_message_is_let_rest(playing, services):
    press = {"id": "78", "from": SENDER, "chat_instance": "1", "data": "a:AAAAAAAAAAA"}
    update = {"callback_query": {**press, "inline_message_id": "abc"}}
    assert await playing.happened(update) == []
    assert await playing.said("muse")


async def test_in_a_group_nobody_is_asked_for_text(group):
    photo = {
        "message_id": 902,
        "date": 1_700_000_000,
        "chat": {"id": GROUP, "type": "supergroup", "title": "Friends"},
        "from": ANNA.as_user(),
        "photo": PHOTO,
    }
    assert await group.happened({"message": photo}, chat_id=GROUP) == []
