"""What is raised where Spark itself is at fault."""

from __future__ import annotations

from model.errors import ModelError


class UnavailableSpark(ModelError):
    """pyspark or Java is missing, the master cannot be reached, or a job of ours failed there."""


def reason_of(error: Exception) -> str:
    """Return in one line what Spark says went wrong, without Java's trace or Python's."""
    java = getattr(error, "java_exception", None)
    text = str(java.getMessage() if java is not None else error)
    lines = [line for line in text.splitlines() if line.strip()]
    traces = [at for at, line in enumerate(lines) if line.startswith("Traceback")]
    if traces:  # of a worker: what it raised is the first line after it that is not indented
        raised = (line for line in lines[traces[-1] + 1 :] if not line[0].isspace())
        return next(raised, lines[0]).strip()
    return lines[0].strip() if lines else repr(error)
