"""The one line that says what went wrong in Java."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from model.spark.unavailable import reason_of

WAITED = "Exception thrown in awaitResult: "
READ = "[FAILED_READ_FILE] Encountered error while reading file file:///plays/1.parquet."
WORKER = """Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times
Traceback (most recent call last):
  File "worker.py", line 1, in main
    raise ValueError
ValueError: no such artist

\tat org.apache.spark.api.python.BasePythonRunner
"""


@dataclass
class Throwable:
    """As py4j shows one of Java's."""

    message: str | None
    cause: Throwable | None = None

    def getMessage(self):  # noqa: N802  # Java's name
        return self.message

    def getCause(self):  # noqa: N802  # Java's name
        return self.cause


class OfJava(Exception):
    def __init__(self, *messages):
        super().__init__("An error occurred while calling o1.count.\n: java.lang.Exception")
        self.java_exception = None
        for message in reversed(messages):
            self.java_exception = Throwable(message, self.java_exception)


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ((READ, "column: [listener]"), READ),
        ((WAITED, READ, "column: [listener]"), READ),
        (("Job aborted.", None, " ", "No space left on device"), "No space left on device"),
        ((WORKER,), "ValueError: no such artist"),
        ((WAITED, WORKER), "ValueError: no such artist"),
        ((None,), "An error occurred while calling o1.count."),
    ],
)
def test_the_outermost_exception_that_says_anything_is_quoted(messages, reason):
    assert reason_of(OfJava(*messages)) == reason


def test_what_never_came_from_java_speaks_for_itself():
    assert reason_of(ConnectionError("refused")) == "refused"
    assert reason_of(ConnectionError()) == "ConnectionError()"
