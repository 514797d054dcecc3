"""Opens a Spark session that is quiet, and says in one line why it cannot.

Everything else about the cluster (memory, executors, where credentials for a file system are)
belongs into Spark's own `spark-defaults.conf`, which is read as ever.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from model.plays.lines import one_line
from model.spark.scratch import scratch_folder
from model.spark.signals import ended_as_interrupted, own_interrupt
from model.spark.unavailable import UnavailableSpark, reason_of

_PATIENCE_SECONDS = 5.0
_PARTITIONS_PER_CORE = 2  # so that a core that is done early finds more to do
_BATCH_BYTES = "64m"  # a library of the most avid listeners is large, so rows alone are no bound
_SHARE_OF_MEMORY = 2  # half: on one machine Python's arrays stand beside the Java heap
_SETTINGS = {
    "spark.app.name": "kindred",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.serializer": "org.apache.spark.serializer.KryoSerializer",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxBytesPerBatch": _BATCH_BYTES,
    # ANSI arithmetic stays on, as Spark 4 has it: the sums that are to wrap around are numpy's.
}
_ON_THIS_MACHINE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


@contextmanager
def opened(master: str) -> Iterator[SparkSession]:
    """Open a session for a master, and stop it in the end.

    What Java has to say goes into a file of its own: all that matters of it comes back as an
    exception.

    Args:
        master: `local[2]`, `spark://host:7077`, `yarn`, or whatever else Spark takes.

    Raises:
        UnavailableSpark: Java is missing, the master cannot be reached, or a job failed.
    """
    _check_java()
    _check_reachable(master)
    with ended_as_interrupted(), scratch_folder() as folder, _quiet():
        session = _started(master, folder / "java.log")
        try:
            if _is_local(master):
                session.sparkContext.setCheckpointDir(str(folder))
            yield session
        except (PySparkException, Py4JError, ConnectionError) as error:
            message = f"Spark at {master} gave up: {reason_of(error)}"
            raise UnavailableSpark(message) from error
        finally:
            with suppress(Py4JError, ConnectionError):  # Java may be gone already
                session.stop()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pyspark and py4j from printing: what matters of it is raised as well."""
    root, py4j = logging.getLogger(), logging.getLogger("py4j")
    level = py4j.level
    py4j.setLevel(logging.CRITICAL)
    root.addFilter(_is_not_of_py4j)
    with warnings.catch_warnings():
        # pyspark 4.3 warns of pandas 3 on principle; nothing here goes through pandas.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        warnings.filterwarnings("ignore", "Unable to cleanly shutdown Spark")  # in mid-job
        try:
            yield
        finally:
            root.removeFilter(_is_not_of_py4j)
            py4j.setLevel(level)


def _is_not_of_py4j(record: logging.LogRecord) -> bool:
    """Tell what py4j logs, by no logger of its own, where a call to Java breaks off."""
    return Path(record.pathname).parent.name != "py4j"


def _started(master: str, said: Path) -> SparkSession:
    conf = SparkConf(loadDefaults=False).setMaster(master).setAll([*_SETTINGS.items()])
    if _is_local(master):
        conf.setAll([*_ON_THIS_MACHINE.items(), *_sizes(master).items()])
        # Workers look for "python3", which need not be the Python that Kindred is installed in.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        with said.open("wb") as log:
            files = {"stdout": log, "stderr": log}
            gateway = launch_gateway(conf, files)  # type: ignore[no-untyped-call]  # by pyspark
        with own_interrupt():
            context = SparkContext(conf=conf, gateway=gateway)
        context.setLogLevel("ERROR")
        return SparkSession(context)
    except (PySparkException, Py4JError, OSError) as error:
        message = f"Spark did not start at {master}: {_last_words(said) or reason_of(error)}"
        raise UnavailableSpark(message) from error


def _is_local(master: str) -> bool:
    return master.partition("[")[0] == "local"


def _sizes(master: str) -> dict[str, str]:
    """Return partitions and memory for one machine; `SPARK_DRIVER_MEMORY` overrides the latter."""
    told = master.partition("[")[2].partition("]")[0].partition(",")[0]
    cores = int(told) if told.isdigit() else (os.cpu_count() or 1)
    partitions = str(cores * _PARTITIONS_PER_CORE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _SHARE_OF_MEMORY >> 20
    return {
        "spark.sql.shuffle.partitions": partitions,
        "spark.default.parallelism": partitions,
        "spark.driver.memory": os.environ.get("SPARK_DRIVER_MEMORY", f"{memory}m"),
    }


def _check_java() -> None:
    """Look where Spark's own scripts look; what they say where there is none is a riddle."""
    home = os.environ.get("JAVA_HOME")
    if shutil.which(str(Path(home, "bin", "java")) if home else "java") is None:
        where = f"in JAVA_HOME, which is {home}" if home else "on the PATH, and no JAVA_HOME"
        message = f"Spark runs on Java 17 or newer, and there is no java {where}"
        raise UnavailableSpark(message)


def _check_reachable(master: str) -> None:
    """Knock at a standalone master's door: Spark itself would try for a minute."""
    if not master.startswith("spark://"):
        return
    host, _, port = master.removeprefix("spark://").partition(",")[0].rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=_PATIENCE_SECONDS).close()
    except (OSError, ValueError) as error:
        message = f"There is no Spark master at {master}: {one_line(error)}"
        raise UnavailableSpark(message) from error


def _last_words(said: Path) -> str:
    """Return the last thing that Java, or the script that looks for it, complained of."""
    lines = said.read_text("utf-8", "replace").splitlines() if said.exists() else []
    complaints = [
        line.strip()
        for line in lines
        if not line.startswith(("\t", "WARNING", "Using Spark")) and " WARN " not in line
    ]
    telling = [line for line in complaints if "Exception" in line or "rror" in line]
    return (telling or complaints or [""])[-1].removeprefix('Exception in thread "main" ')
