"""What most tests stand on: a demo model trained once, and the bot in its playground."""

from __future__ import annotations

import io
import logging
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp

from benchmarks.data_sets import hetrec_folder
from bot.cli import main
from bot.rehearsal import playground_settings, rehearsal
from bot.services import open_services
from model.aliases import own_aliases, read_aliases
from model.catalog import Catalog, artist_key
from model.pipeline import Promotion, train_version
from model.plays.demo import read_demo
from model.plays.dirt import DirtFound
from model.plays.matrix import Plays
from model.plays.reading import Reading
from model.recommender import Recommender
from model.registry import Registry
from model.training.settings import TrainingSettings

NOW = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def hetrec() -> Path:
    folder = hetrec_folder()
    if folder is None:
        pytest.skip("HetRec Last.fm 2K is not below data/raw")
    return folder


@pytest.fixture(scope="session")
def demo_models(tmp_path_factory):
    """A folder of versions whose current one is the demo."""
    folder = tmp_path_factory.mktemp("demo") / "models"
    settings = TrainingSettings()
    train_version(
        read_demo(),
        settings,
        Registry(folder),
        promotion=Promotion.ALWAYS,
        now=NOW,
        aliases=read_aliases(own_aliases()),
    )
    return folder


@pytest.fixture(scope="session")
def demo(demo_models) -> Recommender:
    return Recommender.load(demo_models)


@pytest.fixture
def services(demo_models, tmp_path):
    settings = playground_settings(models=demo_models, db=tmp_path / "bot.db")
    opened = open_services(settings)
    yield opened
    opened.close()


@pytest.fixture
async def playing(demo_models, tmp_path, services):
    """The real application in the playground, joined by HTTP."""
    settings = playground_settings(models=demo_models, db=tmp_path / "bot.db")
    async with rehearsal(settings, services) as started:
        yield started


@pytest.fixture
def kindred(monkeypatch, capfd, tmp_path):
    """Run a command in an empty folder; returns status, standard output and standard error.

    What the command does to the process, to see what nobody catches, ends with the test.
    """
    monkeypatch.chdir(tmp_path)
    for owner, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, hook, getattr(owner, hook))

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["kindred", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfd.readouterr()
        try:
            main()
        except SystemExit as ended:
            return ended.code or 0, *capfd.readouterr()
        return 0, *capfd.readouterr()

    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield run
    logging.captureWarnings(capture=False)
    for number, handler in handlers.items():
        signal.signal(number, handler)


def plays_of(listeners_x_artists, names=None) -> Plays:
    """Plays from a small dense matrix; artist 0 is `artist 0` unless named, in row order."""
    matrix = sp.csr_matrix(np.asarray(listeners_x_artists, np.float32))
    names = names or [f"artist {column}" for column in range(matrix.shape[1])]
    catalog = Catalog(
        [artist_key(name) for name in names], names, matrix.getnnz(axis=0).astype(np.int32)
    )
    reading = Reading("a test", "test", "", len(names), matrix.nnz, DirtFound(), [])
    return Plays(matrix, catalog, reading)


def checkerboard(listeners: int, artists: int, *, density: float = 0.8, groups: int = 2):
    """Listeners of group g play only artists of group g, so who is similar is plain to see."""
    rng = np.random.default_rng(0)
    listener_groups = np.arange(listeners) % groups
    artist_groups = np.arange(artists) % groups
    same = listener_groups[:, None] == artist_groups[None, :]
    return np.where(same & (rng.random(same.shape) < density), rng.integers(1, 60, same.shape), 0)
