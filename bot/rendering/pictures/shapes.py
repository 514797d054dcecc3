"""Discs, rings and rounded bars with smooth edges.

Pillow draws shapes with jagged ones. Here a pixel takes as much colour as the shape covers of it,
by its distance from the edge: as smooth as drawing large and reducing, and quicker.
"""

from __future__ import annotations

from math import ceil, floor

import numpy as np
from PIL import Image

_SMOOTH = 1  # px beyond a shape that its edge may still touch


def rounded(
    image: Image.Image,
    box: tuple[float, float, float, float],
    radius_px: float,
    colour: str,
    *,
    edge_px: float | None = None,
) -> None:
    """Draw a box with round corners.

    Args:
        image: to draw on.
        box: left, top, right, bottom.
        radius_px: of the corners; no more than fits is taken.
        colour: of the box.
        edge_px: how wide its edge is, inwards, if nothing but the edge is to be drawn.
    """
    left, top, right, bottom = box
    origin = floor(left) - _SMOOTH, floor(top) - _SMOOTH
    columns = np.arange(origin[0], ceil(right) + _SMOOTH, dtype=np.float32) + 0.5
    rows = np.arange(origin[1], ceil(bottom) + _SMOOTH, dtype=np.float32) + 0.5
    radius_px = min(radius_px, (right - left) / 2, (bottom - top) / 2)
    # Signed distance from the edge, negative inside: of the box shrunk by the radius, less the
    # radius. Source: https://iquilezles.org/articles/distfunctions2d/ (rounded box).
    across = np.abs(columns - (left + right) / 2) - ((right - left) / 2 - radius_px)
    down = np.abs(rows - (top + bottom) / 2) - ((bottom - top) / 2 - radius_px)
    outside = np.hypot(np.maximum(across, 0)[None, :], np.maximum(down, 0)[:, None])
    distances = outside + np.minimum(np.maximum(across[None, :], down[:, None]), 0) - radius_px
    covered = np.clip(0.5 - distances, 0, 1)
    if edge_px is not None:
        covered -= np.clip(0.5 - (distances + edge_px), 0, 1)
    image.paste(colour, origin, Image.fromarray((covered * 255 + 0.5).astype(np.uint8)))


def disc(
    image: Image.Image,
    centre: tuple[float, float],
    radius_px: float,
    colour: str,
    *,
    edge_px: float | None = None,
) -> None:
    """Draw a disc, or a ring inside its circumference if the edge has a width."""
    x, y = centre
    box = (x - radius_px, y - radius_px, x + radius_px, y + radius_px)
    rounded(image, box, radius_px, colour, edge_px=edge_px)
