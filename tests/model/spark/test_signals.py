"""Ctrl-C and SIGTERM while Spark is at work."""

from __future__ import annotations

import os
import signal

import pytest

from model.spark.signals import ended_as_interrupted, own_interrupt
from model.termination import obeyed


@pytest.fixture(autouse=True)
def pythons_own_interrupt():
    """As if no session of other tests were open, which would take these signals for its own."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def ordered_to_end(seen):
    """SIGTERM comes, is seen as something, and comes once more."""
    with ended_as_interrupted():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except BaseException as error:
            seen.append(type(error))
            os.kill(os.getpid(), signal.SIGTERM)
            raise


def test_sigterm_goes_through_as_ctrl_c_and_ends_as_what_it_is():
    seen: list[type] = []
    with pytest.raises(SystemExit) as ended, obeyed():
        ordered_to_end(seen)
    assert seen == [KeyboardInterrupt]
    assert ended.value.code == 128 + signal.SIGTERM


@pytest.mark.parametrize(
    ("number", "end"), [(signal.SIGTERM, SystemExit), (signal.SIGINT, KeyboardInterrupt)]
)
def test_an_end_is_an_end_even_where_the_interrupt_was_lost_on_the_way(number, end):
    def lost():
        with ended_as_interrupted():
            try:
                os.kill(os.getpid(), number)
            except KeyboardInterrupt as error:
                raise ConnectionError from error

    with pytest.raises(end), obeyed():
        lost()


def test_without_a_signal_nothing_changes():
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with ended_as_interrupted(), own_interrupt():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
    with obeyed():
        handler = signal.getsignal(signal.SIGTERM)
        with ended_as_interrupted():
            assert signal.getsignal(signal.SIGTERM) is not handler
        assert signal.getsignal(signal.SIGTERM) is handler
