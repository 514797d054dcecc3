"""An artist may be asked for in reply to a message, by a link, or by editing what was asked."""

from __future__ import annotations

import pytest

from bot.playground.world import BOT_ID
from bot.rehearsal import YOU
from tests.end_to_end.conftest import ANNA, BORIS, GROUP, labels, listed, payload, rows


def edited(playing, message, text, person=YOU):
    """What Telegram tells when somebody edits a message."""
    entities = []
    if text.startswith("/"):
        length = len(text.split()[0])
        entities = [{"type": "bot_command", "offset": 0, "length": length}]
    edit = {**message, "text": text, "edit_date": message["date"] + 1, "entities": entities}
    return playing.happened({"edited_message": edit}, chat_id=message["chat"]["id"])


def last_of(playing, person, chat_id):
    """The last message that a person wrote."""
    messages = playing.world.chats[chat_id].messages.values()
    return [one for one in messages if one["from"]["id"] == person.id][-1]


async def test_similar_in_reply_to_a_message_means_whom_that_names(group):
    await group.said("I cannot stop listening to radiohead", chat_id=GROUP, person=ANNA)
    praise = last_of(group, ANNA, GROUP)
    (answer,) = await group.said(
        "/similar", chat_id=GROUP, person=BORIS, reply_to=praise["message_id"]
    )
    assert "Those who listen to Radiohead also love" in answer["text"]


async def test_words_behind_the_command_count_before_the_message_it_replies_to(group):
    await group.said("radiohead", chat_id=GROUP, person=ANNA)
    named = last_of(group, ANNA, GROUP)
    (answer,) = await group.said(
        "/similar metallica", chat_id=GROUP, person=BORIS, reply_to=named["message_id"]
    )
    assert "Metallica" in answer["text"].split("\n")[0]


async def test_similar_in_reply_to_an_answer_means_the_artist_that_it_is_about(playing):
    (answer,) = await playing.said("/similar radiohed")
    (again,) = await playing.said("/similar", reply_to=answer["message_id"])
    assert listed(again) == listed(answer)
    assert again["text"].startswith("Those who listen to Radiohead")


async def test_a_command_or_a_level_in_between_is_understood_too(group):
    here = {"chat_id": GROUP, "person": ANNA}
    (answer,) = await group.said("/similar radiohed", **here)
    (deep,) = await group.said("/similar deep", reply_to=answer["message_id"], **here)
    assert deep["text"].startswith("Those who listen to Radiohead")
    assert "Leaning to the lesser known." in deep["text"]
    asked = last_of(group, ANNA, GROUP)
    await group.said("/top@OtherBot björk", chat_id=GROUP, person=BORIS)
    theirs = last_of(group, BORIS, GROUP)
    (again,) = await group.said("/similar", reply_to=theirs["message_id"], **here)
    assert "Björk" in again["text"].split("\n")[0]
    (easy,) = await group.said("/similar easy", reply_to=theirs["message_id"], **here)
    assert "Leaning to the better known." in easy["text"]
    assert asked["message_id"] != theirs["message_id"]


async def test_similar_in_reply_to_what_names_nobody_asks(group):
    (help_,) = await group.said("/help", chat_id=GROUP, person=ANNA)
    (asked,) = await group.said(
        "/similar", chat_id=GROUP, person=ANNA, reply_to=help_["message_id"]
    )
    assert asked["text"].startswith("Which artist?")


async def test_only_the_quoted_part_of_a_message_is_meant(playing):
    other = {"message_id": 800, "date": 1, "chat": {"id": YOU.id, "type": "private"}}
    message = {
        "message_id": 801,
        "date": 1_700_000_000,
        "chat": {"id": YOU.id, "type": "private", "first_name": "You"},
        "from": YOU.as_user(),
        "text": "/similar",
        "entities": [{"type": "bot_command", "offset": 0, "length": 8}],
        "reply_to_message": {**other, "from": ANNA.as_user(), "text": "radiohead and metallica"},
        "quote": {"text": "metallica", "position": 14},
    }
    (answer,) = await playing.happened({"message": message})
    assert answer["text"].startswith("Those who listen to Metallica")


async def test_a_deep_link_with_a_key_answers_for_that_artist(playing, demo, services):
    key = demo.match("radiohead").matches[0].artist.key
    (answer,) = await playing.said(f"/start {key}")
    assert answer["text"].startswith("Those who listen to Radiohead")
    assert rows(services, "queries")[0]["way"] == "link"
    (gone,) = await playing.said("/start AAAAAAAAAAA")
    assert "not in the present model" in gone["text"]
    for nonsense in ("/start x", "/start ' OR 1=1", f"/start {key}{key}"):
        (greeting,) = await playing.said(nonsense)
        assert greeting["text"].startswith("Hello!")


async def test_an_edited_request_edits_its_answer(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    asked = last_of(playing, YOU, YOU.id)
    (changed,) = await edited(playing, asked, "/similar metallica")
    assert changed["message_id"] == answer["message_id"]
    assert changed["text"].startswith("Those who listen to Metallica")
    (voted,) = await playing.pressed(changed, payload(changed, "👍", row=0))
    assert labels(voted)[0][1] == "👍 ✓"
    assert rows(services, "votes")[0]["seed_name"] == "Metallica"


async def test_an_edited_slip_turns_i_know_no_artist_into_the_answer(group):
    (unknown,) = await group.said("/similar asdfghjkl", chat_id=GROUP, person=ANNA)
    asked = last_of(group, ANNA, GROUP)
    (answer,) = await edited(group, asked, "/similar radiohead", ANNA)
    assert answer["message_id"] == unknown["message_id"]
    assert listed(answer)
    (unknown,) = await edited(group, asked, "/similar asdfghjkl", ANNA)
    assert unknown["message_id"] == answer["message_id"]
    assert labels(unknown) == []


async def test_an_edit_of_what_was_no_request_is_answered_anew(playing):
    await playing.said("/simlar radiohead")
    asked = last_of(playing, YOU, YOU.id)
    answers = await edited(playing, asked, "/similar radiohead")
    assert [bool(listed(answer)) for answer in answers] == [True]


async def test_an_edit_that_changes_nothing_is_let_be(playing, services):
    await playing.said("radiohead")
    asked = last_of(playing, YOU, YOU.id)
    assert await edited(playing, asked, "radiohead") == []
    assert len(rows(services, "queries")) == 1


async def test_a_pressed_suggestion_takes_the_place_of_the_question(playing):
    (question,) = await playing.said("/similar musw")
    (answer,) = await playing.pressed(question, payload(question, "Muse"))
    assert answer["message_id"] == question["message_id"]
    assert listed(answer)


def reaction(message, old, new, person=YOU, number=1):
    listed_ = [[{"type": "emoji", "emoji": one} for one in emoji] for emoji in (old, new)]
    return {
        "message_reaction": {
            "chat": message["chat"],
            "message_id": message["message_id"],
            "user": person.as_user(),
            "date": 1_700_000_000 + number,
            "old_reaction": listed_[0],
            "new_reaction": listed_[1],
        }
    }


@pytest.mark.parametrize(
    ("steps", "votes"),
    [
        ([("", "👍")], [1]),
        ([("", "👎")], [-1]),
        ([("", "👍"), ("👍", "👎"), ("👎", "")], [1, -1, 0]),
        ([("", "🔥")], []),
        ([("", "👍"), ("👍", "👍🔥")], [1]),
    ],
)
async def test_a_thumb_put_on_an_answer_is_a_vote_on_whom_it_is_about(
    playing, services, steps, votes
):
    (answer,) = await playing.said("/similar radiohead")
    for old, new in steps:
        assert await playing.happened(reaction(answer, old, new)) == []
    assert [row["vote"] for row in rows(services, "votes")] == votes
    for row in rows(services, "votes"):
        assert row["artist_name"] == row["seed_name"] == "Radiohead"
        assert row["person_id"] == YOU.id


async def test_a_thumb_on_what_is_about_nobody_is_no_vote(playing, services):
    (several,) = await playing.said("radiohead + björk")
    (help_,) = await playing.said("/help")
    for message in (several, help_, {**help_, "message_id": 10_000}):
        await playing.happened(reaction(message, "", "👍"))
    assert rows(services, "votes") == []


async def test_what_a_message_is_about_is_kept_without_its_text(playing, services):
    (answer,) = await playing.said("/similar radiohed")
    asked = last_of(playing, YOU, YOU.id)
    (row,) = rows(services, "messages")
    assert row == {
        "chat_id": YOU.id,
        "message_id": answer["message_id"],
        "asked_message_id": asked["message_id"],
        "query_id": 1,
        "artist_key": row["artist_key"],
        "artist_name": "Radiohead",
    }
    assert answer["from"]["id"] == BOT_ID


async def test_an_edit_finds_its_answer_after_buttons_have_changed_it(playing):
    (answer,) = await playing.said("/similar radiohead")
    asked = last_of(playing, YOU, YOU.id)
    (deep,) = await playing.pressed(answer, payload(answer, "Lesser known"))
    (changed,) = await edited(playing, asked, "/similar metallica")
    assert changed["message_id"] == deep["message_id"] == answer["message_id"]


async def test_an_edit_that_leads_to_the_same_words_says_nothing_anew(playing):
    await playing.said("/privacy")
    asked = last_of(playing, YOU, YOU.id)
    assert await edited(playing, asked, "/privacy please") == []
    assert len(playing.world.chats[YOU.id].messages) == 2


async def test_an_edit_that_takes_the_name_away_asks_for_one(playing):
    await playing.said("/similar radiohead")
    asked = last_of(playing, YOU, YOU.id)
    answers = await edited(playing, asked, "/similar")
    assert answers[-1]["text"].startswith("Which artist?")
    assert playing.world.chats[YOU.id].asks["message_id"] == answers[-1]["message_id"]


async def test_a_reaction_taken_off_takes_back_what_it_said_and_nothing_else(playing, services):
    (shown,) = await playing.said("/map radiohead")
    await playing.reacted(shown, "👍")
    name = labels(shown)[0][0]
    (moved,) = await playing.pressed(shown, payload(shown, name))
    (other,) = await playing.said(f"/similar {name}")
    await playing.reacted(other, "👍")
    await playing.reacted(moved, None)
    told = [(row["artist_name"], row["vote"]) for row in rows(services, "votes")]
    assert told == [("Radiohead", 1), (name, 1), ("Radiohead", 0)]


async def test_similar_in_reply_to_what_was_sent_by_inline_mode_asks(playing):
    answer = await playing.asked_inline("radiohead")
    sent = await playing.chosen(answer, answer["results"][0]["id"])
    (asked,) = await playing.said("/similar", reply_to=sent["message_id"])
    assert asked["text"].startswith("Which artist?")
