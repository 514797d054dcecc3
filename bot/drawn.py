"""Pictures that were drawn, kept as long as there is room: a map is asked for again and again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import ParamSpec

_P = ParamSpec("_P")

_MOST = 100  # of about 150 kB each


class Drawn:
    """The last pictures, by the function that drew them and what it was given."""

    def __init__(self, most: int = _MOST) -> None:
        """Take how many to keep."""
        self._most = most
        self._pictures: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def drawn(self, draw: Callable[_P, bytes], *args: _P.args, **kwargs: _P.kwargs) -> bytes:
        """Return a picture, drawing it if it is not here; all arguments must be hashable."""
        key: Hashable = (draw, args, tuple(sorted(kwargs.items())))
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        picture = draw(*args, **kwargs)
        with self._lock:
            self._pictures[key] = picture
            while len(self._pictures) > self._most:
                self._pictures.popitem(last=False)
        return picture
