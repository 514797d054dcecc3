"""/recommend: artists for a person's votes, with the likes that speak for each."""

from __future__ import annotations

import pytest

from bot.rehearsal import YOU
from tests.end_to_end.conftest import ANNA, BORIS, GROUP, labels, listed, payload, rows


async def like(playing, *names, thumb="👍", **where):
    """Vote on artists by way of the answers that name them: `seed:artist`."""
    for name in names:
        (answer,) = await playing.said(f"/similar {name}", **where)
        row = 0
        await playing.pressed(
            answer, payload(answer, thumb, row=row), person=where.get("person", YOU)
        )


def said_of(message):
    return {
        line.split(". ", 1)[1].split(": ")[0]: line.split(": ", 1)[1]
        for line in message["text"].split("\n")
        if ": " in line and ". " in line
    }


async def test_without_votes_five_artists_to_vote_on_are_named(playing, services, demo):
    (asked,) = await playing.said("/recommend")
    assert asked["text"].startswith("What do you like?")
    assert labels(asked)[5:] == [["I know none of these"], ["Recommend to me ▶"]]
    names = [row[0] for row in labels(asked)[:5]]
    assert len(set(names)) == 5
    keys = [demo.match(name).matches[0].artist.key for name in names]
    close = [
        one.closeness for key in keys for one in demo.similar(key, n=100) if one.artist.key in keys
    ]
    assert max(close, default=0) < 0.3
    (query,) = rows(services, "queries")
    assert (query["kind"], query["outcome"], query["seed_key"]) == ("starters", "starters", "")


async def test_who_knows_none_of_them_is_asked_about_others(playing):
    (asked,) = await playing.said("/recommend")
    seen = {row[0] for row in labels(asked)[:5]}
    for _ in range(3):
        (asked,) = await playing.pressed(asked, payload(asked, "I know none of these"))
        others = {row[0] for row in labels(asked)[:5]}
        assert not seen & others
        seen |= others
    assert len(playing.world.chats[YOU.id].messages) == 2


async def test_one_thumb_is_enough_to_go_on_in_the_same_message(playing, demo):
    (asked,) = await playing.said("/recommend")
    assert await playing.pressed(asked, payload(asked, "Recommend to me ▶"))
    assert "Give one of them a 👍 first" in playing.toasts()[-1]
    (asked,) = await playing.said("/recommend")
    liked = labels(asked)[0][0]
    (marked,) = await playing.pressed(asked, payload(asked, "👍", row=0))
    (answer,) = await playing.pressed(marked, payload(marked, "Recommend to me ▶"))
    assert answer["message_id"] == asked["message_id"]
    assert answer["text"].startswith("For you")
    assert len(listed(answer)) == 6
    assert liked not in listed(answer)
    assert all(reason == f"because you like {liked}" for reason in said_of(answer).values())


async def test_each_artist_is_recommended_because_of_likes_of_its_own_kind(playing, demo):
    await like(playing, "radiohead", "miles davis", "metallica")
    (answer,) = await playing.said("/recommend")
    (shown,) = await playing.said("/likes")
    liked = [line[2:] for line in shown["text"].split("\n") if line.startswith("👍 ")]
    reasons = said_of(answer)
    assert len(reasons) == 6
    for name, reason in reasons.items():
        because = reason.removeprefix("because you like ").split(" and ")
        assert set(because) <= set(liked)
        key = demo.match(name).matches[0].artist.key
        shared = {
            one: demo.explain(demo.match(one).matches[0].artist.key, key).shared_listeners
            for one in liked
        }
        assert because[0] == max(shared, key=lambda one: shared[one])
    assert len(set(reasons.values())) > 1


async def test_what_is_voted_on_asked_for_or_blocked_is_not_recommended(playing):
    await like(playing, "radiohead")
    (answer,) = await playing.said("/recommend")
    first, second, third, *_ = listed(answer)
    await playing.said(f"/similar {first}")
    await playing.pressed(answer, payload(answer, "👎", row=1))
    (asked,) = await playing.pressed(answer, payload(answer, "🚫 Not this one"))
    await playing.pressed(asked, payload(asked, f"🚫 {third}"))
    (again,) = await playing.said("/recommend")
    seen = []
    while True:
        seen += listed(again)
        if "More ▶" not in labels(again)[-1]:
            break
        (again,) = await playing.pressed(again, payload(again, "More ▶"))
    assert len(seen) == len(set(seen)) == 30
    assert not {first, second, third} & set(seen)


async def test_a_vote_on_a_recommendation_is_of_the_artist_alone(playing, services):
    await like(playing, "radiohead")
    (answer,) = await playing.said("/recommend")
    (marked,) = await playing.pressed(answer, payload(answer, "👍", row=2))
    assert labels(marked)[2][1] == "👍 ✓"
    assert labels(marked)[-1] == ["More ▶"]
    vote = rows(services, "votes")[-1]
    assert vote["artist_name"] == vote["seed_name"] == listed(answer)[2]


async def test_recommendations_may_be_better_or_lesser_known(playing, services):
    await like(playing, "radiohead", "metallica")
    (answer,) = await playing.said("/recommend deep")
    assert "Leaning to the lesser known." in answer["text"]
    (easy,) = await playing.pressed(answer, payload(answer, "Better known"))
    assert "Leaning to the better known." in easy["text"]
    assert easy["message_id"] == answer["message_id"]
    listeners: dict[int, list[int]] = {}
    for row in rows(services, "answers"):
        listeners.setdefault(row["query_id"], []).append(row["listeners"])
    deep, easier = sorted(listeners)[-2:]
    assert sum(listeners[deep][:10]) < sum(listeners[easier][:10])


async def test_in_a_group_private_votes_neither_count_nor_show(group):
    where = {"chat_id": ANNA.id, "person": ANNA}
    await like(group, "radiohead", **where)
    (mine,) = await group.said("/recommend", **where)
    assert mine["text"].startswith("For you")
    (ours,) = await group.said("/recommend", chat_id=GROUP, person=ANNA)
    assert ours["text"].startswith("What do you like?")
    await group.pressed(ours, payload(ours, "👍", row=0), person=ANNA)
    assert await group.pressed(ours, payload(ours, "Recommend to me ▶"), person=BORIS) == []
    assert "answer to somebody else" in group.toasts(GROUP)[-1]
    assert await group.pressed(ours, payload(ours, "I know none of these"), person=BORIS) == []
    (answer,) = await group.pressed(ours, payload(ours, "Recommend to me ▶"), person=ANNA)
    assert answer["message_id"] == ours["message_id"]
    assert await group.pressed(answer, payload(answer, "Lesser known"), person=BORIS) == []
    assert "answer to somebody else" in group.toasts(GROUP)[-1]
    (deep,) = await group.pressed(answer, payload(answer, "Lesser known"), person=ANNA)
    assert deep["text"].startswith("For you")
    assert all(labels(ours)[0][0] in reason for reason in said_of(answer).values())
    (boriss,) = await group.said("/recommend", chat_id=GROUP, person=BORIS)
    assert boriss["text"].startswith("What do you like?")


@pytest.mark.parametrize("data", ["r:", "r:1:later", "r:999:now", "j:1:+", "c:1"])
async def test_odd_presses_are_answered_with_a_word(playing, data):
    (answer,) = await playing.said("/similar radiohead")
    assert await playing.pressed(answer, data) == []
    assert playing.toasts()


@pytest.mark.parametrize("data", ["w:1:0", "d:1:deep", "j:1:+"])
async def test_what_only_other_answers_have_below_them_does_nothing_below_first_votes(
    playing, data
):
    (asked,) = await playing.said("/recommend")
    assert await playing.pressed(asked, data) == []
    assert playing.toasts()[-1] == "This button does nothing any more."


async def test_first_votes_are_not_asked_for_on_whom_was_judged_or_blocked_before(playing, demo):
    first, disliked, blocked, *_ = demo.starters(10)
    (answer,) = await playing.said(f"/similar {disliked.name}")
    await playing.reacted(answer, "👎")
    await playing.said(f"/block {blocked.name}")
    (asked,) = await playing.said("/recommend")
    named = {row[0] for row in labels(asked)[:5]}
    assert first.name in named
    assert not {disliked.name, blocked.name} & named


async def test_what_was_asked_for_in_private_is_not_known_in_a_group(group):
    here = {"chat_id": GROUP, "person": ANNA}
    (answer,) = await group.said("/similar radiohead", **here)
    await group.pressed(answer, payload(answer, "👍", row=0), person=ANNA)
    (before,) = await group.said("/recommend", **here)
    await group.said(f"/similar {listed(before)[0]}", chat_id=ANNA.id, person=ANNA)
    (after,) = await group.said("/recommend", **here)
    assert listed(after) == listed(before)


async def test_first_votes_of_a_group_show_nothing_of_what_was_said_in_private(group):
    private = {"chat_id": ANNA.id, "person": ANNA}
    (asked,) = await group.said("/recommend", **private)
    await group.pressed(asked, payload(asked, "👎", row=0), person=ANNA)
    (annas,) = await group.said("/recommend", chat_id=GROUP, person=ANNA)
    (boriss,) = await group.said("/recommend", chat_id=GROUP, person=BORIS)
    assert annas["text"] == boriss["text"]


async def test_an_anonymous_admin_asks_as_the_group_and_presses_as_themselves(group):
    chat = {"id": GROUP, "type": "supergroup", "title": "Friends"}
    message = {
        "message_id": 993,
        "date": 1_700_000_000,
        "chat": chat,
        "from": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GAB"},
        "sender_chat": chat,
        "text": "/recommend",
        "entities": [{"type": "bot_command", "offset": 0, "length": 10}],
    }
    (asked,) = await group.happened({"message": message}, chat_id=GROUP)
    (marked,) = await group.pressed(asked, payload(asked, "👍", row=0), person=ANNA)
    (answer,) = await group.pressed(marked, payload(marked, "Recommend to me ▶"), person=ANNA)
    assert answer["text"].startswith("For you")


async def test_without_likes_any_more_another_level_asks_for_first_votes(playing):
    await like(playing, "radiohead")
    (answer,) = await playing.said("/recommend")
    (shown,) = await playing.said("/likes")
    await playing.pressed(shown, shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    (asked,) = await playing.pressed(answer, payload(answer, "Lesser known"))
    assert asked["text"].startswith("What do you like?")
