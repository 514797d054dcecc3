"""The words of the package as types, so that a row is never mistaken for a key.

Only names live here; whatever has behaviour has a module of its own.
"""

from __future__ import annotations

from typing import NewType, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

ArtistKey = NewType("ArtistKey", str)
"""An artist's stable id, 11 characters of base64url; the same in every version."""

ArtistRow = NewType("ArtistRow", int)
"""An artist's index in one version; another version numbers its artists anew."""

VersionId = NewType("VersionId", str)
"""A trained version's id: its UTC time and a few hex digits, in order of age when sorted."""

Rows: TypeAlias = NDArray[np.int32]
"""Artist rows of one version, shape `(n,)`."""

Vector: TypeAlias = NDArray[np.float32]
"""One direction in taste space, shape `(factors,)`."""

Factors: TypeAlias = NDArray[np.float32]
"""One row per artist, shape `(artists, factors)`."""

Counts: TypeAlias = NDArray[np.int32]
"""Whole numbers, one per thing counted."""

ListenersByArtists: TypeAlias = csr_matrix
"""Rows are listeners, columns are artists: the one orientation that plays have in this project."""
