"""Runs a program by itself and says what it took: time, processor time, memory at most."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_KIBIBYTES_IN_MEBIBYTE = 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What a program took.

    Attributes:
        seconds: from start to end.
        cpu_seconds: of all its threads.
        peak_mib: resident memory at most.
        told: what it wrote to standard output.
    """

    seconds: float
    cpu_seconds: float
    peak_mib: float
    told: str


def measured(module: str, arguments: Sequence[str]) -> Measured:
    """Run one of our modules as a program of its own.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    command = [sys.executable, "-m", module, *arguments]
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  # our own module
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(_ROOT)}
    ) as process:
        told = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, told)
    return Measured(
        time.perf_counter() - started,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / _KIBIBYTES_IN_MEBIBYTE,
        told,
    )


def memory_mib(process: int | str) -> tuple[float, float]:
    """Return what a process, or `self`, has for itself alone, and all that is resident."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    sizes = dict(re.findall(r"(\w+):\s+(\d+) kB", text))
    own, resident = int(sizes["Anonymous"]), int(sizes["Rss"])
    return own / _KIBIBYTES_IN_MEBIBYTE, resident / _KIBIBYTES_IN_MEBIBYTE
