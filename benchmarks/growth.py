"""How training grows with plays, as a picture: seconds by stage, beside the original recipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure

_SIZE_INCHES = (8, 3.6)
_COLOURS = ("#2f6f8f", "#e0a458", "#7b8794", "#8fb339", "#b5546f", "#4a5859", "#9a6fb0")
_MILLION = 1e6


def write_picture(
    kindred: Sequence[tuple[int, Mapping[str, float]]], original: Mapping[str, float], path: Path
) -> None:
    """Draw a bar per size, parted by stage, and one of the original recipe at the largest.

    Args:
        kindred: rows, and seconds by stage.
        original: seconds by stage.
        path: of the picture; its suffix says which format.
    """
    figure = Figure(figsize=_SIZE_INCHES, layout="constrained")
    axes = figure.subplots()
    largest = max(rows for rows, _ in kindred)
    bars = [(f"Kindred, {rows / _MILLION:.1f} million rows", seconds) for rows, seconds in kindred]
    bars.append((f"the original, {largest / _MILLION:.1f} million", original))
    colour_of: dict[str, str] = {}
    for place, (_, seconds) in enumerate(bars):
        left = 0.0
        for stage, taken in seconds.items():
            name = stage.capitalize()
            is_new = name not in colour_of
            colour = colour_of.setdefault(name, _COLOURS[len(colour_of) % len(_COLOURS)])
            axes.barh(place, taken, left=left, color=colour, label=name if is_new else None)
            left += taken
        axes.annotate(f" {left:.0f} s", (left, place), va="center")
    axes.set_yticks(range(len(bars)), [name for name, _ in bars])
    axes.set_xlabel("seconds")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(fontsize="small", loc="lower right")
    figure.savefig(path, dpi=150)
