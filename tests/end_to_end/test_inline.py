"""Inline mode: the bot's name and a text in any chat offer answers that are ready to be sent."""

from __future__ import annotations

import time

import pytest

from tests.end_to_end.conftest import ANNA, GROUP, listed, payload, rows


def titles(answer):
    return [one["title"] for one in answer["results"]]


async def test_a_misspelt_name_is_offered_with_an_answer_ready_to_send(playing, demo):
    answer = await playing.asked_inline("radiohed")
    first = answer["results"][0]
    assert first["title"] == "Radiohead"
    key = demo.match("radiohead").matches[0].artist.key
    assert first["id"] == key
    closest = [one.artist.name for one in demo.similar(key, n=4)]
    assert all(name in first["description"] for name in closest)
    (row,) = first["reply_markup"]["inline_keyboard"]
    assert row[0]["url"] == f"https://t.me/{playing.world.bot['username']}?start={key}"
    assert answer["is_personal"]


async def test_what_is_chosen_is_sent_whole_and_written_down(playing, services):
    answer = await playing.asked_inline("radiohed")
    message = await playing.chosen(answer, answer["results"][0]["id"])
    assert message["text"].startswith("Those who listen to Radiohead also love")
    assert len(listed(message)) == 6
    (query,) = rows(services, "queries")
    assert (query["way"], query["typed"], query["seed_name"], query["chat_type"]) == (
        "inline", "radiohed", "Radiohead", "inline",
    )  # fmt: skip


async def test_nothing_is_written_down_while_a_name_is_typed(playing, services):
    for typed in ("r", "ra", "rad", "radio", "radiohead"):
        await playing.asked_inline(typed)
    assert rows(services, "queries") == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("rad", "Radiohead"), ("metal", "Metallica"), ("bjo", "Björk"), ("davis", "Miles Davis"),
     ("the beat", "The Beatles"), ("кин", "Кино"), ("椎", "椎名林檎")],
)  # fmt: skip
async def test_names_are_offered_before_they_are_typed_to_the_end(playing, typed, wanted):
    assert wanted in titles(await playing.asked_inline(typed))


async def test_several_artists_and_a_level_are_understood(playing):
    answer = await playing.asked_inline("radiohead + björk - coldplay deep")
    first = answer["results"][0]
    assert first["title"] == "Radiohead and Björk, away from Coldplay"
    text = first["input_message_content"]["message_text"]
    assert "Leaning to the lesser known." in text
    (row,) = first["reply_markup"]["inline_keyboard"]
    assert row[0]["url"] == f"https://t.me/{playing.world.bot['username']}"


async def test_for_no_text_those_asked_for_last_come_first_and_then_the_best_known(playing, demo):
    best_known = list(demo.catalog.names[:3])
    answer = await playing.asked_inline("")
    assert titles(answer)[:3] == best_known
    await playing.said("/similar miles davis")
    await playing.said("/similar кино")
    assert titles(await playing.asked_inline(""))[:3] == ["Кино", "Miles Davis", best_known[0]]


async def test_pages_go_on_without_repeats_and_end(playing):
    offset, seen = "", []
    while True:
        answer = await playing.asked_inline("", offset)
        ids = [one["id"] for one in answer["results"]]
        assert 0 < len(ids) <= 50
        seen += ids
        offset = answer["next_offset"]
        if not offset:
            break
    assert len(seen) == len(set(seen)) == 50


@pytest.mark.parametrize("offset", ["-1", "x", "99999", "١", "1" * 64])
async def test_an_odd_offset_is_answered_all_the_same(playing, offset):
    assert "results" in await playing.asked_inline("radiohead", offset)


@pytest.mark.parametrize("typed", ["asdfghjkl", "🎉", "<>&", "x" * 256])
async def test_nobody_is_offered_for_nonsense_and_a_button_leads_to_the_chat(playing, typed):
    answer = await playing.asked_inline(typed)
    assert answer["results"] == []
    assert answer["button"]["text"].startswith("I know no such artist")
    (greeting,) = await playing.said(f"/start {answer['button']['start_parameter']}")
    assert greeting["text"].startswith("Hello!")


async def test_the_link_of_a_sent_answer_goes_on_in_private(playing):
    answer = await playing.asked_inline("radiohead")
    link = answer["results"][0]["reply_markup"]["inline_keyboard"][0][0]["url"]
    (onwards,) = await playing.said(f"/start {link.partition('=')[2]}")
    assert onwards["text"].startswith("Those who listen to Radiohead")


async def test_whom_a_person_has_blocked_is_in_nothing_they_send(playing):
    (answer,) = await playing.said("/similar radiohead")
    first = listed(answer)[0]
    (asked,) = await playing.pressed(answer, payload(answer, "🚫 Not this one"))
    await playing.pressed(asked, payload(asked, f"🚫 {first}"))
    offered = await playing.asked_inline("radiohead")
    assert first not in offered["results"][0]["input_message_content"]["message_text"]


async def test_each_person_is_answered_in_their_own_way(group):
    await group.said("/similar miles davis", chat_id=ANNA.id, person=ANNA)
    assert titles(await group.asked_inline("", person=ANNA))[0] == "Miles Davis"
    assert "Miles Davis" not in titles(await group.asked_inline(""))
    answer = await group.asked_inline("radiohead", person=ANNA)
    sent = await group.chosen(answer, answer["results"][0]["id"], chat_id=GROUP, person=ANNA)
    assert sent["via_bot"]["username"] == group.world.bot["username"]


async def test_an_answer_comes_in_a_third_of_a_second(playing):
    await playing.asked_inline("a")
    took = []
    for typed in ("", "r", "radiohed", "the b", "metallica + muse"):
        started = time.perf_counter()
        await playing.asked_inline(typed)
        took.append(time.perf_counter() - started)
    assert sorted(took)[2] < 0.3


async def test_what_a_person_asked_for_last_is_never_old(playing):
    assert (await playing.asked_inline("")).get("cache_time") == 0
    assert (await playing.asked_inline("radiohead"))["cache_time"] > 0
