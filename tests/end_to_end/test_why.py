"""Why?: the reasons take the place of the figures, in the same message, and go away again."""

from __future__ import annotations

import re
import shutil

from bot.rehearsal import playground_settings, rehearsal
from bot.services import open_services
from model.pipeline import Promotion, train_version
from model.plays.demo import read_demo
from model.plays.matrix import Plays
from model.registry import Registry
from model.training.settings import TrainingSettings
from tests.conftest import NOW, plays_of
from tests.end_to_end.conftest import ANNA, GROUP, labels, listed, payload, rows


def reasons(message):
    """What is said of each artist of a page."""
    return [line.split(": ", 1)[1] for line in message["text"].split("\n") if ". " in line]


async def test_every_artist_of_a_page_gets_a_reason_in_place_and_it_goes_away_again(playing):
    (answer,) = await playing.said("/similar radiohead")
    (why,) = await playing.pressed(answer, payload(answer, "Why?"))
    assert why["message_id"] == answer["message_id"]
    assert listed(why) == listed(answer)
    for reason in reasons(why):
        assert re.match(r"\d+ listeners also play Radiohead, \d+ times as many as by", reason)
        assert re.search(r"both are heard with [^,]+, .+ and .+\.$", reason)
    assert labels(why)[:-1] == labels(answer)[:-1]
    assert labels(why)[-1] == ["Hide why", "More ▶"]
    (plain,) = await playing.pressed(why, payload(why, "Hide why"))
    assert (plain["text"], labels(plain)) == (answer["text"], labels(answer))
    assert not any(playing.toasts())


async def test_the_figures_of_a_reason_are_those_of_the_training_data(playing, demo):
    (answer,) = await playing.said("/similar radiohead")
    (why,) = await playing.pressed(answer, payload(answer, "Why?"))
    radiohead = demo.match("radiohead").matches[0].artist
    for name, reason in zip(listed(why), reasons(why), strict=True):
        told = demo.explain(radiohead.key, demo.match(name).matches[0].artist.key)
        assert reason.startswith(f"{told.shared_listeners} listeners")
        assert all(artist.name in reason for artist in told.connecting)


async def test_a_vote_on_a_page_that_says_why_is_marked_and_the_reasons_stay(playing, services):
    (answer,) = await playing.said("/similar radiohead")
    (why,) = await playing.pressed(answer, payload(answer, "Why?"))
    (marked,) = await playing.pressed(why, payload(why, "👍", row=1))
    assert marked["text"] == why["text"]
    assert labels(marked)[1][1:] == ["👍 ✓", "👎"]
    assert labels(marked)[-1] == ["Hide why", "More ▶"]
    assert rows(services, "votes")[0]["artist_name"] == listed(answer)[1]
    (plain,) = await playing.pressed(marked, payload(marked, "Hide why"))
    assert labels(plain)[1][1:] == ["👍 ✓", "👎"]
    (taken_back,) = await playing.pressed(plain, payload(plain, "👍 ✓"))
    assert labels(taken_back)[-1] == ["Why?", "More ▶"]


async def test_a_page_turned_is_plain_and_can_be_asked_about_again(playing):
    (answer,) = await playing.said("/similar radiohead")
    (why,) = await playing.pressed(answer, payload(answer, "Why?"))
    (second,) = await playing.pressed(why, payload(why, "More ▶"))
    assert all("alike" in reason for reason in reasons(second))
    assert labels(second)[-1] == ["◀ Back", "Why?", "More ▶"]
    (why,) = await playing.pressed(second, payload(second, "Why?"))
    assert listed(why) == listed(second)
    assert all("also play" in reason for reason in reasons(why))
    assert labels(why)[-1] == ["◀ Back", "Hide why", "More ▶"]
    assert "Page 2 of 5" in why["text"]


async def test_anybody_in_a_group_may_ask_why_and_counts_stay_on_the_thumbs(group):
    (answer,) = await group.said("/similar radiohead", chat_id=GROUP, person=ANNA)
    (voted,) = await group.pressed(answer, payload(answer, "👍", row=0), person=ANNA)
    (why,) = await group.pressed(voted, payload(voted, "Why?"), person=ANNA)
    assert labels(why)[0][1:] == ["👍 1", "👎"]


async def test_of_several_artists_the_one_with_most_shared_listeners_is_the_reason(playing):
    (answer,) = await playing.said("/similar radiohead + miles davis")
    (why,) = await playing.pressed(answer, payload(answer, "Why?"))
    told = re.findall(r"also plays? (Radiohead|Miles Davis)", why["text"])
    assert len(told) == 6
    assert set(told) == {"Radiohead", "Miles Davis"}


async def test_what_the_present_model_has_lost_is_said_in_its_place(demo_models, tmp_path):
    """While the bot runs, versions become current that know ever fewer of the artists."""
    shutil.copytree(demo_models, tmp_path / "models")
    settings = playground_settings(models=tmp_path / "models", db=tmp_path / "bot.db")
    services = open_services(settings)
    registry = Registry(tmp_path / "models")

    def exchange(plays):
        train_version(plays, TrainingSettings(), registry, promotion=Promotion.ALWAYS, now=NOW)
        assert services.live.refresh()

    async with rehearsal(settings, services) as playing:
        (answer,) = await playing.said("/similar radiohead")
        lost, *others = listed(answer)
        exchange(without(read_demo(), lost))
        (why,) = await playing.pressed(answer, payload(answer, "Why?"))
        assert listed(why) == listed(answer)
        gone, *rest = reasons(why)
        assert gone == "is not in the present model any more."
        assert all("also play Radiohead" in reason for reason in rest)
        (marked,) = await playing.pressed(why, payload(why, "👎", row=0))
        assert labels(marked)[0][1:] == ["👍", "👎 ✓"]
        exchange(without(read_demo(), lost, others[0], "Radiohead"))
        (plain,) = await playing.pressed(marked, payload(marked, "Hide why"))
        assert listed(plain) == listed(answer)
        (why,) = await playing.pressed(plain, payload(plain, "Why?"))
        assert reasons(why)[:2] == ["is not in the present model any more."] * 2
        so_what = "Radiohead is not in the present model any more, so I cannot say."
        assert reasons(why)[2:] == [so_what] * 4
        assert await playing.pressed(why, payload(why, "Lesser known")) == []
        assert "not in the present model" in playing.toasts()[-1]
    services.close()


def without(plays: Plays, *names) -> Plays:
    """The same plays, as if nobody had ever played some artists."""
    kept = [row for row, name in enumerate(plays.catalog.names) if name not in names]
    assert len(kept) == len(plays.catalog) - len(names)
    matrix = plays.listeners_x_artists[:, kept]
    return plays_of(matrix.toarray(), [plays.catalog.names[row] for row in kept])
