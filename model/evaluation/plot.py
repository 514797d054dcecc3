"""A report as a picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from model.errors import UnwritablePlot
from model.evaluation.report import Report

_SUFFIXES = (".png", ".svg", ".pdf")
_SIZE_INCHES = (8, 3.6)
_COLOURS = ("#7b8794", "#2f6f8f")
"""Of the baselines, and of the version."""


def check_drawable(path: Path) -> None:
    """Refuse a picture before the work is done that it would show.

    Raises:
        UnwritablePlot: the suffix is of no format we draw, or there is no such folder.
    """
    if path.suffix.lower() not in _SUFFIXES:
        message = f"{path} ends in none of {', '.join(_SUFFIXES)}"
        raise UnwritablePlot(message)
    if not path.parent.is_dir():
        message = f"{path} cannot be written: there is no folder {path.parent}"
        raise UnwritablePlot(message)


def write_plot(found: Report, path: Path) -> None:
    """Draw recall and nDCG of all systems as bars with their 95 % intervals.

    Args:
        found: what to draw.
        path: as `check_drawable` wants it.

    Raises:
        UnwritablePlot: the file cannot be written.
    """
    # matplotlib, when imported, wants a settings folder at home and complains where there can be
    # none, as in a container; no other command shall hear of it.
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=_SIZE_INCHES, layout="constrained")
    places = np.arange(len(found.lines))
    colours = [_COLOURS[0]] * (len(found.lines) - 1) + [_COLOURS[1]]
    for axes, title, means in zip(
        figure.subplots(1, 2, sharey=True),
        ("recall@20", "nDCG@20"),
        ([line.recall for line in found.lines], [line.ndcg for line in found.lines]),
        strict=True,
    ):
        centre = [one.mean for one in means]
        half = [one.high - one.mean for one in means]
        axes.barh(places, centre, xerr=half, color=colours, ecolor="#333333", capsize=3)
        for place, value in zip(places, centre, strict=True):
            axes.annotate(
                f"{value:.3f}",
                (0, place),
                (4, 0),
                textcoords="offset points",
                va="center",
                color="white",
            )
        axes.set_yticks(places, [line.system for line in found.lines])
        axes.set_title(title)
        axes.spines[["top", "right"]].set_visible(False)
    figure.suptitle(f"{found.hidden:,} artists hidden from {found.judged:,} listeners")
    try:
        figure.savefig(path, format=path.suffix[1:].lower(), dpi=150)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}"
        raise UnwritablePlot(message) from error
