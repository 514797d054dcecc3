"""Whom a person never wants to see, what they have voted: listed, and taken back by a press."""

from __future__ import annotations

import pytest

from bot.rehearsal import YOU
from tests.end_to_end.conftest import ANNA, BORIS, GROUP, buttons, labels, listed, payload, rows


async def blocking(playing, answer, name, person=YOU):
    """Press "Not this one" and then an artist; returns what the answer has become."""
    (asked,) = await playing.pressed(answer, payload(answer, "🚫 Not this one"), person=person)
    assert asked["message_id"] == answer["message_id"]
    assert asked["text"] == answer["text"]
    return await playing.pressed(asked, payload(asked, f"🚫 {name}"), person=person)


async def test_a_blocked_artist_leaves_the_answer_at_once_and_the_next_moves_up(playing):
    (answer,) = await playing.said("/similar radiohead")
    first, *others = listed(answer)
    (changed,) = await blocking(playing, answer, first)
    assert changed["message_id"] == answer["message_id"]
    assert listed(changed)[:5] == others
    assert len(listed(changed)) == 6
    assert first in playing.toasts()[-1]


async def test_a_blocked_artist_is_in_no_answer_any_more(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    first = listed(answer)[0]
    await blocking(playing, answer, first)
    for asked in ("/similar radiohead", "radiohead + muse", "radiohead deep"):
        (page,) = await playing.said(asked)
        while True:
            assert first not in listed(page)
            if "More ▶" not in labels(page)[-1]:
                break
            (page,) = await playing.pressed(page, payload(page, "More ▶"))
    (row,) = rows(services, "blocks")
    assert (row["person_id"], row["artist_name"]) == (YOU.id, first)


async def test_nothing_is_blocked_by_going_back(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    (asked,) = await playing.pressed(answer, payload(answer, "🚫 Not this one"))
    assert [row[0] for row in labels(asked)[:-1]] == [f"🚫 {one}" for one in listed(answer)]
    (back,) = await playing.pressed(asked, payload(asked, "◀ Nobody"))
    assert labels(back) == labels(answer)
    assert rows(services, "blocks") == []


async def test_blocked_lists_whom_and_a_press_lets_them_back(playing):
    (nobody,) = await playing.said("/blocked")
    assert nobody["text"].startswith("You see everybody.")
    (answer,) = await playing.said("/similar radiohead")
    names = listed(answer)[:2]
    for name in names:
        (answer,) = await blocking(playing, answer, name)
    (shown,) = await playing.said("/blocked")
    assert [row[0] for row in labels(shown)] == [f"✕ {name}" for name in names[::-1]]
    (left,) = await playing.pressed(shown, payload(shown, f"✕ {names[0]}"))
    assert labels(left) == [[f"✕ {names[1]}"]]
    (again,) = await playing.said("/similar radiohead")
    assert names[0] in listed(again)
    assert names[1] not in listed(again)


async def test_in_a_group_one_persons_block_changes_nobody_elses_answer(group):
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    first = listed(answer)[0]
    assert ["🗺 Map"] in labels(answer)
    (said,) = await group.said(f"/block {first}", chat_id=GROUP, person=BORIS)
    assert said["text"].startswith(f"You will not see {first} again.")
    assert said["message_id"] in group.world.chats[GROUP].silent
    (annas,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    assert listed(annas) == listed(answer)
    (boriss,) = await group.said("/similar radiohead", chat_id=GROUP, person=BORIS)
    assert first not in listed(boriss)


async def test_a_vote_below_an_older_message_on_whom_was_blocked_since_still_counts(
    playing, services
):
    (old,) = await playing.said("/similar radiohead")
    (new,) = await playing.said("/similar radiohead")
    await blocking(playing, new, listed(new)[0])
    assert await playing.pressed(old, payload(old, "👍", row=0)) == []
    assert rows(services, "votes")[0]["artist_name"] == listed(old)[0]


async def test_when_all_are_blocked_it_is_said(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    for row in rows(services, "answers"):
        (answer,) = await playing.pressed(answer, f"x:1:{row['artist_key']}")
    assert answer["text"].startswith("You have blocked everybody in this answer.")
    assert buttons(answer) == []
    assert await playing.pressed(answer, "w:1:0") == []
    (other,) = await playing.said("/similar radiohead")
    assert len(listed(other)) == 6


async def test_likes_lists_votes_and_a_press_takes_one_back_everywhere(group, services):
    (none,) = await group.said("/likes", chat_id=ANNA.id, person=ANNA)
    assert none["text"].startswith("You have not voted yet.")
    (shared,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    await group.pressed(shared, payload(shared, "👍", row=0), person=ANNA)
    await group.pressed(shared, payload(shared, "👎", row=1), person=ANNA)
    liked, disliked = listed(shared)[:2]
    (shown,) = await group.said("/likes", chat_id=ANNA.id, person=ANNA)
    assert shown["text"].startswith("Your votes: 👍 1, 👎 1")
    assert f"👎 {disliked}\n👍 {liked}" in shown["text"]
    (left,) = await group.pressed(shown, payload(shown, f"✕ {liked}"), person=ANNA)
    assert labels(left) == [[f"✕ {disliked}"]]
    assert group.toasts(ANNA.id)[-1] == f"Vote on {liked} taken back."
    (again,) = await group.said("/similar radiohead", chat_id=GROUP, person=BORIS)
    assert labels(again)[0] == [liked, "👍", "👎"]
    assert labels(again)[1] == [disliked, "👍", "👎 1"]
    assert [row["vote"] for row in rows(services, "votes")] == [1, -1, 0]


async def test_many_votes_come_in_pages(playing):
    (answer,) = await playing.said("/similar radiohead")
    while True:
        for row in range(len(listed(answer))):
            await playing.pressed(answer, payload(answer, "👍", row=row))
        if "More ▶" not in labels(answer)[-1] or "Page 2" in answer["text"]:
            break
        (answer,) = await playing.pressed(answer, payload(answer, "More ▶"))
    (first,) = await playing.said("/likes")
    assert labels(first)[-1] == ["More ▶"]
    (second,) = await playing.pressed(first, payload(first, "More ▶"))
    assert "Page 2 of 2" in second["text"]
    assert len(labels(second)) == 5
    for _ in range(4):
        (second,) = await playing.pressed(second, buttons(second)[0][0]["callback_data"])
    assert len(labels(second)) == 8


@pytest.mark.parametrize("command", ["/likes", "/blocked"])
async def test_what_is_a_persons_own_is_shown_in_private(group, command):
    (pointed,) = await group.said(command, chat_id=GROUP, person=ANNA)
    link = buttons(pointed)[0][0]["url"]
    assert link.endswith(f"?start={command[1:]}")
    (shown,) = await group.said(f"/start {command[1:]}", chat_id=ANNA.id, person=ANNA)
    assert shown["text"].startswith("You ")


@pytest.mark.parametrize("data", ["u:0:AAAAAAAAAAA", "l:0:AAAAAAAAAAA", "u:99", "l:99"])
async def test_a_press_on_what_is_gone_already_shows_what_is_there(playing, data):
    (answer,) = await playing.said("/similar radiohead")
    await playing.pressed(answer, payload(answer, "👍", row=0))
    (marked,) = await playing.said("/likes")
    await playing.pressed(marked, data)
    assert playing.toasts()[-1] == ""
    assert await playing.said("/likes")


async def test_block_takes_a_name_a_reply_or_asks(group, services, demo):
    here = {"chat_id": GROUP, "person": ANNA}
    (asked,) = await group.said("/block", **here)
    assert asked["text"].startswith("Whom do you never want to see again?")
    await group.said("metallica", reply_to=asked["message_id"], **here)
    (answer,) = await group.said("/similar radiohed", **here)
    await group.said("/block", reply_to=answer["message_id"], **here)
    (unsure,) = await group.said("/block musw", **here)
    (done,) = await group.pressed(unsure, payload(unsure, "Muse"), person=ANNA)
    assert done["message_id"] == unsure["message_id"]
    (unknown,) = await group.said("/block asdfghjkl", **here)
    assert "I know no artist" in unknown["text"]
    names = [row["artist_name"] for row in rows(services, "blocks")]
    assert sorted(names) == ["Metallica", "Muse", "Radiohead"]


@pytest.mark.parametrize("data", ["b:1:0", "x:1:{key}", "u:0", "l:0", "s:site:spotify", "f:yes"])
async def test_in_a_group_nobodys_own_matters_can_be_pressed_up(group, services, data):
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    key = rows(services, "answers")[0]["artist_key"]
    assert await group.pressed(answer, data.format(key=key), person=BORIS) == []
    assert group.toasts(GROUP)[-1] == "This button does nothing any more."
    assert rows(services, "blocks") == rows(services, "people") == []


@pytest.mark.parametrize("data", ["x:1:AAAAAAAAAAA", "b:999:0", "x:999:AAAAAAAAAAA"])
async def test_a_forged_block_is_refused(playing, services, data):
    (answer,) = await playing.said("/similar radiohead")
    assert await playing.pressed(answer, data) == []
    assert "too old" in playing.toasts()[-1]
    assert rows(services, "blocks") == []


async def test_a_vote_that_was_given_in_two_chats_is_taken_back_in_both(group, services):
    for chat_id in (GROUP, ANNA.id):
        (answer,) = await group.said("/similar radiohead", chat_id=chat_id, person=ANNA)
        label = next(one for one in labels(answer)[0] if one.startswith("👍"))
        if label == "👍":
            await group.pressed(answer, payload(answer, label, row=0), person=ANNA)
        else:  # the private answer shows the vote of the group: another press would take it back
            await group.pressed(answer, payload(answer, "👎", row=0), person=ANNA)
    (shown,) = await group.said("/likes", chat_id=ANNA.id, person=ANNA)
    await group.pressed(shown, buttons(shown)[0][0]["callback_data"], person=ANNA)
    last = {row["chat_id"]: row["vote"] for row in rows(services, "votes")}
    assert last == {GROUP: 0, ANNA.id: 0}


@pytest.mark.parametrize("data", ["b:1:9999", "w:1:9999", "p:1:9999"])
async def test_behind_the_last_page_there_is_the_last(playing, data):
    (answer,) = await playing.said("/similar radiohead")
    (last,) = await playing.pressed(answer, "p:1:4")
    await playing.pressed(answer, "p:1:0")
    (shown,) = await playing.pressed(answer, data)
    names = [row[0].removeprefix("🚫 ") for row in labels(shown)[:6]]
    assert names == listed(last)


async def test_in_a_group_no_press_brings_the_pressers_blocks_into_anothers_answer(group):
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    (shown,) = await group.said("/map radiohead", chat_id=GROUP, person=ANNA)
    first = listed(answer)[0]
    await group.said(f"/block {first}", chat_id=BORIS.id, person=BORIS)
    (easy,) = await group.pressed(answer, payload(answer, "Better known"), person=BORIS)
    (again,) = await group.pressed(easy, payload(easy, "Closest"), person=BORIS)
    assert listed(again) == listed(answer)
    (dark,) = await group.pressed(shown, payload(shown, "🌙 Dark pictures"), person=BORIS)
    assert dark["caption"] == shown["caption"]
    assert first in shown["caption"]


async def test_only_whoever_asked_chooses_whom_to_block(group, services):
    (unsure,) = await group.said("/block musw", chat_id=GROUP, person=ANNA)
    assert await group.pressed(unsure, payload(unsure, "Muse"), person=BORIS) == []
    assert rows(services, "blocks") == []
    assert await group.pressed(unsure, payload(unsure, "Muse"), person=ANNA)
    assert [row["person_id"] for row in rows(services, "blocks")] == [ANNA.id]


@pytest.mark.parametrize("command", ["/block", "/map"])
async def test_a_question_becomes_that_of_the_command_that_it_is_edited_to(playing, command):
    (question,) = await playing.said(f"{command} musw")
    asked = playing.written()[-1]
    (edited,) = await playing.edited(asked, "/similar musw")
    assert edited["message_id"] == question["message_id"]
    (answer,) = await playing.pressed(edited, payload(edited, "Muse"))
    assert listed(answer)


async def test_a_vote_taken_back_in_private_counts_nowhere_any_more(group):
    (shared,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    await group.pressed(shared, payload(shared, "👍", row=0), person=ANNA)
    (own,) = await group.said("/similar radiohead", chat_id=ANNA.id, person=ANNA)
    await group.pressed(own, payload(own, "👍 ✓", row=0), person=ANNA)
    (none,) = await group.said("/top", chat_id=GROUP, person=ANNA)
    assert "Nobody has more" in none["text"]
    (likes,) = await group.said("/likes", chat_id=ANNA.id, person=ANNA)
    assert likes["text"].startswith("You have not voted yet")


async def test_several_are_blocked_at_once_and_are_offered_to_nobody(playing, services, demo):
    famous = demo.catalog.names[0]
    (said,) = await playing.said(f"/block radiohead + {famous}")
    assert said["text"].startswith(f"You will not see Radiohead and {famous} again.")
    assert len(rows(services, "blocks")) == 2
    offered = await playing.asked_inline("")
    assert famous not in [one["title"] for one in offered["results"]]
