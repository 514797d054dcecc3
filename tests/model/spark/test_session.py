"""What a person reads where Spark cannot be had."""

from __future__ import annotations

import logging
import os
import socket

import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.errors import ModelError
from model.spark.session import _last_words, _quiet, _sizes, opened
from model.spark.unavailable import UnavailableSpark


def refused(master):
    with pytest.raises(UnavailableSpark) as refusal, opened(master):
        pass
    assert isinstance(refusal.value, ModelError)
    message = str(refusal.value)
    assert "\n" not in message
    return message


def test_where_there_is_no_java_that_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert str(tmp_path) in refused("local[1]")
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "no java on the PATH" in refused("local[1]")


def test_a_master_that_nobody_answers_for_is_refused_at_once():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert f"no Spark master at spark://127.0.0.1:{port}" in refused(
            f"spark://127.0.0.1:{port}"
        )
    assert "no Spark master at spark://nonsense" in refused("spark://nonsense")


@pytest.mark.parametrize(
    ("master", "partitions"), [("local[3]", "6"), ("local[3,4]", "6"), ("local[*]", None)]
)
def test_one_machine_is_shared_out_by_its_cores_and_half_its_memory(
    monkeypatch, master, partitions
):
    monkeypatch.delenv("SPARK_DRIVER_MEMORY", raising=False)
    sizes = _sizes(master)
    expected = partitions or str(2 * (os.cpu_count() or 1))
    assert sizes["spark.default.parallelism"] == expected
    assert sizes["spark.sql.shuffle.partitions"] == expected
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    assert sizes["spark.driver.memory"] == f"{pages // 2 // 2**20}m"
    monkeypatch.setenv("SPARK_DRIVER_MEMORY", "3g")
    assert _sizes(master)["spark.driver.memory"] == "3g"


@pytest.mark.parametrize(
    ("said", "last_words"),
    [
        (None, ""),
        ("WARNING: Using incubator modules\n", ""),
        (
            "Error: no such class\n25/01/01 WARN Utils: a loopback\n\tat Main\n",
            "Error: no such class",
        ),
        ('Exception in thread "main" java.lang.NoRoom: full\nBye\n', "java.lang.NoRoom: full"),
        ("first\nlast \n", "last"),
    ],
)
def test_what_java_complained_of_last_is_picked_out(tmp_path, said, last_words):
    if said is not None:
        (tmp_path / "java.log").write_text(said)
    assert _last_words(tmp_path / "java.log") == last_words


def test_what_py4j_says_beside_the_exception_is_not_heard(caplog):
    told = logging.LogRecord("root", logging.ERROR, "py4j/java_gateway.py", 1, "gone", None, None)
    with _quiet():
        logging.getLogger().handle(told)
        logging.getLogger("py4j.clientserver").error("broken pipe")
        logging.getLogger("model").error("heard")
    assert caplog.messages == ["heard"]
    logging.getLogger().handle(told)
    assert caplog.messages == ["heard", "gone"]
