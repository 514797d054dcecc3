"""Each person is answered in their own language: Telegram's, or the one they have chosen."""

from __future__ import annotations

import re

import pytest

from bot.i18n.translator import Translator
from bot.playground.world import Person
from tests.end_to_end.conftest import GROUP, labels, listed, payload

SAYS = {
    "en": "listeners shared",
    "ru": "общих слушателей",
    "zh-hans": "听众",
}
PEOPLE = {code: Person(4000 + at, f"P{at}", f"p{at}", code) for at, code in enumerate(SAYS)}


@pytest.fixture
def people(playing):
    """A group in which three languages are read; returns the started playground."""
    for person in PEOPLE.values():
        playing.world.add_person(person)
    playing.world.add_group(GROUP, "Friends", tuple(one.id for one in PEOPLE.values()))
    return playing


async def ask(people, person, text="/similar radiohed", where=None):
    (answer,) = await people.said(text, chat_id=where or person.id, person=person)
    return answer


@pytest.mark.parametrize("code", SAYS)
async def test_telegrams_language_is_answered_in(people, code):
    answer = await ask(people, PEOPLE[code])
    assert SAYS[code] in answer["text"]
    others = [said for other, said in SAYS.items() if other != code]
    assert not [said for said in others if said in answer["text"]]


@pytest.mark.parametrize(
    ("code", "as_if"),
    [("ru-RU", "ru"), ("RU", "ru"), ("zh", "zh-hans"), ("zh-hant", "zh-hans"),
     ("zh-CN", "zh-hans"), ("pt-br", "en"), ("", "en"), ("xx-yy-zz", "en")],
)  # fmt: skip
async def test_other_forms_of_a_language_are_that_one_and_the_rest_is_english(people, code, as_if):
    person = Person(4010, "Q", "q", code)
    people.world.add_person(person)
    assert SAYS[as_if] in (await ask(people, person))["text"]


@pytest.mark.parametrize("code", SAYS)
async def test_a_chosen_language_counts_until_it_follows_telegram_again(people, code):
    person = PEOPLE["en" if code != "en" else "ru"]
    languages = Translator().languages
    shown = await ask(people, person, "/settings")
    name = languages[code].plain("language-name")
    (kept,) = await people.pressed(shown, payload(shown, name), person=person)
    assert languages[code].html("settings").split("\n")[0][3:-4] in kept["text"]
    assert people.toasts(person.id)[-1] == languages[code].plain("settings-kept")
    assert SAYS[code] in (await ask(people, person))["text"]
    automatic = languages[code].plain("button-language-auto")
    await people.pressed(kept, payload(kept, automatic), person=person)
    assert SAYS[person.language_code] in (await ask(people, person))["text"]


async def test_in_a_group_the_language_is_that_of_whoever_asked_whoever_presses(people):
    answer = await ask(people, PEOPLE["ru"], where=GROUP)
    assert SAYS["ru"] in answer["text"]
    words = Translator().languages
    more = payload(answer, words["ru"].plain("button-next"))
    (page,) = await people.pressed(answer, more, person=PEOPLE["zh-hans"])
    assert SAYS["ru"] in page["text"]
    why = payload(page, words["ru"].plain("button-why"))
    (reasons,) = await people.pressed(page, why, person=PEOPLE["en"])
    assert not re.search("[a-z]+ listener", reasons["text"])
    await people.pressed(page, payload(page, "👍", row=0), person=PEOPLE["en"])
    assert people.toasts(GROUP)[-1].startswith("You like ")
    deeper = payload(page, words["ru"].plain("button-deep"))
    (deep,) = await people.pressed(page, deeper, person=PEOPLE["en"])
    assert SAYS["ru"] in deep["text"]
    question = await ask(people, PEOPLE["ru"], "/similar musw", GROUP)
    chosen = payload(question, "Muse")
    (answer,) = await people.pressed(question, chosen, person=PEOPLE["en"])
    assert SAYS["ru"] in answer["text"]


@pytest.mark.parametrize("code", SAYS)
async def test_the_menus_are_in_each_language(people, code):
    person = PEOPLE[code]
    words = Translator().languages[code]
    for chat_id in (person.id, GROUP):
        menu = people.world.menus.seen_by(person, people.world.chats[chat_id])
        for one in menu:
            assert one["description"] == words.plain(f"command-{one['command']}")


@pytest.mark.parametrize("code", SAYS)
async def test_everything_can_be_said_in_each_language(people, code):
    """No message lacks an argument where it is really said: each would be an apology instead."""
    person, words = PEOPLE[code], Translator().languages[code]
    sorry = words.html("sorry")
    here = {"chat_id": person.id, "person": person}
    said = []
    for text in (
        "/start", "/help", "/similar", "/similar radiohed", "musw", "asdfghjkl", "🎉",
        "radiohead + björk - coldplay deep", "- coldplay", "muse - muse", "radiohead easy",
        "/recommend", "/map radiohead", "/map", "/map musw", "/top", "/likes", "/blocked", "/mix",
        "/taste", "/settings", "/privacy", "/mydata", "/forget", "/nonsense",
    ):  # fmt: skip
        said += await people.said(text, **here)
    (answer,) = await people.said("/similar radiohead", **here)
    for label in ("button-why", "button-next", "button-map", "button-block", "button-easy"):
        said += await people.pressed(answer, payload(answer, words.plain(label)), person=person)
    answer = people.world.chats[person.id].messages[answer["message_id"]]
    (answer,) = await people.said("/similar radiohead", **here)
    said += await people.pressed(answer, payload(answer, "👍", row=0), person=person)
    for text in ("/recommend", "/likes", "/top", "/mix"):
        said += await people.said(text, **here)
    (mix,) = await people.said("/mix", chat_id=GROUP, person=person)
    joining = payload(mix, words.plain("button-join"))
    for other in PEOPLE.values():
        (liked,) = await people.said("/similar radiohead", chat_id=other.id, person=other)
        key = f"v:{_query(liked)}:{_key(liked)}:+"
        await people.pressed(liked, key, person=other)
        said += await people.pressed(mix, joining, person=other)
    for text in (
        "/taste",
        "/taste @p0",
        "/taste @p1",
        "/taste nobody",
        "/top",
        "/likes",
        "/stats",
    ):
        said += await people.said(text, chat_id=GROUP, person=person)
    assert len(said) > 40
    assert not [one for one in said if sorry in (one.get("text") or one.get("caption") or "")]
    assert all(one.get("text") or one.get("caption") for one in said)
    offered = await people.asked_inline("radiohead + muse - coldplay", person=person)
    assert listed({"text": offered["results"][0]["input_message_content"]["message_text"]})


def _query(answer):
    return _thumb(answer).split(":")[1]


def _key(answer):
    return _thumb(answer).split(":")[2]


def _thumb(answer):
    return answer["reply_markup"]["inline_keyboard"][0][1]["callback_data"]


async def test_the_question_of_a_group_is_known_in_every_language(people):
    for code, person in PEOPLE.items():
        asked = await ask(people, person, "/similar", GROUP)
        (answer,) = await people.said(
            "radiohead", chat_id=GROUP, person=person, reply_to=asked["message_id"]
        )
        assert SAYS[code] in answer["text"]
        assert labels(answer)


async def test_what_fails_is_said_in_the_chosen_language_too(people):
    person, words = PEOPLE["en"], Translator().languages["ru"]
    shown = await ask(people, person, "/settings")
    await people.pressed(shown, payload(shown, words.plain("language-name")), person=person)
    await people.pressed(shown, "p:999:0", person=person)
    assert people.toasts(person.id)[-1] == words.plain("answer-forgotten")


async def test_a_map_in_a_group_keeps_its_language_whoever_leads_it_on(people):
    (shown,) = await people.said("/map radiohead", chat_id=GROUP, person=PEOPLE["ru"])
    name = labels(shown)[0][0]
    (moved,) = await people.pressed(shown, payload(shown, name), person=PEOPLE["en"])
    assert "имени" in moved["caption"]
