"""What a person reads where Spark cannot be had."""

from __future__ import annotations

import socket

import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")

from model.errors import ModelError
from model.spark.session import opened
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
