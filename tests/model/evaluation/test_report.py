from __future__ import annotations

import json

import numpy as np
import pytest

from model.evaluation.baselines import item_knn, original_recipe, popularity
from model.evaluation.split import split
from model.evaluation.trial import ANSWERS, asked, by_taste, trial
from model.manifest import read_manifest
from model.plays.hetrec import read_hetrec
from model.registry import Registry
from model.training.als import train_als
from model.training.settings import TrainingSettings
from tests.conftest import checkerboard, plays_of

SETTINGS = TrainingSettings(factors=8)
BOARD = plays_of(checkerboard(200, 60, groups=2))


def own(training):
    return by_taste(train_als(training, SETTINGS), training)


def test_whoever_learns_the_checkerboard_finds_what_was_hidden_and_fame_does_not():
    """Everybody plays most of one half of the artists; what is hidden lies in the same half."""
    parts = split(BOARD.listeners_x_artists, BOARD.catalog.keys)
    found = {
        system.__name__: trial(parts, system, 1).recall.mean()
        for system in (popularity, item_knn, original_recipe, own)
    }
    assert found["popularity"] < found["original_recipe"] < found["item_knn"]
    assert found["item_knn"] > 0.95
    assert found["own"] > 0.95


def test_nobody_is_given_what_they_play_nor_an_artist_of_too_few_listeners():
    """Scored by their rows, so the first twenty that are possible and unplayed are given."""
    parts = split(BOARD.listeners_x_artists, BOARD.catalog.keys)
    listeners = parts.training.getnnz(axis=0)
    floor = int(np.median(listeners))
    by_row = -np.arange(60, dtype=np.float32)
    found_by_row = asked(
        parts, lambda rows, artists: np.tile(by_row[artists], (len(rows), 1)), floor
    )
    for at, listener in enumerate(parts.judged):
        unplayed = parts.training[listener].toarray().ravel() == 0
        given = np.flatnonzero(unplayed & (listeners >= floor))[:ANSWERS]
        found = np.isin(parts.hidden[at], given).sum()
        assert found_by_row.recall[at] == pytest.approx(found / len(parts.hidden[at]))


@pytest.mark.slow
def test_on_hetrec_kindred_passes_its_bar_and_every_baseline(hetrec):
    plays = read_hetrec(hetrec)
    parts = split(plays.listeners_x_artists, plays.catalog.keys)
    found = {}
    for name, system in {
        "popularity": popularity,
        "kNN": item_knn,
        "recipe": original_recipe,
        "Kindred": lambda training: by_taste(
            train_als(training, TrainingSettings(), keys=plays.catalog.keys), training
        ),
    }.items():
        came = trial(parts, system, 3)
        found[name] = (came.recall.mean(), came.ndcg.mean())
    assert found["Kindred"][0] >= 0.28
    assert found["Kindred"][1] >= 0.285
    best = max(recall for name, (recall, _) in found.items() if name != "Kindred")
    assert found["Kindred"][0] > best + 0.03


@pytest.mark.slow
def test_the_command_prints_the_same_figures_as_text_json_and_picture(
    kindred, demo_models, tmp_path
):
    picture = tmp_path / "figures.png"
    ask = ("evaluate", "--models", demo_models)
    status, out, _ = kindred(*ask, "--plot", picture, "--json")
    assert status == 0
    found = json.loads(out)
    assert found["version"] == Registry(demo_models).current()
    kindreds = found["systems"][-1]
    assert kindreds["name"] == "Kindred"
    of_training = read_manifest(Registry(demo_models).path_of(found["version"])).trial
    assert of_training is not None
    assert kindreds["recall_at_20"]["mean"] == pytest.approx(of_training.recall_at_20, abs=1e-3)
    for one in found["systems"]:
        assert one["recall_at_20"]["low"] <= one["recall_at_20"]["mean"]
    assert picture.read_bytes().startswith(b"\x89PNG")
    _, text, _ = kindred(*ask)
    for one in found["systems"]:
        line = next(line for line in text.splitlines() if line.startswith(one["name"]))
        assert f"{one['recall_at_20']['mean']:.4f}" in line


@pytest.mark.parametrize("name", ["figures.gif", "figures", "absent/figures.png"])
def test_a_picture_that_cannot_be_drawn_is_refused_before_the_work(
    kindred, demo_models, tmp_path, name
):
    status, _, err = kindred("evaluate", "--models", demo_models, "--plot", tmp_path / name)
    assert (status, err.count("\n")) == (1, 1)


def test_plays_too_few_to_judge_by_are_said_to_be(kindred, tmp_path):
    plays = tmp_path / "plays.csv"
    plays.write_text("listener,artist,plays\na,x,1\na,y,1\nb,x,2\nb,y,1\n")
    models = tmp_path / "models"
    assert kindred("train", plays, "--models", models)[0] == 0
    status, _, err = kindred("evaluate", "--models", models)
    assert (status, err.count("\n")) == (1, 1)
    assert "hidden" in err


@pytest.mark.slow
def test_agreement_with_votes_is_printed_where_votes_are_given(
    kindred, demo_models, tmp_path, demo
):
    asked, near, far = (
        demo.match(name).matches[0].artist.key for name in ("radiohead", "muse", "slayer")
    )
    votes = tmp_path / "votes.csv"
    votes.write_text(
        f"person,kind,seed_key,artist_key,vote\np,vote,{asked},{near},1\np,vote,{asked},{far},-1\n"
    )
    _, out, _ = kindred("evaluate", "--models", demo_models, "--votes", votes, "--json")
    assert json.loads(out)["agreement_with_votes"] == 1.0
