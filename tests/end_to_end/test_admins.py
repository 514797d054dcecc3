"""What whoever runs the bot may ask: for everybody else these commands do not exist."""

from __future__ import annotations

import csv
import io
import shutil

import pytest

import bot.watching
from bot.playground.world import Person
from bot.rehearsal import YOU, playground_settings, rehearsal
from bot.services import open_services
from model.pipeline import Promotion, train_version
from model.plays.demo import read_demo
from model.registry import Registry
from model.training.settings import TrainingSettings
from tests.conftest import NOW
from tests.end_to_end.conftest import ANNA, GROUP, buttons, payload
from tests.end_to_end.test_map import pixels

IMPOSTOR = Person(3001, YOU.first_name, YOU.username)


@pytest.fixture
async def run(demo_models, tmp_path, monkeypatch):
    """The bot in a playground, run by You, with a folder of versions of its own.

    It does not look for another version by itself, which would be before it is told to.
    """
    monkeypatch.setattr(bot.watching, "_REFRESH_SECONDS", 3600.0)
    shutil.copytree(demo_models, tmp_path / "models")
    chosen = playground_settings(
        models=tmp_path / "models", db=tmp_path / "bot.db", admins=(YOU.id,)
    )
    services = open_services(chosen)
    async with rehearsal(chosen, services) as started:
        started.world.add_person(IMPOSTOR)
        started.world.add_person(ANNA)
        started.world.add_group(GROUP, "Friends", (YOU.id, ANNA.id))
        yield started
    services.close()


async def test_stats_is_a_picture_of_how_the_bot_is_used(run):
    (empty,) = await run.said("/stats")
    assert empty["caption"] == "0 people in 0 chats"
    (answer,) = await run.said("radiohed")
    await run.said("asdfghjkl")
    await run.pressed(answer, payload(answer, "👍", row=0))
    await run.said("/recommend")
    (shown,) = await run.said("/stats")
    assert shown["caption"].startswith("1 person in 1 chat")
    assert "50% were answered for" in shown["caption"]
    assert min(pixels(run, shown).size) >= 600


async def test_model_tells_which_version_answers_and_reload_takes_another_over(run, tmp_path):
    (before,) = await run.said("/model")
    assert "2,092 artists" in before["text"]
    (unchanged,) = await run.said("/reload")
    assert "answers already" in unchanged["text"]
    registry = Registry(tmp_path / "models")
    plays = read_demo(listeners=1500, seed=3)
    train_version(plays, TrainingSettings(), registry, promotion=Promotion.ALWAYS, now=NOW)
    current = registry.current()
    (reloaded,) = await run.said("/reload")
    assert reloaded["text"] == f"Version {current} answers now."
    (after,) = await run.said("/model")
    assert current in after["text"].split("\n")[1]
    assert "1,500 listeners" in after["text"]


async def test_a_version_that_is_broken_is_not_taken_over_and_the_cause_is_told(run, tmp_path):
    registry = Registry(tmp_path / "models")
    plays = read_demo(listeners=1500, seed=3)
    train_version(plays, TrainingSettings(), registry, promotion=Promotion.ALWAYS, now=NOW)
    (registry.path_of(registry.current()) / "artist_factors.npy").write_bytes(b"broken")
    (failed,) = await run.said("/reload")
    assert "cannot be used" in failed["text"]
    assert "artist_factors.npy" in failed["text"]
    assert await run.said("radiohead")


async def test_export_hands_out_votes_with_people_renamed(run):
    (answer,) = await run.said("radiohed")
    await run.pressed(answer, payload(answer, "👍", row=0))
    (file,) = await run.said("/export")
    assert file["caption"].startswith("2 events")
    content = run.world.files.find(file["document"]["file_id"]).content.decode()
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["kind"] for row in rows] == ["query", "vote"]
    assert str(YOU.id) not in content
    assert len({row["person"] for row in rows}) == 1


@pytest.mark.parametrize("command", ["/stats", "/model", "/reload", "/export"])
async def test_for_everybody_else_they_do_not_exist(run, command):
    (refused,) = await run.said(command, chat_id=IMPOSTOR.id, person=IMPOSTOR)
    assert "do not know that command" in refused["text"]
    assert await run.said(command, chat_id=GROUP, person=ANNA) == []


@pytest.mark.parametrize("command", ["stats", "export"])
async def test_in_a_group_an_admin_is_led_to_the_private_chat(run, command):
    (pointed,) = await run.said(f"/{command}", chat_id=GROUP)
    assert buttons(pointed)[0][0]["url"].endswith(f"?start={command}")
    (shown,) = await run.said(f"/start {command}")
    assert "photo" in shown or "document" in shown
    (greeting,) = await run.said(f"/start {command}", chat_id=ANNA.id, person=ANNA)
    assert greeting["text"].startswith("Hello!")
