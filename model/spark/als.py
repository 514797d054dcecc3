"""Trains MLlib's alternating least squares, and makes up for what it does differently.

MLlib solves the equations of Hu, Koren and Volinsky with two differences. Its confidence is 1 plus
the rating, so a weight below 1 cannot be said and counts as a little more than 1. And it pulls
each row towards zero as many times as the row has likes: an artist with three listeners is hardly
held back, one with a thousand far too much. So the artists are solved once more in the end, each
with the one regularisation that implicit uses (`model.spark.last_round`).

MLlib starts from random factors, not from the artists' keys: two trainings on nearly the same
plays need not end nearby, as those of `model.training.als` do.

Source:
    `computeFactors` in mllib/src/main/scala/org/apache/spark/ml/recommendation/ALS.scala of
    https://github.com/apache/spark: `c1 = alpha * |rating|`, and lambda is `numExplicits *
    regParam`, where `numExplicits` counts a row's ratings above 0.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from pyspark.ml.recommendation import ALS
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation has it

from model.errors import NothingToLearn
from model.spark.gathering import KEPT
from model.spark.last_round import solved_once_more
from model.spark.libraries import ARROW_SCHEMA, Libraries
from model.spark.streams import factors_of
from model.spark.weights import Weights
from model.training.learnt import Learnt, Progress
from model.training.settings import TrainingSettings
from model.types import ListenersByArtists

_FEWEST = 2
_SHARE = 0.3  # on HetRec .1 to .4 are alike, 1 loses .004 of recall: docs/evaluation.md
_LEAST_RATING = 1e-3  # MLlib takes a rating of 0 for no like


def train_als(
    weights: Weights,
    settings: TrainingSettings,
    *,
    people_x_artists: ListenersByArtists | None = None,
    progress: Progress | None = None,
) -> Learnt:
    """Learn a vector for each artist, as `model.training.als.train_als` does.

    Args:
        weights: of plays.
        settings: all but the neighbour index's are used.
        people_x_artists: what people on Telegram said, in likes, see there.
        progress: told of the beginning and of the end: MLlib says nothing in between.

    Raises:
        NothingToLearn: there are not two listeners and two artists, or training came to nothing.
    """
    artists = len(weights.listeners)
    if min(weights.listener_count, artists) < _FEWEST:
        message = (
            f"{weights.listener_count:,} listener(s) of {artists:,} artist(s) are too few to "
            "learn from: what is similar shows only where several people play several artists"
        )
        raise NothingToLearn(message)
    if progress:
        progress(0, settings.iterations)
    told = _with_people(weights, people_x_artists).persist(KEPT)
    blocks = told.sparkSession.sparkContext.defaultParallelism
    als = ALS(
        rank=settings.factors,
        maxIter=settings.iterations,
        regParam=_pull(weights),
        implicitPrefs=True,
        alpha=1.0,
        userCol="listener",
        itemCol="artist",
        ratingCol="rating",
        seed=settings.seed,
        numUserBlocks=blocks,
        numItemBlocks=blocks,
    )
    fitted = als.fit(_ratings(told)).itemFactors.select("id", "features")
    start = factors_of(fitted, artists, settings.factors)
    artist_factors = solved_once_more(told, start, weights.regularization)
    told.unpersist()
    if not np.isfinite(artist_factors).all():
        listeners = f"{weights.listener_count:,} listeners"
        message = f"Training came to nothing on {listeners}: factors are not finite"
        raise NothingToLearn(message)
    if progress:
        progress(settings.iterations, settings.iterations)
    return Learnt(artist_factors, weights.of_a_like, weights.regularization, settings.iterations)


def _pull(weights: Weights) -> float:
    """Return MLlib's regularisation, such that a typical cell is held back as by implicit.

    Scaling all listeners up and all artists down changes no product of theirs, so it is the
    product of the two sides' regularisation that counts: regParam² times the likes of the listener
    times those of the artist, each as the mean cell meets them. Less than that is better, since
    what it holds back too much no later round brings back.
    """
    libraries = weights.libraries.select(F.size("artists").cast("double").alias("size"))
    squares = libraries.agg(F.sum(F.col("size") * F.col("size")).alias("squares")).head()
    of_listener = (squares["squares"] if squares else 0) / weights.cells
    of_artist = float(np.square(weights.listeners, dtype=np.float64).sum()) / weights.cells
    return float(_SHARE * weights.regularization / np.sqrt(of_listener * of_artist))


def _with_people(weights: Weights, people_x_artists: ListenersByArtists | None) -> DataFrame:
    """Add people as further listeners; what they dislike has a weight below 0."""
    if people_x_artists is None or not people_x_artists.nnz:
        return weights.libraries
    said = sp.csr_matrix(people_x_artists @ sp.diags(weights.of_a_like))
    said.sort_indices()
    numbers = np.arange(said.shape[0], dtype=np.int32) + weights.listener_count
    offsets = said.indptr.astype(np.int64)
    people = Libraries(
        numbers.astype(np.int32), offsets, said.indices, said.data.astype(np.float32)
    )
    table = pa.Table.from_batches([people.as_batch(ARROW_SCHEMA)])
    return weights.libraries.union(weights.libraries.sparkSession.createDataFrame(table))


def _ratings(libraries: DataFrame) -> DataFrame:
    """Return a row per cell: MLlib's confidence is a rating's size plus 1."""
    cells = libraries.select("listener", F.explode(F.arrays_zip("artists", "plays")).alias("cell"))
    weight = F.col("cell.plays")
    rating = F.signum(weight) * F.greatest(F.abs(weight) - 1, F.lit(_LEAST_RATING))
    return cells.select(
        "listener", F.col("cell.artists").alias("artist"), rating.cast("float").alias("rating")
    )
