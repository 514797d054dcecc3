"""/map: a picture around an artist, buttons that lead on in the same message, light and dark."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image

from bot.rehearsal import YOU
from tests.end_to_end.conftest import ANNA, GROUP, buttons, labels, listed, payload, rows


def pixels(playing, message):
    """The picture of a message."""
    largest = message["photo"][-1]
    content = playing.world.files.find(largest["file_id"]).content
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def brightness(picture):
    return sum(picture.convert("L").resize((1, 1)).tobytes())


async def test_a_map_is_a_picture_with_its_content_in_words_and_buttons_to_the_closest(
    playing, services, demo
):
    (shown,) = await playing.said("/map radiohed")
    picture = pixels(playing, shown)
    assert picture.format == "PNG"
    assert min(picture.size) >= 1000
    assert shown["caption"].startswith("Around Radiohead: ")
    key = demo.match("radiohead").matches[0].artist.key
    closest = [one.artist.name for one in demo.similar(key, n=8)]
    assert [label for row in labels(shown)[:-1] for label in row] == closest
    assert all(name in shown["caption"] for name in closest)
    assert labels(shown)[-1] == ["Similar artists", "🌙 Dark pictures"]
    (query,) = rows(services, "queries")
    assert (query["kind"], query["typed"], query["seed_name"]) == ("map", "radiohed", "Radiohead")


async def test_pressing_an_artist_draws_its_map_in_the_same_message(playing):
    (shown,) = await playing.said("/map radiohead")
    name = labels(shown)[0][0]
    (moved,) = await playing.pressed(shown, payload(shown, name))
    assert moved["message_id"] == shown["message_id"]
    assert moved["caption"].startswith(f"Around {name}: ")
    assert moved["photo"] != shown["photo"]
    (similar,) = await playing.pressed(moved, payload(moved, "Similar artists"))
    assert similar["text"].startswith(f"Those who listen to {name}")


async def test_below_an_answer_a_button_leads_to_the_map(playing):
    (answer,) = await playing.said("/similar radiohead")
    (shown,) = await playing.pressed(answer, payload(answer, "🗺 Map"))
    assert shown["message_id"] != answer["message_id"]
    assert shown["caption"].startswith("Around Radiohead")


async def test_dark_pictures_stay_dark_once_chosen(playing):
    (light,) = await playing.said("/map radiohead")
    (dark,) = await playing.pressed(light, payload(light, "🌙 Dark pictures"))
    assert brightness(pixels(playing, dark)) < 100 < brightness(pixels(playing, light))
    (again,) = await playing.said("/map metallica")
    assert brightness(pixels(playing, again)) < 100
    assert labels(again)[-1][1] == "☀ Light pictures"


async def test_the_same_map_is_not_drawn_twice(playing, services):
    (first,) = await playing.said("/map radiohead")
    before = services.drawn._pictures.copy()
    (second,) = await playing.said("/map Radiohead")
    assert services.drawn._pictures == before
    assert pixels(playing, first).tobytes() == pixels(playing, second).tobytes()


async def test_a_map_may_be_asked_for_in_reply(group):
    (asked,) = await group.said("/map", chat_id=GROUP, person=ANNA)
    assert asked["text"].startswith("A map around which artist?")
    (shown,) = await group.said("кино", chat_id=GROUP, person=ANNA, reply_to=asked["message_id"])
    assert shown["caption"].startswith("Around Кино")
    (again,) = await group.said("/map", chat_id=GROUP, person=ANNA, reply_to=shown["message_id"])
    assert again["caption"] == shown["caption"]


async def test_who_was_not_sure_gets_the_map_of_whom_they_press(playing):
    (question,) = await playing.said("/map musw")
    (shown,) = await playing.pressed(question, payload(question, "Muse"))
    assert shown["caption"].startswith("Around Muse")
    (unknown,) = await playing.said("/map asdfghjkl")
    assert "I know no artist" in unknown["text"]
    assert "photo" not in unknown


async def test_an_edited_request_changes_its_map(playing):
    (shown,) = await playing.said("/map radiohead")
    asked = playing.written()[-1]
    (changed,) = await playing.edited(asked, "/map metallica")
    assert changed["message_id"] == shown["message_id"]
    assert changed["caption"].startswith("Around Metallica")


async def test_a_map_and_a_list_take_each_others_place_when_the_request_is_edited(playing):
    await playing.said("/map metallica")
    asked = playing.written()[-1]
    (answer,) = await playing.edited(asked, "/similar metallica")
    assert listed(answer)
    ours = [one for one in playing.world.chats[YOU.id].messages.values() if one["from"]["is_bot"]]
    assert ours == [answer]
    (shown,) = await playing.edited(asked, "/map metallica")
    ours = [one for one in playing.world.chats[YOU.id].messages.values() if one["from"]["is_bot"]]
    assert ours == [shown]


async def test_whom_a_person_has_blocked_is_on_no_map(playing):
    (answer,) = await playing.said("/similar radiohead")
    first = listed(answer)[0]
    await playing.said(f"/block {first}")
    (shown,) = await playing.said("/map radiohead")
    assert first not in shown["caption"]


@pytest.mark.parametrize("data", ["m:AAAAAAAAAAA", "m:AAAAAAAAAAA!", "m:AAAAAAAAAAA!dark"])
async def test_a_map_of_whom_the_model_does_not_know_is_refused(playing, services, data):
    (shown,) = await playing.said("/map radiohead")
    assert await playing.pressed(shown, data) == []
    assert "not in the present model" in playing.toasts()[-1]
    assert rows(services, "people") == []


async def test_a_reaction_to_a_map_is_a_vote_on_whom_it_is_about(playing, services):
    (shown,) = await playing.said("/map radiohead")
    await playing.reacted(shown, "👍")
    (vote,) = rows(services, "votes")
    assert (vote["artist_name"], vote["vote"], vote["person_id"]) == ("Radiohead", 1, YOU.id)


async def test_top_shows_what_a_chat_likes_most(group):
    (none,) = await group.said("/top", chat_id=GROUP, person=ANNA)
    assert "Nobody has more 👍 than 👎 here yet" in none["text"]
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    await group.pressed(answer, payload(answer, "👍", row=0), person=ANNA)
    await group.pressed(answer, payload(answer, "👎", row=1), person=ANNA)
    (shown,) = await group.said("/top", chat_id=GROUP, person=ANNA)
    liked, disliked = listed(answer)[:2]
    assert shown["caption"] == f"This week: {liked}\nEver: {liked}"
    assert min(pixels(group, shown).size) >= 300
    assert disliked not in shown["caption"]
    (onwards,) = await group.pressed(shown, buttons(shown)[0][0]["callback_data"], person=ANNA)
    assert onwards["text"].startswith(f"Those who listen to {liked}")


async def test_top_of_one_chat_says_nothing_of_another(group):
    (answer,) = await group.said("/similar radiohead", chat_id=ANNA.id, person=ANNA)
    await group.pressed(answer, payload(answer, "👍", row=0), person=ANNA)
    (none,) = await group.said("/top", chat_id=GROUP, person=ANNA)
    assert "Nobody has more" in none["text"]
    (mine,) = await group.said("/top", chat_id=ANNA.id, person=ANNA)
    assert listed(answer)[0] in mine["caption"]


async def test_last_weeks_votes_are_not_this_weeks(group, services):
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    await group.pressed(answer, payload(answer, "👍", row=0), person=ANNA)
    eight_days_ago = (services.now() - timedelta(days=8)).isoformat(timespec="milliseconds")
    services.database.execute("UPDATE votes SET at = ?", [eight_days_ago])
    services.database.conn.commit()
    (shown,) = await group.said("/top", chat_id=GROUP, person=ANNA)
    assert shown["caption"] == f"Ever: {listed(answer)[0]}"
