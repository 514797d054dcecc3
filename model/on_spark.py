"""Training on Spark from the command line, where pyspark is installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from model.plays.delimited import ColumnNames
from model.spark.unavailable import UnavailableSpark
from model.trainer import Trainer
from model.training.settings import TrainingSettings


@contextmanager
def spark_trainer(url: str, names: ColumnNames, master: str) -> Iterator[Trainer]:
    """Read plays on Spark and lend who trains on them, with the defaults for so many artists.

    Args:
        url: of plays on any file system that Spark reaches, see `model.spark.sources`.
        names: the columns of Parquet.
        master: see `model.spark.session.opened`.

    Raises:
        UnavailableSpark: pyspark or Java is missing, or the cluster fails.
        PlaysError: the plays cannot be read, or none is usable.
    """
    try:
        from model.spark.plays import read_plays  # noqa: PLC0415  # an optional extra
        from model.spark.session import opened  # noqa: PLC0415
        from model.spark.trainer import OnSpark  # noqa: PLC0415
    except ModuleNotFoundError as error:
        message = "Training on Spark needs pyspark: pip install 'kindred[spark]'"
        raise UnavailableSpark(message) from error
    with opened(master) as spark:
        plays = read_plays(spark, url, names)
        yield OnSpark(plays, TrainingSettings.for_size(len(plays.catalog)))
