"""The model is exchanged under the bot's feet: nobody notices."""

from __future__ import annotations

import asyncio
import shutil
import time

from bot.rehearsal import playground_settings
from bot.services import open_services
from model.pipeline import Promotion, train_version
from model.plays.demo import read_demo
from model.registry import Registry
from model.training.settings import TrainingSettings
from tests.conftest import NOW

QUERIES_PER_SECOND = 100
EXCHANGES = 5
LONGEST_WAIT_SECONDS = 2.0  # shared machines stall; a pause for loading would show as every wait


async def test_every_query_is_answered_whole_while_the_model_is_exchanged(demo_models, tmp_path):
    shutil.copytree(demo_models, tmp_path / "models")
    registry = Registry(tmp_path / "models")
    first = registry.current()
    plays = read_demo(listeners=2000, seed=5)
    settings = TrainingSettings()
    second = train_version(
        plays, settings, registry, promotion=Promotion.NEVER, now=NOW
    ).manifest.id
    services = open_services(
        playground_settings(models=tmp_path / "models", db=tmp_path / "bot.db")
    )
    expected = {}
    for version in (first, second):
        registry.promote(version)
        services.live.refresh()
        recommender = services.live.recommender
        key = recommender.match("radiohead").matches[0].artist.key
        expected[version] = recommender.similar(key, n=10)
    answers, waits = [], []

    async def ask() -> None:
        started = time.perf_counter()
        recommender = services.live.recommender
        found = await services.model(recommender.similar, key, n=10)
        waits.append(time.perf_counter() - started)
        answers.append((recommender.version_id, found))

    async def exchange() -> None:
        for turn in range(EXCHANGES):
            registry.promote([first, second][turn % 2])
            assert await services.model(services.live.refresh)
            await asyncio.sleep(0.1)

    exchanging = asyncio.create_task(exchange())
    asked = []
    while not exchanging.done():
        asked.append(asyncio.create_task(ask()))
        await asyncio.sleep(1 / QUERIES_PER_SECOND)
    await asyncio.gather(exchanging, *asked)
    services.close()
    assert len(answers) == len(asked) > EXCHANGES * 10
    assert {version for version, _ in answers} == {first, second}
    assert all(found == expected[version] for version, found in answers)
    assert max(waits) < LONGEST_WAIT_SECONDS
