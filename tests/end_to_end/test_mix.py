"""/mix and /taste: who takes part has said so, and every pick says for whom it is."""

from __future__ import annotations

import pytest

from bot.playground.world import Person
from tests.end_to_end.conftest import ANNA, BORIS, GROUP, labels, listed, payload, rows

CARLA = Person(2003, "Carla", "carla")


async def vote(group, person, seed, thumb="👍", rows_=3):
    """Vote on the first artists of an answer that have no vote yet, in private."""
    (answer,) = await group.said(f"/similar {seed}", chat_id=person.id, person=person)
    free = [row for row in range(6) if labels(answer)[row][1:] == ["👍", "👎"]][:rows_]
    for row in free:
        await group.pressed(answer, payload(answer, thumb, row=row), person=person)
    return [listed(answer)[row] for row in free]


async def started(group):
    (mix,) = await group.said("/mix", chat_id=GROUP, person=ANNA)
    return mix


async def joined(group, mix, *people):
    for person in people:
        (mix,) = await group.pressed(mix, payload(mix, "✋ I take part"), person=person)
    return mix


def served(mix):
    return {
        line.split(". ", 1)[1].split(": ")[0]: line.split(": ", 1)[1]
        for line in mix["text"].split("\n")
        if ". " in line and ": for " in line
    }


async def test_a_mix_begins_with_nobody_and_people_join_in_the_same_message(group, services):
    mix = await started(group)
    assert "Whoever wants to takes part" in mix["text"]
    assert labels(mix) == [["✋ I take part", "Without me"]]
    one = await joined(group, mix, ANNA)
    assert one["message_id"] == mix["message_id"]
    assert "Taking part: Anna" in one["text"]
    assert "I do not know yet what you like" in group.toasts(GROUP)[-1]
    assert [row["person_id"] for row in rows(services, "mix_members")] == [ANNA.id]


async def test_picks_serve_both_and_say_whom(group):
    await vote(group, ANNA, "metallica")
    await vote(group, BORIS, "miles davis")
    mix = await joined(group, await started(group), ANNA, BORIS)
    assert "Taking part: Anna and Boris" in mix["text"]
    picks = served(mix)
    assert len(picks) == 6
    annas = sum("Anna" in whom or "all" in whom for whom in picks.values())
    boriss = sum("Boris" in whom or "all" in whom for whom in picks.values())
    assert annas >= 2
    assert boriss >= 2
    assert group.toasts(GROUP)[-1].startswith("You take part")


async def test_who_agrees_is_served_together(group):
    await vote(group, ANNA, "metallica")
    await vote(group, BORIS, "metallica")
    mix = await joined(group, await started(group), ANNA, BORIS)
    assert set(served(mix).values()) == {"for all of you"}


async def test_picks_are_nobodys_likes_dislikes_or_blocks_and_turn_in_pages(group):
    liked = await vote(group, ANNA, "metallica")
    disliked = await vote(group, BORIS, "radiohead", "👎", 1)
    liked += await vote(group, BORIS, "slayer")
    mix = await joined(group, await started(group), ANNA, BORIS)
    seen = []
    while True:
        seen += list(served(mix))
        if "More ▶" not in labels(mix)[-1]:
            break
        (mix,) = await group.pressed(mix, payload(mix, "More ▶"), person=BORIS)
    assert len(seen) == len(set(seen)) == 30
    assert not set(seen) & {*liked, *disliked}


async def test_votes_on_picks_are_counted_for_all_to_see(group):
    for person in (ANNA, BORIS):
        await vote(group, person, "metallica")
    mix = await joined(group, await started(group), ANNA, BORIS)
    (mix,) = await group.pressed(mix, payload(mix, "👍", row=1), person=ANNA)
    (mix,) = await group.pressed(mix, payload(mix, "👍 1", row=1), person=BORIS)
    assert labels(mix)[1][1] == "👍 2"
    assert labels(mix)[6] == ["✋ I take part", "Without me"]


async def test_who_leaves_counts_and_is_named_no_more(group, services):
    for person in (ANNA, BORIS):
        await vote(group, person, "metallica")
    mix = await joined(group, await started(group), ANNA, BORIS)
    (left,) = await group.pressed(mix, payload(mix, "Without me"), person=BORIS)
    assert "Boris" not in left["text"]
    assert "I need two people" in left["text"]
    assert [row["person_id"] for row in rows(services, "mix_members")] == [ANNA.id]


async def test_the_chat_remembers_who_takes_part(group):
    for person in (ANNA, BORIS):
        await vote(group, person, "metallica")
    await joined(group, await started(group), ANNA, BORIS)
    again = await started(group)
    assert "Taking part: Anna and Boris" in again["text"]
    assert len(listed(again)) >= 6


async def test_joining_twice_is_joining_once(group, services):
    mix = await started(group)
    await group.pressed(mix, payload(mix, "✋ I take part"), person=ANNA)
    await group.pressed(mix, payload(mix, "✋ I take part"), person=ANNA)
    assert len(rows(services, "mix_members")) == 1


async def test_in_private_a_mix_and_a_comparison_are_explained(playing):
    (mix,) = await playing.said("/mix")
    assert "for a group" in mix["text"]
    (taste,) = await playing.said("/taste")
    assert "in a group" in taste["text"]


async def test_two_who_take_part_are_compared_by_name_reply_or_button(group):
    common = await vote(group, ANNA, "metallica")
    await vote(group, BORIS, "metallica")
    await vote(group, BORIS, "slayer", rows_=2)
    await joined(group, await started(group), ANNA, BORIS)
    (compared,) = await group.said("/taste @boris", chat_id=GROUP, person=ANNA)
    title, *lines = compared["text"].split("\n")
    assert title.startswith("Anna and Boris: ")
    assert int(title.split(": ")[1].split("%")[0]) > 50
    assert all(name in lines[0] for name in common)
    assert any(line.startswith("Boris could give Anna ") for line in lines)
    await group.said("hello", chat_id=GROUP, person=BORIS)
    number = max(group.world.chats[GROUP].messages)
    (replied,) = await group.said("/taste", chat_id=GROUP, person=ANNA, reply_to=number)
    (named,) = await group.said("/taste boris", chat_id=GROUP, person=ANNA)
    (asked,) = await group.said("/taste", chat_id=GROUP, person=ANNA)
    assert labels(asked) == [["Boris"]]
    (pressed,) = await group.pressed(asked, payload(asked, "Boris"), person=ANNA)
    assert compared["text"] == replied["text"] == named["text"] == pressed["text"]
    assert pressed["message_id"] == asked["message_id"]


async def test_a_user_name_is_nobodys_first_name_and_a_topics_opener_is_not_named(group):
    twin = Person(2010, "boris", "somebody")
    group.world.add_person(twin)
    await joined(group, await started(group), ANNA, twin)
    (refused,) = await group.said("/taste @boris", chat_id=GROUP, person=ANNA)
    assert "@boris does not take part" in refused["text"]
    (named,) = await group.said("/taste\nboris", chat_id=GROUP, person=ANNA)
    assert "cannot compare you yet" in named["text"]
    await group.world.say(GROUP, twin.id, "a topic", thread_id=77)
    number = max(group.world.chats[GROUP].messages)
    message = {
        "message_id": 990,
        "date": 1_700_000_000,
        "chat": {"id": GROUP, "type": "supergroup", "title": "Friends"},
        "from": ANNA.as_user(),
        "text": "/taste",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        "message_thread_id": number,
        "reply_to_message": group.world.chats[GROUP].messages[number],
    }
    (asked,) = await group.happened({"message": message}, chat_id=GROUP)
    assert asked["text"].startswith("With whom?")


async def test_strangers_have_little_in_common_and_opposites_are_told(group):
    await vote(group, ANNA, "metallica")
    await vote(group, BORIS, "miles davis")
    await vote(group, BORIS, "metallica", "👎", 1)
    await joined(group, await started(group), ANNA, BORIS)
    (compared,) = await group.said("/taste @boris", chat_id=GROUP, person=ANNA)
    assert int(compared["text"].split(": ")[1].split("%")[0]) < 30
    assert "You do not agree about" in compared["text"]


async def test_nobody_is_compared_without_having_joined(group):
    await vote(group, ANNA, "metallica")
    await vote(group, BORIS, "metallica")
    (refused,) = await group.said("/taste @boris", chat_id=GROUP, person=ANNA)
    assert "Join it with /mix first" in refused["text"]
    mix = await joined(group, await started(group), ANNA)
    (refused,) = await group.said("/taste @boris", chat_id=GROUP, person=ANNA)
    assert "@boris does not take part" in refused["text"]
    (alone,) = await group.said("/taste", chat_id=GROUP, person=ANNA)
    assert "Nobody else" in alone["text"]
    await group.pressed(mix, f"c:{BORIS.id}", person=ANNA)
    assert "Join it with /mix first" in group.toasts(GROUP)[-1]
    (own,) = await group.said("/taste @anna", chat_id=GROUP, person=ANNA)
    assert "That is you" in own["text"]


async def test_joining_in_one_chat_is_no_consent_for_another(group):
    group.world.add_group(-2002, "Others", (ANNA.id, BORIS.id))
    for person in (ANNA, BORIS):
        await vote(group, person, "metallica")
    await joined(group, await started(group), ANNA, BORIS)
    (refused,) = await group.said("/taste @boris", chat_id=-2002, person=ANNA)
    assert "Join it with /mix first" in refused["text"]
    (mix,) = await group.said("/mix", chat_id=-2002, person=ANNA)
    assert "Taking part" not in mix["text"]


async def test_a_mix_of_another_chat_cannot_be_joined_from_here(group, services):
    mix = await started(group)
    (private,) = await group.said("/similar muse", chat_id=ANNA.id, person=ANNA)
    assert await group.pressed(private, payload(mix, "✋ I take part"), person=ANNA) == []
    assert rows(services, "mix_members") == []


@pytest.mark.parametrize("name", ["<b>An&na", "x" * 200, "\ufffc", "  ", "{ $people }"])
async def test_odd_names_of_people_do_no_harm(group, name):
    odd = Person(2009, name, "odd")
    group.world.add_person(odd)
    for person in (ANNA, odd):
        await vote(group, person, "metallica")
    mix = await joined(group, await started(group), ANNA, odd)
    assert len(mix["text"]) <= 4096
    (compared,) = await group.said("/taste @odd", chat_id=GROUP, person=ANNA)
    assert "of one taste" in compared["text"]


async def test_what_one_of_them_has_asked_for_or_blocked_is_not_picked(group):
    for person in (ANNA, BORIS):
        await vote(group, person, "metallica")
    mix = await joined(group, await started(group), ANNA, BORIS)
    assert "Metallica" not in served(mix)
    first, second, *_ = served(mix)
    await group.said(f"/block {first}", chat_id=BORIS.id, person=BORIS)
    await group.said(f"/similar {second}", chat_id=ANNA.id, person=ANNA)
    assert not {first, second} & set(served(await started(group)))


async def test_a_mix_stays_in_the_language_of_whoever_began_it(group):
    russian = Person(2011, "Вера", "Vera_V", "ru")
    group.world.add_person(russian)
    mix = await joined(group, await started(group), russian)
    assert mix["text"].startswith("A mix for this chat")
    assert "Taking part: Вера" in mix["text"]
    await joined(group, mix, ANNA)
    (compared,) = await group.said("/taste @vera_v", chat_id=GROUP, person=ANNA)
    assert "Anna and Вера" in compared["text"]


async def test_a_user_name_counts_before_the_same_first_name(group):
    twin = Person(2012, "boris", "somebody")
    group.world.add_person(twin)
    await joined(group, await started(group), ANNA, twin, BORIS)
    (compared,) = await group.said("/taste boris", chat_id=GROUP, person=ANNA)
    assert "Anna and Boris" in compared["text"]


async def test_likes_of_whom_the_model_has_lost_are_no_say(group, services):
    await vote(group, ANNA, "metallica", rows_=1)
    services.database.execute("UPDATE votes SET artist_key = 'AAAAAAAAAAA'")
    services.database.conn.commit()
    await joined(group, await started(group), ANNA)
    assert "I do not know yet what you like" in group.toasts(GROUP)[-1]


async def test_who_joins_again_keeps_their_place_and_takes_their_new_name(group, services):
    mix = await joined(group, await started(group), ANNA, BORIS)
    renamed = {**ANNA.as_user(), "first_name": "Annie"}
    press = {"id": "7", "from": renamed, "chat_instance": "1", "message": mix}
    data = payload(mix, "✋ I take part")
    (again,) = await group.happened({"callback_query": {**press, "data": data}}, chat_id=GROUP)
    assert "Taking part: Annie and Boris" in again["text"]
