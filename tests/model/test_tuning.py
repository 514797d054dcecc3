from __future__ import annotations

import json

import numpy as np
import pytest

from model.errors import NothingToLearn
from model.registry import Registry
from model.training.settings import TrainingSettings
from model.tuning import tuned
from tests.conftest import checkerboard, plays_of

PLAYS = plays_of(checkerboard(80, 40, groups=4))
START = TrainingSettings(factors=32, iterations=2)


@pytest.fixture
def search(tmp_path):
    """Search in one folder; returns the settings, all attempts, and what was told."""

    def run(attempts, *, start=START, plays=PLAYS, stop_after=1000):
        told = []

        def tell(number, attempt):
            told.append((number, attempt))
            if len(told) >= stop_after:
                raise KeyboardInterrupt

        return *tuned(plays, start, tmp_path / "models", attempts=attempts, tell=tell), told

    return run


def test_the_start_is_tried_first_and_the_best_attempt_is_taken(search):
    settings, tried, told = search(4)
    assert [number for number, _ in told] == [1, 2, 3, 4]
    assert [attempt for _, attempt in told] == tried
    assert tried[0].settings == {name: getattr(START, name) for name in tried[0].settings}
    best = max(tried, key=lambda one: one.value)
    assert best.settings.items() <= settings.model_dump().items()
    assert settings.iterations == START.iterations
    assert len({json.dumps(one.settings) for one in tried}) == 4


def test_a_search_that_was_stopped_goes_on_where_it_was(search):
    with pytest.raises(KeyboardInterrupt):
        search(3, stop_after=2)
    _, tried, told = search(3)
    # The attempt that was being told when the search ended had not been written down.
    assert len(tried) == 3
    assert told[0][0] == 2


def test_a_search_that_is_done_is_not_repeated(search):
    first = search(2)
    again = search(2)
    assert again[:2] == first[:2]
    assert again[2] == []


def test_other_plays_are_searched_anew(search, tmp_path):
    search(1)
    other = plays_of(checkerboard(60, 30, groups=3))
    reading = type(other.reading)("other", "test", "0" * 64, 30, 1, other.reading.dirt, [])
    _, tried, told = search(
        1, plays=type(other)(other.listeners_x_artists, other.catalog, reading)
    )
    assert len(tried) == len(told) == 1


def test_both_questions_tell_what_was_learnt_from_what_was_not(search):
    noise = np.random.default_rng(0).permuted(PLAYS.listeners_x_artists.toarray(), axis=1)
    _, tried, _ = search(1)
    _, nothing, _ = search(1, start=START.model_copy(update={"seed": 1}), plays=plays_of(noise))
    assert tried[0].of_tastes > 0.7 > nothing[0].of_tastes
    assert tried[0].of_neighbours > 0.7 > nothing[0].of_neighbours


def test_plays_too_few_are_refused(search):
    with pytest.raises(NothingToLearn):
        search(1, plays=plays_of([[1, 1, 0], [0, 1, 1]]))


def test_a_version_keeps_what_was_tried(kindred, tmp_path):
    plays = tmp_path / "plays.csv"
    plays.write_text(
        "listener,artist,plays\n"
        + "".join(
            f"{listener},artist {artist},{3 + artist}\n"
            for listener in range(60)
            for artist in range(listener % 3, 24, 3)
        )
    )
    models = tmp_path / "models"
    status, out, err = kindred("train", plays, "--models", models, "--tune", "2", "--json")
    assert status == 0
    assert "Attempt 2" in err
    folder = Registry(models).path_of(json.loads(out)["version"])
    tried = json.loads((folder / "tuning.json").read_text())
    used = json.loads((folder / "manifest.json").read_text())["settings"]
    best = max(tried, key=lambda one: one["ndcg_of_tastes"] + one["ndcg_of_neighbours"])
    assert len(tried) == 2
    assert best["settings"].items() <= used.items()
    assert kindred("verify", "--models", models)[0] == 0
