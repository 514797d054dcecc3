"""Several artists: close to some and away from others, in one answer that works like any other."""

from __future__ import annotations

import pytest

from tests.end_to_end.conftest import ANNA, GROUP, labels, listed, payload, rows

THREE = "radiohead + björk - coldplay"
TITLE = "Close to Radiohead and Björk, away from Coldplay"


def title(message):
    return message["text"].split("\n")[0]


@pytest.mark.parametrize("typed", [f"/similar {THREE}", THREE, "radiohed +bjork -coldplay"])
async def test_several_artists_are_answered_together(playing, typed):
    (answer,) = await playing.said(typed)
    assert title(answer) == TITLE
    assert len(listed(answer)) == 6
    assert not {"Radiohead", "Björk", "Coldplay"} & set(listed(answer))
    assert all("shared with Radiohead" in line for line in answer["text"].split("\n")[2:8])


async def test_the_answer_is_that_of_the_model_for_these_artists(playing, demo):
    keys = [demo.match(name).matches[0].artist.key for name in ("radiohead", "björk", "coldplay")]
    (answer,) = await playing.said(THREE)
    found = demo.similar_to(keys[:2], far=keys[2:], n=6)
    assert listed(answer) == [one.artist.name for one in found]
    (without_minus,) = await playing.said("radiohead + björk")
    assert title(without_minus) == "Close to Radiohead and Björk"
    assert listed(without_minus) != listed(answer)


async def test_the_group_may_ask_for_several_too(group):
    (answer,) = await group.said(f"/similar {THREE}", chat_id=GROUP, person=ANNA)
    assert title(answer) == TITLE


async def test_a_name_with_signs_is_one_artist(playing, services):
    for name in ("Florence + the Machine", "blink-182", "JAY-Z", "a-ha"):
        (answer,) = await playing.said(name)
        assert title(answer) == f"Those who listen to {name} also love"
    assert rows(services, "seeds") == []
    (answer,) = await playing.said("florence + the machine + a-ha - blink-182")
    assert title(answer) == "Close to Florence + the Machine and a-ha, away from blink-182"


async def test_all_who_were_asked_for_are_written_down_and_the_first_is_the_seed(
    playing, services
):
    (answer,) = await playing.said("/similar - coldplay + radiohead + björk deep")
    await playing.pressed(answer, payload(answer, "👍", row=0))
    (query,) = rows(services, "queries")
    assert (query["seed_name"], query["outcome"], query["adventure"], query["score"]) == (
        "Radiohead",
        "confident",
        "deep",
        100,
    )
    assert [
        (row["query_id"], row["position"], row["artist_name"], row["sign"])
        for row in rows(services, "seeds")
    ] == [(query["id"], 1, "Björk", 1), (query["id"], 2, "Coldplay", -1)]
    (vote,) = rows(services, "votes")
    assert (vote["seed_key"], vote["seed_name"]) == (query["seed_key"], "Radiohead")


async def test_pages_reasons_votes_and_levels_work_as_for_one_artist(playing, services):
    (answer,) = await playing.said(THREE)
    (page,) = await playing.pressed(answer, payload(answer, "More ▶"))
    assert (title(page), len(listed(page))) == (TITLE, 6)
    assert not set(listed(page)) & set(listed(answer))
    (why,) = await playing.pressed(page, payload(page, "Why?"))
    assert (title(why), listed(why)) == (TITLE, listed(page))
    (marked,) = await playing.pressed(why, payload(why, "👎", row=2))
    assert labels(marked)[2][1:] == ["👍", "👎 ✓"]
    (deep,) = await playing.pressed(marked, payload(marked, "Lesser known"))
    assert deep["text"].split("\n")[:2] == [TITLE, "Leaning to the lesser known."]
    assert deep["message_id"] == answer["message_id"]
    (page,) = await playing.pressed(deep, payload(deep, "More ▶"))
    assert title(page) == TITLE
    seeds = [(row["query_id"], row["artist_name"], row["sign"]) for row in rows(services, "seeds")]
    assert seeds == [(1, "Björk", 1), (1, "Coldplay", -1), (2, "Björk", 1), (2, "Coldplay", -1)]


async def test_an_unclear_part_is_quoted_with_suggestions_and_nothing_is_answered(
    playing, services
):
    (asked,) = await playing.said("/similar radiohead + musw")
    assert "not sure whom you mean by “musw”" in asked["text"]
    assert ["Muse"] in labels(asked)
    assert rows(services, "answers") == []
    (query,) = rows(services, "queries")
    assert (query["typed"], query["outcome"], query["seed_key"]) == (
        "radiohead + musw",
        "unsure",
        "",
    )
    (answer,) = await playing.pressed(asked, payload(asked, "Muse"))
    assert title(answer) == "Those who listen to Muse also love"


async def test_an_unknown_part_is_quoted_and_the_clear_ones_are_a_press_away(playing, services):
    (asked,) = await playing.said("radiohead - <b>qwrtzp</b>")
    assert "no artist called “<b>qwrtzp</b>”" in asked["text"]
    assert labels(asked) == [["Radiohead"]]
    assert [row["outcome"] for row in rows(services, "queries")] == ["unknown"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("- coldplay", "Whom shall it be close to?"),
        ("/similar radiohead + muse - muse", "close to Muse and away from Muse"),
        ("radiohead + muse + blur + queen + abba + air", "5 artists at a time"),
    ],
)
async def test_what_makes_no_sense_is_refused_with_a_sentence(playing, services, typed, said):
    (answer,) = await playing.said(typed)
    assert said in answer["text"]
    assert labels(answer) == []
    (query,) = rows(services, "queries")
    assert (query["outcome"], query["seed_key"]) == ("refused", "")
    assert rows(services, "answers") == []


async def test_an_artist_named_twice_counts_once(playing, services):
    (answer,) = await playing.said("radiohead + Radiohead")
    assert title(answer) == "Those who listen to Radiohead also love"
    assert rows(services, "seeds") == []
