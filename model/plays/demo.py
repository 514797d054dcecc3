"""The demo plays: real artists in real scenes, listened to by people who are simulated.

`data/demo` says which artists exist, in which scenes and how famous they are; it is written from
knowledge, not taken from a data set. From it listeners are drawn with a seed, so that everybody
has the same demo. No real person's listening is in it, and no figure measured on it says anything
about taste.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from model.errors import UnreadablePlays
from model.plays.dirt import DirtFound
from model.plays.matrix import Plays, plays_from
from model.plays.rows import PlayRows

LISTENERS = 5_000  # the least known of 1,500 artists then have some twenty listeners each
SEED = 20_111_023
MOST_ARTISTS = 50  # as many as Last.fm's own sets give each listener
_FEWEST_ARTISTS = 12
_MOST_SCENES = 4
_SHARE_OF_MAIN_SCENE = 0.5  # of a listener's artists; the rest come from the other scenes in turn
_STAYS_NEAR = 0.75  # how often the next scene is one that the first one's listeners tend to like
# How many times as often an artist one tier of fame up is drawn: a power law, steep for those who
# play what everybody plays, nearly flat for those who dig. So the famous share listeners with the
# famous.
_FAME_STEEPNESS = (1.25, 3.25)
_WEIGHT_BY_PLACE = (1.0, 0.35, 0.2)  # of an artist within its first, second and third scene
_TYPICAL_PLAYS = 4.0  # of the log-normal's underlying mean: e^4, about 55 plays
_SPREAD_OF_PLAYS = 1.1

_INSTALLED = Path(__file__).parent / "demo_catalogue"
_IN_CHECKOUT = Path(__file__).parents[2] / "data" / "demo"


@dataclass(frozen=True, slots=True)
class DemoCatalogue:
    """What `data/demo` holds, as arrays.

    Attributes:
        artists: names.
        scenes: slugs.
        popularity: shape `(scenes,)`, adds up to 1.
        near: for each scene the indices of scenes that its listeners like as well.
        fame: shape `(artists,)`, 1 (obscure) to 5 (a household name).
        scenes_x_artists: how much each artist belongs to each scene, 0 to 1.
        files: where that stands.
    """

    artists: list[str]
    scenes: list[str]
    popularity: NDArray[np.float64]
    near: list[list[int]]
    fame: NDArray[np.float64]
    scenes_x_artists: NDArray[np.float64]
    files: tuple[Path, ...]


def demo_folder() -> Path:
    """Return where the demo catalogue lies: in the installed package, or in the checkout."""
    return _INSTALLED if _INSTALLED.is_dir() else _IN_CHECKOUT


def read_catalogue(folder: Path) -> DemoCatalogue:
    """Read `scenes.tsv` and `artists.tsv`; their columns are described in `data/README.md`.

    Raises:
        UnreadablePlays: a file is missing, or names a scene that does not exist.
    """
    scenes_path, artists_path = folder / "scenes.tsv", folder / "artists.tsv"
    try:
        scene_rows, artist_rows = _rows(scenes_path), _rows(artists_path)
        scenes = [row["scene"] for row in scene_rows]
        place = {scene: index for index, scene in enumerate(scenes)}
        popularity = np.asarray([float(row["listeners"]) for row in scene_rows])
        near = [[place[slug] for slug in row["near"].split(",") if slug] for row in scene_rows]
        fame = np.asarray([float(row["fame"]) for row in artist_rows])
        scenes_x_artists = np.zeros((len(scenes), len(artist_rows)))
        for artist, row in enumerate(artist_rows):
            for weight, slug in zip(_WEIGHT_BY_PLACE, row["scenes"].split(","), strict=False):
                scenes_x_artists[place[slug], artist] = weight
    except (OSError, KeyError, ValueError) as error:
        message = f"The demo catalogue in {folder} is not complete: {error}"
        raise UnreadablePlays(message) from error
    return DemoCatalogue(
        [row["artist"] for row in artist_rows],
        scenes,
        popularity / popularity.sum(),
        near,
        fame,
        scenes_x_artists,
        (scenes_path, artists_path),
    )


def read_demo(listeners: int = LISTENERS, seed: int = SEED) -> Plays:
    """Simulate listeners of the demo catalogue.

    Args:
        listeners: how many.
        seed: the same seed gives the same plays.

    Raises:
        UnreadablePlays: the catalogue is not there or not complete.
    """
    catalogue = read_catalogue(demo_folder())
    rng = np.random.default_rng(seed)
    heard = [heard_by_one(catalogue, rng) for _ in range(listeners)]
    listener_of_row = np.repeat(np.arange(listeners, dtype=np.int32), [len(own) for own in heard])
    artist_of_row = np.concatenate(heard).astype(np.int32)
    plays = np.ceil(rng.lognormal(_TYPICAL_PLAYS, _SPREAD_OF_PLAYS, len(artist_of_row)))
    rows = PlayRows(
        listener_of_row,
        listeners,
        artist_of_row,
        catalogue.artists,
        [""] * len(catalogue.artists),
        plays.astype(np.float32),
    )
    return plays_from(
        rows,
        source=f"demo catalogue: real artists, {listeners:,} simulated listeners, seed {seed}",
        files=catalogue.files,
        format_name="demo",
        dirt=DirtFound(),
        expected="a catalogue with artists",
    )


def heard_by_one(catalogue: DemoCatalogue, rng: Generator) -> NDArray[np.int64]:
    """Draw one listener's artists, each once: half from a main scene, the rest from others."""
    scenes = scenes_of_one(catalogue, rng)
    count = int(rng.integers(_FEWEST_ARTISTS, MOST_ARTISTS + 1))
    shares = np.full(len(scenes), (1 - _SHARE_OF_MAIN_SCENE) / max(len(scenes) - 1, 1))
    shares[0] = _SHARE_OF_MAIN_SCENE if len(scenes) > 1 else 1.0
    steepness = rng.uniform(*_FAME_STEEPNESS)
    drawn = catalogue.scenes_x_artists[scenes] * steepness**catalogue.fame
    chances = shares @ (drawn / drawn.sum(axis=1, keepdims=True))
    count = min(count, int(np.count_nonzero(chances)))
    return rng.choice(len(chances), size=count, replace=False, p=chances / chances.sum())


def scenes_of_one(catalogue: DemoCatalogue, rng: Generator) -> list[int]:
    """Draw one to four different scenes: a main one by popularity, then mostly its neighbours."""
    scenes = [int(rng.choice(len(catalogue.scenes), p=catalogue.popularity))]
    for _ in range(int(rng.integers(0, _MOST_SCENES))):
        near = catalogue.near[scenes[0]]
        if near and rng.random() < _STAYS_NEAR:
            scene = int(rng.choice(near))
        else:
            scene = int(rng.choice(len(catalogue.scenes), p=catalogue.popularity))
        if scene not in scenes:
            scenes.append(scene)
    return scenes


def _rows(path: Path) -> list[dict[str, str]]:
    table = pd.read_csv(
        path, sep="\t", quoting=csv.QUOTE_NONE, dtype=str, keep_default_na=False, encoding="utf-8"
    )
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
